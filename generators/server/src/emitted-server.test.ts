import type { GuardCall, Refusal, Reply } from '@openxs2a/runtime/server';
import { expect, test } from 'vitest';
import {
  createShopServer,
  type Guards,
  type Handlers,
  type ShopServerOptions,
} from '../fixture/__snapshots__/server/index.ts';
import { validators } from '../fixture/__snapshots__/validators/index.ts';

/** What the guards and handlers of one server were asked, in order. */
type Log = string[];

const ORDER = { item: 'tea' };

function createHandlers(log: Log): Handlers<Log> {
  return {
    createOrder: ({ body }) => {
      log.push(`createOrder ${body.type}`);
      return { status: 201, type: 'application/json', body: ORDER, headers: { Location: '/orders/1', 'X-Queue': 3 } };
    },
    'list-orders': ({ query, cookies }) => ({
      status: 200,
      type: 'text/csv',
      body: JSON.stringify({ query, cookies }),
    }),
    readOrder: ({ path }) => ({ status: 200, type: 'application/json', body: { item: String(path.id) } }),
    payLast: ({ body }) => ({
      status: 200,
      type: 'image/*',
      body: new TextEncoder().encode(JSON.stringify(body?.value ?? null)),
      extraHeaders: { 'Content-Type': 'image/png' },
    }),
  };
}

function createGuards(log: Log, verdicts: Readonly<Record<string, Reply>>): Guards<Log> {
  const guard = (name: string) => (call: GuardCall<unknown, Log>) => {
    log.push(`${name} ${JSON.stringify(call.options)}`);
    return verdicts[name];
  };
  return { member: guard('member'), token: guard('token'), seal: guard('seal'), key: guard('key') };
}

function createShop(options: Partial<ShopServerOptions<Log>> & { verdicts?: Readonly<Record<string, Reply>> } = {}) {
  const log: Log = [];
  const { verdicts = {}, ...rest } = options;
  const guards = createGuards(log, verdicts);
  const app = createShopServer<Log>({ handlers: createHandlers(log), guards, context: () => log, validators, ...rest });
  return { app, log };
}

const PLACE = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-Trace': 'abc', 'X-Count': '2' },
  body: '{"item":"tea"}',
};

function place(change: { headers?: Record<string, string>; body?: BodyInit | null } = {}): RequestInit {
  return { ...PLACE, ...change, headers: { ...PLACE.headers, ...change.headers } };
}

async function problemsOf(response: Response): Promise<unknown> {
  const { problems } = (await response.json()) as { problems?: { place: string; pointer: string; rule: string }[] };
  return problems?.map((problem) => `${problem.place}${problem.pointer} ${problem.rule}`);
}

test('a request passes the guards in their order, is validated and answered', async () => {
  const { app, log } = createShop();
  const response = await app.request('/orders', place());
  expect(response.status).toBe(201);
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'application/json',
    location: '/orders/1',
    'x-queue': '3',
  });
  expect(await response.json()).toEqual(ORDER);
  expect(log).toEqual([
    'member {"level":"gold","may":["order"]}',
    'token {"scopes":[],"optional":false}',
    'seal {}',
    'createOrder application/json',
  ]);
});

test('the order of guards and validation is the one that is given', async () => {
  const order = ['seal', 'validate', 'key', 'token', 'member'] as const;
  const { app, log } = createShop({ order });
  expect((await app.request('/orders', place({ headers: { 'X-Trace': 'ABC' } }))).status).toBe(400);
  expect(log).toEqual(['seal {}']);
});

test.each([
  [['seal', 'member', 'token', 'key'] as const, 'leaves out: validate'],
  [['seal', 'validate'] as const, 'leaves out: member, token, key'],
  [['seal', 'seal', 'member', 'token', 'key', 'validate'] as const, 'unknown or twice: seal'],
])('the order %j is refused', (order, message) => {
  expect(() => createShop({ order })).toThrow(message);
});

test('a missing handler and a missing guard are refused at creation', () => {
  expect(() => createShop({ handlers: {} as Handlers<Log> })).toThrow('The handler "list-orders" is missing.');
  expect(() => createShop({ guards: {} as Guards<Log> })).toThrow('The guard "member" is missing.');
});

