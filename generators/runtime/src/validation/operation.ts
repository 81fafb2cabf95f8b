import type { Problem } from '../codec/problem.ts';
import { findContent, findStatus } from './content.ts';
import type { Inspector, Reading } from './inspector.ts';
import type { DecodedRequest, DecodedResponse } from './interfaces.ts';
import { toProblem } from './message.ts';
import type { Content, MediaSchema, OperationSchemas, ResponseSchema, ValuesSchema } from './operation-schemas.ts';
import type { Schema } from './schema.ts';

export interface OperationValidator {
  request(request: DecodedRequest): readonly Problem[];
  response(response: DecodedResponse): readonly Problem[];
}

type Inspect = (schema: Schema, reading: Reading) => Inspector;
type Direction = 'request' | 'response';
type Parameters = Pick<DecodedRequest, 'path' | 'query' | 'headers' | 'cookies'>;

const PLACES = [
  ['path', 'path'],
  ['query', 'query'],
  ['headers', 'header'],
  ['cookies', 'cookie'],
] as const;

const NONE: readonly Problem[] = [];

export function createOperationValidator(schemas: OperationSchemas, inspect: Inspect): OperationValidator {
  const places = PLACES.flatMap(([key, place]) => {
    const values = schemas[key];
    return values === undefined ? [] : [{ key, place, inspector: inspectValues(values, 'request', inspect) }];
  });
  const body = schemas.body === undefined ? undefined : inspectContent(schemas.body.content, 'request', inspect);
  const responses = Object.fromEntries(
    Object.entries(schemas.responses).map(([status, response]) => [status, inspectResponse(response, inspect)]),
  );
  return {
    request: (request) => {
      const problems: Problem[] = [];
      for (const { key, place, inspector } of places) problems.push(...told(inspector, request[key], place));
      if (body === undefined) return problems;
      if (request.body !== undefined) return [...problems, ...body(request.body.type, request.body.value, request)];
      return schemas.body?.required === true ? [...problems, MISSING_BODY] : problems;
    },
    response: (response) => findStatus(responses, response.status)?.(response) ?? [UNDECLARED_STATUS],
  };
}

const MISSING_BODY = toProblem('body', { pointer: '', rule: 'required', says: 'is required' });
const UNDECLARED_STATUS = toProblem('header', {
  pointer: '/:status',
  rule: 'status',
  says: 'is not declared for this operation',
});
const UNDECLARED_TYPE = toProblem('header', {
  pointer: '/Content-Type',
  rule: 'mediaType',
  says: 'is none of the declared media types',
});

function told(inspector: Inspector, value: unknown, place: Problem['place']): readonly Problem[] {
  const all = inspector.inspect(value);
  return all.length === 0 ? NONE : all.map((one) => toProblem(place, one));
}

function inspectValues({ properties, required = [] }: ValuesSchema, direction: Direction, inspect: Inspect): Inspector {
  return inspect({ type: 'object', properties, required }, { direction, bytes: false });
}

type InspectBody = (type: string, value: unknown, parameters: Parameters | undefined) => readonly Problem[];

function inspectContent(content: Content, direction: Direction, inspect: Inspect): InspectBody {
  const entries = Object.fromEntries(
    Object.entries(content).map(([type, media]) => [type, inspectMedia(media, direction, inspect)]),
  );
  return (type, value, parameters) => findContent(entries, type)?.(value, parameters) ?? [UNDECLARED_TYPE];
}

type InspectMedia = (value: unknown, parameters: Parameters | undefined) => readonly Problem[];

function inspectMedia({ schema, bytes, select }: MediaSchema, direction: Direction, inspect: Inspect): InspectMedia {
  const reading: Reading = { direction, bytes: bytes === true };
  const usual = inspect(schema, reading);
  if (select === undefined) return (value) => told(usual, value, 'body');
  const cases = new Map(Object.entries(select.cases).map(([value, item]) => [value, inspect(item, reading)]));
  const key = PLACES.find(([, place]) => place === select.in)?.[0] ?? 'path';
  return (value, parameters) => told(cases.get(String(parameters?.[key][select.name])) ?? usual, value, 'body');
}

function inspectResponse(
  response: ResponseSchema,
  inspect: Inspect,
): (response: DecodedResponse) => readonly Problem[] {
  const headers = response.headers === undefined ? undefined : inspectValues(response.headers, 'response', inspect);
  const content = response.content === undefined ? undefined : inspectContent(response.content, 'response', inspect);
  return (given) => {
    const problems = headers === undefined ? NONE : told(headers, given.headers, 'header');
    if (content === undefined || given.type === undefined) return problems;
    return [...problems, ...content(given.type, given.body, given.request)];
  };
}
