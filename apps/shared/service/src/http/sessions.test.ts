import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { systemRandom } from '../random.ts';
import { FORM_TOKEN, protectForms } from './protect-forms.ts';
import { createSessions, type SessionOptions } from './sessions.ts';

interface Login {
  readonly user: string;
}

const parse = (value: unknown): Login | undefined =>
  typeof value === 'object' && value !== null && 'user' in value && typeof value.user === 'string'
    ? { user: value.user }
    : undefined;

/** An app that says who is logged in, and a browser that keeps its cookie. */
function open(options: Partial<SessionOptions<Login>> = {}) {
  let now = Date.parse('2026-11-26T10:00:00Z');
  const sessions = createSessions<Login>({
    name: 'bank',
    secret: 'a secret of the bank',
    isHttps: true,
    maxAgeSeconds: 600,
    parse,
    clock: () => new Date(now),
    random: systemRandom,
    ...options,
  });
  const app = new Hono()
    .get('/', (c) => {
      const session = sessions.find(c);
      return c.json({ user: session?.value.user, id: session?.id, token: session?.formToken });
    })
    .get('/start/:user', (c) => c.json({ id: sessions.start(c, { user: c.req.param('user') }).id }))
    .get('/update/:user', (c) => {
      const session = sessions.find(c);
      return session === undefined
        ? c.body(null, 401)
        : c.json({ id: sessions.update(c, session, { user: c.req.param('user') }).id });
    })
    .get('/end', (c) => {
      sessions.end(c);
      return c.body(null);
    })
    .use(protectForms(sessions))
    .post('/pay', async (c) => c.text(String((await c.req.parseBody())['amount'])));
  let cookie = '';
  const visit = async (path: string, init: RequestInit = {}) => {
    const response = await app.request(path, { ...init, headers: { Cookie: cookie, ...init.headers } });
    cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  const read = async (path = '/'): Promise<{ user?: string; id?: string; token?: string }> =>
    (await visit(path)).json();
  return {
    visit,
    read,
    wait: (seconds: number) => (now += seconds * 1_000),
    cookie: () => cookie,
    setCookie: (text: string) => (cookie = text),
  };
}

test('who was logged in is known by the cookie', async () => {
  const { read } = open();
  expect(await read()).toEqual({});
  const { id } = await read('/start/anna');
  expect(await read()).toMatchObject({ user: 'anna', id });
});

test('the cookie is for this host only, by https only, and out of the reach of scripts', async () => {
  const { visit } = open();
  expect((await visit('/start/anna')).headers.get('Set-Cookie')).toMatch(
    /^__Host-bank=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});

test('by plain http it has a plain name', async () => {
  const { visit } = open({ isHttps: false });
  expect((await visit('/start/anna')).headers.get('Set-Cookie')).toMatch(
    /^bank=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});

test('the cookie shows nothing of what is in it', async () => {
  const { read, cookie } = open();
  const { id } = await read('/start/anna');
  const opened = Buffer.from(cookie().split('=')[1] ?? '', 'base64url').toString('latin1');
  expect(opened).not.toContain('anna');
  expect(opened).not.toContain(id);
});

test('each login begins another session with another token', async () => {
  const { read } = open();
  await read('/start/anna');
  const first = await read();
  await read('/start/anna');
  const second = await read();
  expect(second.id).not.toBe(first.id);
  expect(second.token).not.toBe(first.token);
});

test('an update changes the value and nothing else', async () => {
  const { read, wait } = open();
  await read('/start/anna');
  const before = await read();
  wait(300);
  await read('/update/berta');
  expect(await read()).toEqual({ ...before, user: 'berta' });
  wait(300);
  expect(await read()).toEqual({});
});

test('a session ends by its time, even if the browser keeps the cookie', async () => {
  const { read, wait } = open();
  await read('/start/anna');
  wait(599);
  expect(await read()).toMatchObject({ user: 'anna' });
  wait(1);
  expect(await read()).toEqual({});
});

test('a session can be ended', async () => {
  const { read, visit } = open();
  await read('/start/anna');
  expect((await visit('/end')).headers.get('Set-Cookie')).toMatch(/^__Host-bank=; Max-Age=0; /);
  expect(await read()).toEqual({});
});

test.each([
  ['changed', (text: string) => `${text.slice(0, -4)}AAAA`],
  ['cut short', (text: string) => text.slice(0, 20)],
  ['no base64', () => '__Host-bank=%%%'],
  ['another name', (text: string) => text.replace('bank', 'other')],
])('a cookie that is %s is none', async (_, change) => {
  const { read, cookie, setCookie } = open();
  await read('/start/anna');
  setCookie(change(cookie()));
  expect(await read()).toEqual({});
});

test('a cookie of an app with another secret, or of another cookie of this app, is none', async () => {
  for (const other of [open({ secret: 'another secret of it' }), open({ name: 'other' })]) {
    const { read, setCookie } = open();
    await other.read('/start/anna');
    setCookie(other.cookie().replace('__Host-other', '__Host-bank'));
    expect(await read()).toEqual({});
  }
});

test('a value that an older version wrote and this one does not know is an end of the session', async () => {
  const { read, cookie } = open();
  await read('/start/anna');
  const next = open({ parse: () => undefined });
  next.setCookie(cookie());
  expect(await next.read()).toEqual({});
});

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const form = (token: string | undefined, headers = {}): RequestInit => ({
  method: 'POST',
  headers: { ...FORM, ...headers },
  body: new URLSearchParams({ amount: '7', ...(token === undefined ? {} : { [FORM_TOKEN]: token }) }).toString(),
});

test('a form of this session goes through, and the handler can read it', async () => {
  const { read, visit } = open();
  await read('/start/anna');
  const { token } = await read();
  const response = await visit('/pay', form(token, { 'Sec-Fetch-Site': 'same-origin' }));
  expect([response.status, await response.text()]).toEqual([200, '7']);
});

test('a form that is too long is not read to its end', async () => {
  const { read, visit } = open();
  await read('/start/anna');
  const { token } = await read();
  const init = { ...form(token), body: `${FORM_TOKEN}=${token}&amount=${'7'.repeat(64 * 1024)}` };
  const response = await visit('/pay', init);
  expect([response.status, (await response.json()).code]).toEqual([413, 'body-too-large']);
});

test('a form without the token of this session is refused', async () => {
  const { read, visit } = open();
  await read('/start/anna');
  const { token: stale } = await read();
  await read('/start/anna');
  const { token = '' } = await read();
  const multipart = new FormData();
  multipart.append('amount', '7');
  for (const init of [
    form(undefined),
    form(''),
    form(stale),
    form(token.slice(1)),
    form(token, { 'Sec-Fetch-Site': 'cross-site' }),
    { ...form(token), body: `${FORM_TOKEN}=${token}&${FORM_TOKEN}=x` },
    { ...form(token), headers: { 'Content-Type': 'text/plain' } },
    { ...form(token), headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ [FORM_TOKEN]: token }) },
    { ...form(token), headers: { ...FORM, Cookie: '' } },
    { method: 'POST', body: multipart },
    { method: 'DELETE' },
  ]) {
    const response = await visit('/pay', init);
    expect([response.status, (await response.json()).code]).toEqual([403, 'form-refused']);
  }
});