test('a guard refuses with a reply, and nothing after it is asked', async () => {
  const reply = { status: 403, type: 'application/problem+json', body: { title: 'No' }, headers: { 'X-Why': 'level' } };
  const { app, log } = createShop({ verdicts: { member: reply } });
  const response = await app.request('/orders', place());
  expect([response.status, response.headers.get('content-type'), response.headers.get('x-why')]).toEqual([
    403,
    'application/problem+json',
    'level',
  ]);
  expect(log).toHaveLength(1);
});

test('one of two security alternatives is enough, and the second is asked when the first fails', async () => {
  const { app, log } = createShop({ verdicts: { token: { status: 401 } } });
  expect((await app.request('/orders', place())).status).toBe(201);
  expect(log.map((line) => line.split(' ')[0])).toEqual(['member', 'token', 'seal', 'key', 'createOrder']);
});

test('when every security alternative fails the first refusal is the answer', async () => {
  const { app } = createShop({ verdicts: { token: { status: 401 }, key: { status: 403 } } });
  expect((await app.request('/orders', place())).status).toBe(401);
});

test('an operation that may be called anonymously asks its scheme as optional, and its refusal stands', async () => {
  const { app, log } = createShop({ verdicts: { token: { status: 401 } } });
  expect((await app.request('/orders')).status).toBe(401);
  expect(log.at(-1)).toBe('token {"scopes":["read"],"optional":true}');
});

test.each([
  [{ headers: { 'X-Trace': '' } }, ['header/X-Trace pattern']],
  [{ headers: { 'X-Count': 'many' } }, ['header/X-Count type']],
  [{ headers: { 'X-Count': '0' } }, ['header/X-Count minimum']],
  [{ headers: { 'X-Dry-Run': 'True' } }, ['header/X-Dry-Run type']],
  [{ body: '{"item":1}' }, ['body/item type']],
  [{ body: '{"item":' }, ['body json']],
  [{ body: new Uint8Array([0x22, 0xff, 0x22]) }, ['body json']],
  [{ body: '' }, ['body required']],
  [{ body: `{"item":${'['.repeat(600)}${']'.repeat(600)}}` }, ['body depth']],
])('the request with %j is refused with 400 and its pointer', async (change, problems) => {
  const { app } = createShop();
  const response = await app.request('/orders', place(change));
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await problemsOf(response)).toEqual(problems);
});

test('a missing header is refused with its pointer', async () => {
  const { app } = createShop();
  const response = await app.request('/orders', { ...PLACE, headers: { 'Content-Type': 'application/json' } });
  expect(await problemsOf(response)).toEqual(['header/X-Trace required']);
});

test('every problem of a request is told at once', async () => {
  const { app } = createShop();
  const response = await app.request('/orders', place({ headers: { 'X-Trace': '1', 'X-Count': 'x' }, body: '{' }));
  expect(await problemsOf(response)).toEqual(['body json', 'header/X-Trace pattern', 'header/X-Count type']);
});

test.each([
  ['/orders?filter[from]=1&filter[from]=2', ['query/filter/from duplicate']],
  ['/orders?state=%zz', ['query/state encoding']],
  ['/orders?state=gone', ['query/state/0 enum']],
  ['/orders?%ff=1', ['query/%ff encoding']],
  ['/orders/abc', ['path/id type']],
  ['/orders/%zz', ['path/id encoding']],
])('GET %s is refused with 400 and its pointer', async (target, problems) => {
  const { app } = createShop();
  const response = await app.request(target);
  expect(response.status).toBe(400);
  expect((await problemsOf(response)) as string[]).toEqual(expect.arrayContaining(problems));
});

test('parameters of every place are decoded, and names of prototypes are names', async () => {
  const { app } = createShop();
  const target = '/orders?state=open&state=paid&filter[from]=3&filter[__proto__]=x&__proto__=y&constructor=z';
  const response = await app.request(target, { headers: { Cookie: 'other=1; session="s%20t"' } });
  expect(await response.text()).toBe(
    '{"query":{"state":["open","paid"],"filter":{"from":3,"__proto__":"x"}},"cookies":{"session":"s t"}}',
  );
});

