import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { OperationDescriptor } from '../descriptor.ts';
import { createServer } from '../server.ts';

/** An app whose every operation answers with its id and its path parameters. */
function serve(...operations: (Partial<OperationDescriptor> & { path: string })[]): Hono {
  const descriptors: Record<string, OperationDescriptor> = {};
  const handlers: Record<string, (request: { path: object }) => object> = {};
  for (const operation of operations) {
    const id = `${operation.method ?? 'GET'} ${operation.path}`;
    const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '');
    const parameters = names.map((name) => ({ name, in: 'path', shape: 'string' }) as const);
    const responses = [{ status: '200', content: [{ type: 'application/json', kind: 'json' }] }] as const;
    descriptors[id] = { id, method: 'GET', parameters, responses, ...operation };
    handlers[id] = ({ path }) => ({ status: 200, type: 'application/json', body: { id, path } });
  }
  return createServer({ descriptors, handlers, context: () => undefined, validators: false });
}

const answer = async (app: Hono, target: string) => (await (await app.request(target)).json()) as unknown;

const SHOP = ['/a/b', '/a/{x}', '/{y}/b', '/{y}/{x}', '/a/x-{id}', '/a/{n}.{format}', '/v1/run:now', '/v1/grüße', '/'];

test.each([
  ['/a/b', '/a/b', {}],
  ['/a/c', '/a/{x}', { x: 'c' }],
  ['/c/b', '/{y}/b', { y: 'c' }],
  ['/c/d', '/{y}/{x}', { y: 'c', x: 'd' }],
  ['/a/x-1', '/a/x-{id}', { id: '1' }],
  ['/a/report.pdf', '/a/{n}.{format}', { n: 'report', format: 'pdf' }],
  ['/v1/run:now', '/v1/run:now', {}],
  ['/v1/gr%C3%BC%C3%9Fe', '/v1/grüße', {}],
  ['/', '/', {}],
  ['/c/a%2Fb%20c%25', '/{y}/{x}', { y: 'c', x: 'a/b c%' }],
  ['/%25/%3F', '/{y}/{x}', { y: '%', x: '?' }],
])('%s goes to %s', async (target, template, path) => {
  const app = serve(...SHOP.map((one) => ({ path: one })));
  expect(await answer(app, target)).toEqual({ id: `GET ${template}`, path });
});

test('an expanded route binds its parameter', async () => {
  const routes = ['one', 'two'].map((kind) => ({ path: `/${kind}`, bound: { kind } }));
  const app = serve(
    { path: '/{kind}', routes },
    { path: '/{other}', method: 'GET', routes: [{ path: '/{other}', bound: {} }] },
  );
  expect(await answer(app, '/two')).toEqual({ id: 'GET /{kind}', path: { kind: 'two' } });
  expect(await answer(app, '/three')).toEqual({ id: 'GET /{other}', path: { other: 'three' } });
});

test('the app can be mounted below a prefix', async () => {
  const outer = new Hono().route('/bank/xs2a', serve({ path: '/a/{x}' }));
  expect(await answer(outer, '/bank/xs2a/a/1')).toEqual({ id: 'GET /a/{x}', path: { x: '1' } });
});

test.each(['/a/', '/a//', '/A/b', '/a/b/', '/a/b/c'])('%s is not found', async (target) => {
  const app = serve({ path: '/a/{x}' }, { path: '/a/b' });
  expect((await app.request(target)).status).toBe(404);
});

test('a declared HEAD has its own handler', async () => {
  const other = [{ status: '200', headers: [{ name: 'X-Missing', required: true, shape: 'string' }] }] as const;
  const app = serve({ path: '/a', method: 'HEAD', responses: other }, { path: '/a' });
  expect((await app.request('/a', { method: 'HEAD' })).status).toBe(500);
  expect((await app.request('/a')).status).toBe(200);
});
