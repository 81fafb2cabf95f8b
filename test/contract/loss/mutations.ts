import type { Api, Header, Media, Operation, Parameter, Response, Schema, SchemaObject } from '@openxs2a/ir';
import fc from 'fast-check';
import type { Output } from './compare.ts';

/** One thing taken from an Api, and the outputs in which that must be noticed. */
export interface Mutation {
  readonly kind: string;
  readonly what: string;
  readonly api: Api;
  readonly outputs: readonly Output[];
}

const ALL: readonly Output[] = ['descriptors', 'types', 'validators'];

type Change = Omit<Mutation, 'kind'>;

const KINDS: Readonly<Record<string, (api: Api) => readonly (() => Change)[]>> = {
  operation: (api) => api.operations.map((operation) => () => dropOperation(api, operation)),
  status: (api) =>
    eachResponse(api, (operation, response) => ({
      operation,
      responses: operation.responses.filter((item) => item !== response),
    })),
  header: (api) =>
    eachHeader(api, (response, header) => ({ headers: response.headers.filter((item) => item !== header) })),
  'required header': (api) =>
    eachHeader(api, (response, header) => ({
      headers: response.headers.map((item) => (item === header ? { ...item, required: !item.required } : item)),
    })),
  'media type of an answer': (api) =>
    eachMedia(api, (response, media) => ({ content: response.content.filter((item) => item !== media) })),
  'media type of a request': dropRequestMedia,
  parameter: (api) =>
    eachParameter(api, ALL, (operation, parameter) => operation.parameters.filter((item) => item !== parameter)),
  'required parameter': (api) =>
    eachParameter(api, ALL, (operation, parameter) =>
      operation.parameters.map((item) => (item === parameter ? { ...item, required: !item.required } : item)),
    ),
  'constraint of a parameter': (api) =>
    eachParameter(
      api,
      ['validators'],
      (operation, parameter) =>
        operation.parameters.map((item) =>
          item === parameter ? { ...item, schema: relax(item.schema) ?? item.schema } : item,
        ),
      ({ schema }) => relax(schema) !== undefined,
    ),
  property: (api) => eachSchema(api, ['types', 'validators'], dropProperty),
  'required property': (api) => eachSchema(api, ['validators'], (schema) => dropKeyword(schema, ['required'])),
  constraint: (api) => eachSchema(api, ['validators'], relax),
  'value of an enum': (api) => eachSchema(api, ['validators'], dropValue),
  'closed object': (api) =>
    eachSchema(api, ['validators'], (schema) =>
      typeof schema === 'object' && schema['additionalProperties'] === false
        ? dropKeyword(schema, ['additionalProperties'])
        : undefined,
    ),
};

/** For every kind of loss as many mutations as there are places for, at most `count`, the places chosen by the seed. */
export function listMutations(api: Api, count: number, seed: number): readonly Mutation[] {
  return Object.entries(KINDS).flatMap(([kind, find]) => {
    const places = find(api);
    const chosen = fc.sample(
      fc.shuffledSubarray([...places.keys()], {
        minLength: Math.min(count, places.length),
        maxLength: Math.min(count, places.length),
      }),
      { numRuns: 1, seed },
    )[0];
    return (chosen ?? []).flatMap((at) => {
      const change = places[at];
      return change === undefined ? [] : [{ kind, ...change() }];
    });
  });
}

function replace(api: Api, old: Operation, operation: Operation): Api {
  return { ...api, operations: api.operations.map((item) => (item === old ? operation : item)) };
}

function dropOperation(api: Api, operation: Operation): Change {
  return {
    what: operation.id,
    api: { ...api, operations: api.operations.filter((item) => item !== operation) },
    outputs: [...ALL, 'client', 'server'],
  };
}

function eachResponse(
  api: Api,
  change: (operation: Operation, response: Response) => { operation: Operation; responses: readonly Response[] },
): readonly (() => Change)[] {
  return api.operations.flatMap((operation) =>
    operation.responses.map((response) => () => {
      const { responses } = change(operation, response);
      return {
        what: `${operation.id} ${response.status}`,
        api: replace(api, operation, { ...operation, responses }),
        outputs: ALL,
      };
    }),
  );
}