test('a literal path wins over a parameter, whichever method it has', async () => {
  const { app } = createShop();
  const response = await app.request('/orders/last');
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'PUT']);
  expect(await (await app.request('/orders/7')).json()).toEqual({ item: '7' });
});

test.each([
  ['GET', '/nowhere', 404, 'not-found', null],
  ['PATCH', '/orders', 405, 'method-not-allowed', 'GET, HEAD, POST'],
  ['OPTIONS', '/orders/7', 405, 'method-not-allowed', 'GET, HEAD'],
])('%s %s is refused with %i', async (method, target, status, code, allow) => {
  const { app } = createShop();
  const response = await app.request(target, { method });
  expect([response.status, response.headers.get('allow')]).toEqual([status, allow]);
  expect(((await response.json()) as { code: string }).code).toBe(code);
});

test('HEAD is answered as GET without the body', async () => {
  const { app } = createShop();
  const response = await app.request('/orders/7', { method: 'HEAD' });
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    'application/json',
    '',
  ]);
});

test.each([
  [{ 'Content-Type': 'text/plain' }, 415],
  [{ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' }, 415],
  [{ 'Content-Type': 'Application/JSON; charset=utf-8' }, 201],
  [{ Accept: 'image/png' }, 406],
  [{ Accept: 'image/png, application/*;q=0.1' }, 201],
])('a request with the headers %j is answered with %i', async (headers, status) => {
  const { app } = createShop();
  const response = await app.request('/orders', place({ headers }));
  expect(response.status).toBe(status);
  if (status === 415)
    expect(response.headers.get('accept')).toBe('application/json, application/xml, multipart/form-data');
});

test('a body beyond the limit is refused before any guard, whatever its length claims to be', async () => {
  const { app, log } = createShop({ limits: { body: 10 } });
  expect((await app.request('/orders', place())).status).toBe(413);
  const stream = new Blob(['x'.repeat(11)]).stream();
  const request = new Request('http://host/orders', { ...PLACE, body: stream, duplex: 'half' } as RequestInit);
  expect((await app.fetch(request)).status).toBe(413);
  expect(log).toEqual([]);
});

test('a multipart body comes as its parts, each of its own kind', async () => {
  const seen: unknown[] = [];
  const handlers = createHandlers([]);
  const { app } = createShop({
    handlers: {
      ...handlers,
      createOrder: (request) => {
        seen.push(request.body);
        return { status: 204 };
      },
    },
  });
  const form = new FormData();
  form.append('order', new Blob(['{"item":"tea"}'], { type: 'application/json' }));
  form.append('files', new Blob([new Uint8Array([0, 255])], { type: 'image/png' }), 'a.png');
  form.append('files', new Blob(['b']), 'b');
  form.append('note', 'grüße');
  const response = await app.request('/orders', { method: 'POST', headers: { 'X-Trace': 'abc' }, body: form });
  expect(response.status).toBe(204);
  const files = [new Uint8Array([0, 255]), new Uint8Array([98])];
  expect(seen).toEqual([{ type: 'multipart/form-data', value: { order: ORDER, files, note: 'grüße' } }]);
});

test('a form comes as its fields, and a range is answered with the type that the handler names', async () => {
  const { app } = createShop();
  const body = new URLSearchParams({ amount: '1.5', order: '{"item":"tea"}' });
  body.append('tags', 'a,b');
  body.append('tags', 'c d');
  const response = await app.request('/orders/last', { method: 'PUT', body });
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(await response.json()).toEqual({ amount: 1.5, order: ORDER, tags: ['a,b', 'c d'] });
});

test('an optional body may be missing', async () => {
  const { app } = createShop();
  const response = await app.request('/orders/last', { method: 'PUT' });
  expect([response.status, await response.text()]).toEqual([200, 'null']);
});

test.each([
  ['an undeclared status', { status: 202 }],
  ['an undeclared media type', { status: 201, type: 'text/html', body: '', headers: { Location: '/' } }],
  ['a missing required header', { status: 201, type: 'application/json', body: ORDER }],
  ['a missing body', { status: 201, type: 'application/json', headers: { Location: '/' } }],
  ['a body where none is declared', { status: 204, type: 'application/json', body: ORDER }],
  [
    'a header that splits the answer',
    { status: 201, type: 'application/json', body: ORDER, headers: { Location: '/\r\nX: 1' } },
  ],
  ['nothing', undefined],
  ['a body that has no JSON', { status: 201, type: 'application/json', body: 1n, headers: { Location: '/' } }],
])('a handler that returns %s is a failure that onError hears of and no one else', async (_, result) => {
  const errors: string[] = [];
  const handlers = { ...createHandlers([]), createOrder: () => result } as unknown as Handlers<Log>;
  const { app } = createShop({ handlers, onError: (error, operation) => errors.push(`${operation?.id} ${error}`) });
  const response = await app.request('/orders', place());
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ title: 'The server failed.', status: 500, code: 'internal' });
  expect(errors).toEqual([expect.stringMatching(/^createOrder (ResultError|CodecError): /)]);
});

