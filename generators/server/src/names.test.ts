import type { Api, Operation } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { OPTIONS, readShop } from '../fixture/shop.ts';
import { emitDescriptors } from './emit-descriptors.ts';
import { emitServer } from './emit-server.ts';

const shop = await readShop();
const [first] = shop.operations;
if (first === undefined) throw new TypeError('The fixture has no operation.');

function withOperations(...changes: Partial<Operation>[]): Api {
  return { ...shop, operations: changes.map((change) => ({ ...first, ...change }) as Operation) };
}

const server = (api: Api) => emitServer(api, OPTIONS).get('server/index.ts') ?? '';

test('tags that become the same name are told apart', () => {
  const text = server(
    withOperations({ id: 'a', tags: ['my tag'] }, { id: 'b', tags: ['MyTag'] }, { id: 'c', tags: ['my-tag', 'x'] }),
  );
  expect([...text.matchAll(/export interface (\w+Handlers\d*)</g)].map(([, name]) => name)).toEqual([
    'MyTagHandlers',
    'MyTagHandlers2',
    'MyTagHandlers3',
  ]);
});

test('operations without a tag, and those whose id is no identifier, have their place', () => {
  const text = server(withOperations({ id: 'get-it', tags: [] }));
  expect(text).toContain('export interface DefaultHandlers<Context>');
  expect(text).toContain(
    "'get-it'(request: HandlerInput<GetItRequest>, context: Context): HandlerAnswer<GetItResult>;",
  );
});

test('a specification without guards needs none', () => {
  const text = server(withOperations({ id: 'a', guards: {}, security: [] }));
  expect(text).not.toContain('Guards');
  expect(text).toContain('readonly a: never;');
});

test('a guard that is a security scheme too may be told either', () => {
  const text = server(
    withOperations({ id: 'a', guards: { token: { level: 1 } } }, { id: 'b', guards: {}, security: [{ token: [] }] }),
  );
  expect(text).toContain('readonly token: Guard<{ readonly level: 1 } | SchemeOptions, Context>;');
});

test('a specification without operations gives a server without handlers', () => {
  expect(server(withOperations())).toContain('export interface Handlers<Context> {}');
});

test('what several operations share is a constant', () => {
  const long = {
    ...first.parameters[0],
    name: 'X-Some-Long-Name',
    in: 'header',
    style: 'simple',
    explode: false,
  } as const;
  const parameters = [{ ...long, required: true }] as unknown as Operation['parameters'];
  const text = emitDescriptors(withOperations({ id: 'a', parameters }, { id: 'b', parameters }), OPTIONS).get(
    'descriptors.ts',
  );
  expect(text).toMatch(/const xSomeLongName: ParameterDescriptor = \{/);
  expect(text?.match(/parameters: \[xSomeLongName\]/g)).toHaveLength(2);
});
