import type { Api, Operation } from '@openxs2a/ir';
import { printObject, printParameters } from './literals.ts';

/** A value that is assignable to every body: what a body costs to check is left out, for everybody alike. */
const BODY = '{} as never';

/** A module that calls every operation once through our client and reads the body of its first success. */
export function printOurUsage(api: Api, methods: readonly string[]): string {
  const calls = api.operations.map((operation) => {
    const { id, body, responses } = operation;
    const { query, headers, path } = print(api, operation);
    const [media] = body?.content ?? [];
    const value = media === undefined ? undefined : `{ type: ${JSON.stringify(media.type)}, value: ${BODY} }`;
    const request = printObject({ path, query, headers, body: value });
    const success = responses.find(({ status }) => status.startsWith('2'));
    const read = success?.content.length === 0 ? 'status' : 'body';
    return `export async function call${id}() {
  const reply = await client.${findName(methods, id)}(${request});
  return reply.status === ${success?.status} ? reply.${read} : undefined;
}`;
  });
  const factory = `create${CLIENT_NAME}Client`;
  return [
    `import { ${factory} } from './generated/client/index.ts';`,
    `const client = ${factory}({ baseUrl: 'https://bank.example' });`,
    ...calls,
  ].join('\n\n');
}

export const CLIENT_NAME = 'Bench';

/** The same through openapi-fetch and the types of openapi-typescript. */
export function printOpenapiFetchUsage(api: Api): string {
  const calls = api.operations.map((operation) => {
    const { id, method, path: template, body } = operation;
    const { path, query, headers } = print(api, operation);
    const params = printObject({ path, query, header: headers }) || undefined;
    const init = printObject({ params, body: body && BODY });
    return `export async function call${id}() {
  const { data } = await client.${method.toUpperCase()}(${[JSON.stringify(template), init].filter(Boolean).join(', ')});
  return data;
}`;
  });
  return [
    `import createClient from 'openapi-fetch';`,
    `import type { paths } from './generated/types.ts';`,
    `const client = createClient<paths>({ baseUrl: 'https://bank.example' });`,
    ...calls,
  ].join('\n\n');
}

/** The same through the SDK of hey-api. */
export function printHeyApiUsage(api: Api, functions: readonly string[]): string {
  const calls = api.operations.map((operation) => {
    const { path, query, headers } = print(api, operation);
    const options = printObject({ path, query, headers, body: operation.body && BODY });
    return `export async function call${operation.id}() {
  const { data } = await sdk.${findName(functions, operation.id)}(${options});
  return data;
}`;
  });
  return [`import * as sdk from './generated/sdk.gen';`, ...calls].join('\n\n');
}

function print(api: Api, operation: Operation) {
  return {
    path: printParameters(api, operation, 'path'),
    query: printParameters(api, operation, 'query'),
    headers: printParameters(api, operation, 'header'),
  };
}

/** Generators differ in how they write an operation's id. */
function findName(names: readonly string[], id: string): string {
  const plain = (text: string) => text.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();
  const found = names.find((name) => plain(name) === plain(id));
  if (found === undefined) throw new Error(`Nothing was generated for the operation "${id}".`);
  return found;
}