test('what a handler throws does not leak', async () => {
  const errors: unknown[] = [];
  const failure = new Error('secret');
  const handlers: Handlers<Log> = {
    ...createHandlers([]),
    readOrder: () => {
      throw failure;
    },
  };
  const { app } = createShop({ handlers, onError: (error) => errors.push(error) });
  const response = await app.request('/orders/1');
  expect([response.status, (await response.text()).includes('secret')]).toEqual([500, false]);
  expect(errors).toEqual([failure]);
});

test('our own answers are checked on demand', async () => {
  const errors: unknown[] = [];
  const handlers: Handlers<Log> = {
    ...createHandlers([]),
    readOrder: () => ({ status: 200, type: 'application/json', body: { item: 'x'.repeat(21) } }),
  };
  const checked = createShop({ handlers, validateResponses: true, onError: (error) => errors.push(error) });
  expect((await checked.app.request('/orders/1')).status).toBe(500);
  expect(errors).toEqual([
    expect.objectContaining({
      code: 'ERR_RESULT',
      problems: [expect.objectContaining({ pointer: '/item', rule: 'maxLength' })],
    }),
  ]);
  expect((await createShop({ handlers }).app.request('/orders/1')).status).toBe(200);
});

test('refusals are worded by the one that is asked to, and keep the headers that HTTP demands', async () => {
  const refusals: Refusal[] = [];
  const refuse = (refusal: Refusal): Reply => {
    refusals.push(refusal);
    return { status: refusal.status, type: 'application/json', body: { why: refusal.code } };
  };
  const { app } = createShop({ refuse });
  const response = await app.request('/orders/last', { method: 'DELETE' });
  expect([response.status, response.headers.get('allow'), await response.json()]).toEqual([
    405,
    'PUT',
    { why: 'method-not-allowed' },
  ]);
  expect(await (await app.request('/orders/x')).json()).toEqual({ why: 'invalid-request' });
  expect(refusals.map(({ operation }) => operation?.id)).toEqual([undefined, 'readOrder']);
});

test('guards see the bytes, the request line and the parameters', async () => {
  const seen: unknown[] = [];
  const { app } = createShop({
    guards: {
      ...createGuards([], {}),
      seal: ({ request }) => {
        const { bytes, target, method, parameters } = request;
        seen.push(new TextDecoder().decode(bytes), target, method, parameters.headers, request.body);
      },
    },
  });
  await app.request('/orders?x=%20', place());
  expect(seen).toEqual(['{"item":"tea"}', '/orders?x=%20', 'POST', { 'X-Trace': 'abc', 'X-Count': 2 }, undefined]);
});

test('handlers may be methods of an object with a state', async () => {
  class Shop {
    readonly #item = 'coffee';
    readOrder() {
      return { status: 200, type: 'application/json', body: { item: this.#item } } as const;
    }
  }
  const handlers = Object.assign(new Shop(), createHandlers([]), { readOrder: Shop.prototype.readOrder });
  const { app } = createShop({ handlers });
  expect(await (await app.request('/orders/1')).json()).toEqual({ item: 'coffee' });
});
