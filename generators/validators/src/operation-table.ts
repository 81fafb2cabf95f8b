import type { Api, Header, Media, Operation, Parameter, ParameterPlace, Response, Schema } from '@openxs2a/ir';
import { keepAssertions } from './assertions.ts';
import { toMediaSchema } from './media.ts';
import type { Share } from './shared.ts';

const PLACES = { path: 'path', query: 'query', headers: 'header', cookies: 'cookie' } as const satisfies Record<
  string,
  ParameterPlace
>;

/** What the runtime knows as `OperationSchemas`, with what several operations have in common told to `share`. */
export function toOperationTable(operation: Operation, api: Api, share: Share): object {
  const places = Object.entries(PLACES).flatMap(([key, place]) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place);
    return parameters.length === 0 ? [] : [[key, toValues(parameters, share)]];
  });
  const { body } = operation;
  return {
    ...Object.fromEntries(places),
    ...(body === undefined
      ? {}
      : { body: { ...(body.required ? { required: true } : {}), content: toContent(body.content, api) } }),
    responses: Object.fromEntries(
      operation.responses.map((response) => [response.status, toResponse(response, api, share)]),
    ),
  };
}

function toValues(values: readonly (Parameter | Header)[], share: Share): object {
  const required = values.filter((value) => value.required).map(({ name }) => name);
  return {
    properties: Object.fromEntries(values.map(({ name, schema }) => [name, shareSchema(name, schema, share)])),
    ...(required.length === 0 ? {} : { required }),
  };
}

function shareSchema(name: string, schema: Schema, share: Share): unknown {
  return share('Schema', name, keepAssertions(schema));
}

function toResponse(response: Response, api: Api, share: Share): unknown {
  const { headers, content, status } = response;
  return share('ResponseSchema', `answer-${status}`, {
    ...(headers.length === 0 ? {} : { headers: toValues(headers, share) }),
    ...(content.length === 0 ? {} : { content: toContent(content, api) }),
  });
}

function toContent(content: readonly Media[], api: Api): object {
  return Object.fromEntries(content.map((media) => [media.type, toMediaSchema(media, api)]));
}