function replaceResponse(operation: Operation, old: Response, part: Partial<Response>): readonly Response[] {
  return operation.responses.map((item) => (item === old ? { ...item, ...part } : item));
}

function eachHeader(
  api: Api,
  change: (response: Response, header: Header) => Partial<Response>,
): readonly (() => Change)[] {
  return api.operations.flatMap((operation) =>
    operation.responses.flatMap((response) =>
      response.headers.map((header) => () => ({
        what: `${operation.id} ${response.status} ${header.name}`,
        api: replace(api, operation, {
          ...operation,
          responses: replaceResponse(operation, response, change(response, header)),
        }),
        outputs: ALL,
      })),
    ),
  );
}

function eachMedia(
  api: Api,
  change: (response: Response, media: Media) => Partial<Response>,
): readonly (() => Change)[] {
  return api.operations.flatMap((operation) =>
    operation.responses.flatMap((response) =>
      response.content.map((media) => () => ({
        what: `${operation.id} ${response.status} ${media.type}`,
        api: replace(api, operation, {
          ...operation,
          responses: replaceResponse(operation, response, change(response, media)),
        }),
        outputs: ALL,
      })),
    ),
  );
}

function dropRequestMedia(api: Api): readonly (() => Change)[] {
  return api.operations.flatMap((operation) => {
    const { body } = operation;
    return (body?.content ?? []).flatMap((media) => {
      if (body === undefined) return [];
      const content = body.content.filter((item) => item !== media);
      return [
        () => ({
          what: `${operation.id} ${media.type}`,
          api: replace(api, operation, { ...operation, body: { ...body, content } }),
          outputs: ALL,
        }),
      ];
    });
  });
}

function eachParameter(
  api: Api,
  outputs: readonly Output[],
  change: (operation: Operation, parameter: Parameter) => readonly Parameter[],
  isPlace: (parameter: Parameter) => boolean = ({ in: place }) => place !== 'path',
): readonly (() => Change)[] {
  return api.operations.flatMap((operation) =>
    operation.parameters.filter(isPlace).map((parameter) => () => ({
      what: `${operation.id} ${parameter.in} ${parameter.name}`,
      api: replace(api, operation, { ...operation, parameters: change(operation, parameter) }),
      outputs,
    })),
  );
}

function eachSchema(
  api: Api,
  outputs: readonly Output[],
  change: (schema: Schema) => Schema | undefined,
): readonly (() => Change)[] {
  return Object.entries(api.schemas).flatMap(([name, schema]) => {
    const changed = change(schema);
    return changed === undefined
      ? []
      : [() => ({ what: name, api: { ...api, schemas: { ...api.schemas, [name]: changed } }, outputs })];
  });
}

function dropProperty(schema: Schema): Schema | undefined {
  if (typeof schema !== 'object' || typeof schema['properties'] !== 'object') return undefined;
  const [dropped, ...rest] = Object.entries(schema['properties'] ?? {}).reverse();
  return dropped === undefined ? undefined : { ...schema, properties: Object.fromEntries(rest) };
}

function dropKeyword(schema: Schema, keywords: readonly string[]): Schema | undefined {
  if (typeof schema !== 'object') return undefined;
  const keyword = keywords.find((key) => schema[key] !== undefined);
  if (keyword === undefined) return undefined;
  const { [keyword]: _, ...rest } = schema;
  return rest;
}

const CONSTRAINTS =
  'pattern maxLength minLength format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf maxItems minItems uniqueItems enum maxProperties minProperties'.split(
    ' ',
  );

/** The schema without one constraint of its own, or of one of its properties. */
function relax(schema: Schema): SchemaObject | undefined {
  if (typeof schema !== 'object') return undefined;
  const own = dropKeyword(schema, CONSTRAINTS);
  if (typeof own === 'object') return own;
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  for (const [name, property] of properties) {
    const relaxed = relax(property);
    if (relaxed !== undefined) return { ...schema, properties: { ...Object.fromEntries(properties), [name]: relaxed } };
  }
  return undefined;
}

function dropValue(schema: Schema): Schema | undefined {
  if (typeof schema !== 'object' || !Array.isArray(schema['enum']) || schema['enum'].length < 2) return undefined;
  return { ...schema, enum: schema['enum'].slice(1) };
}
