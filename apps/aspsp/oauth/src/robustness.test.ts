import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import { openDatabase, sql } from '@openxs2a/store';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { addConsent, certificateOf, ISSUER, openBank, TPP, XS2A_URL } from './bank.fixture.ts';
import {
  authorizePath,
  callMachine,
  getCode,
  getTokens,
  openBrowser,
  refreshForm,
  requestOf,
  STATE,
  tokenForm,
  VERIFIER,
} from './client.fixture.ts';

const PATHS = ['/oauth/par', '/oauth/token', '/oauth/revocation', '/oauth/introspection'];

const NAMES = [
  ...Object.keys({ ...requestOf(), ...tokenForm(''), ...refreshForm('') }),
  ...[
    'request',
    'request_uri',
    'resource',
    'response_mode',
    'prompt',
    'claims',
    'max_age',
    'nonce',
    'id_token_hint',
    'token',
  ],
  ...[
    'token_type_hint',
    'client_secret',
    'client_assertion',
    'client_assertion_type',
    'authorization_details',
    'registration',
  ],
  ...['authorisationId', 'dpop_jkt', 'ui_locales', 'acr_values', '__proto__', 'constructor', 'toString', ''],
];

const VALUES = [
  ...Object.values(requestOf()),
  ...[
    '',
    ' ',
    '0',
    '-1',
    'null',
    '[]',
    '{}',
    '{"a":',
    'a b',
    'e30.e30.',
    'a.b.c',
    '%',
    '\u0000',
    '\ud800',
    'é',
    '😀',
    '\r\nX: y',
  ],
  ...[
    'https://tpp.example/',
    'javascript:alert(1)',
    '//evil.example',
    'urn:ietf:params:oauth:request_uri:',
    'x'.repeat(5_000),
  ],
  ...[
    'refresh_token',
    'authorization_code',
    'client_credentials',
    'none',
    'login',
    'query.jwt',
    'AIS:c2',
    'offline_access',
  ],
];

const parameter = fc.tuple(
  fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: ANY_CHARACTER })),
  fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: ANY_CHARACTER })),
);

/** Some that are right, some left out, some odd, some twice. */
const parameters = (right: Record<string, string>) =>
  fc
    .tuple(
      fc.subarray(Object.entries(right), { minLength: Math.max(0, Object.keys(right).length - 3) }),
      fc.array(parameter, { maxLength: 6 }),
    )
    .map(([kept, odd]) =>
      new URLSearchParams(
        [...kept, ...odd].map(([name, value]) => [name.toWellFormed(), value.toWellFormed()]),
      ).toString(),
    );

async function openWithTokens() {
  const bank = await openBank(await openDatabase(':memory:'));
  addConsent(bank);
  const tokens = await getTokens(bank);
  addConsent(bank);
  return { bank, tokens };
}

const faults = ({ lines }: Awaited<ReturnType<typeof openWithTokens>>['bank']) =>
  lines.filter(({ event }) => event === 'oauth failed');

test('whatever a client sends, it is answered, and never by a fault of ours', async () => {
  const { bank, tokens } = await openWithTokens();
  const right = fc.constantFrom(requestOf(), tokenForm('x'), refreshForm(tokens.refresh_token), {
    ...tokens,
    token: 'x',
  });
  const calls = fc.tuple(fc.constantFrom(...PATHS), right.chain(parameters));
  await fc.assert(
    fc.asyncProperty(calls, async ([path, form]) => {
      const { status } = await callMachine(bank, path, form);
      expect(status).toBeLessThan(500);
      expect(faults(bank)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('whatever a browser asks for, it is answered, and sent to the bank or to the client alone', async () => {
  const { bank } = await openWithTokens();
  const paths = fc.oneof(
    parameters(requestOf()).map((query) => `/oauth/authorize?${query}`),
    fc.webPath().map((path) => `/oauth/interaction${path}`),
    fc.webPath().map((path) => `/oauth/authorize${path}`),
  );
  await fc.assert(
    fc.asyncProperty(paths, async (path) => {
      const response = await openBrowser(bank).get(path);
      expect(response.status).toBeLessThan(500);
      const location = response.headers.get('location');
      if (location !== null) expect([ISSUER, 'https://tpp.example']).toContain(new URL(location, ISSUER).origin);
      expect(faults(bank)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test.each(['text/plain', 'application/json', 'multipart/form-data; boundary=x', ''])(
  'a body that is no form (%j) has no parameters',
  async (type) => {
    const { bank, tokens } = await openWithTokens();
    const form = new URLSearchParams(refreshForm(tokens.refresh_token)).toString();
    const { status } = await callMachine(bank, '/oauth/token', form, undefined, { 'Content-Type': type });
    expect(status).toBe(400);
  },
);

test('a form that is too long is refused before it is read', async () => {
  const { bank } = await openWithTokens();
  expect((await callMachine(bank, '/oauth/token', `code=${'x'.repeat(20_000)}`)).status).toBe(413);
  expect((await openBrowser(bank).get(authorizePath(requestOf({ state: 'x'.repeat(20_000) })))).status).toBe(400);
});

test('a form that breaks off is refused, and no fault', async () => {
  const { bank } = await openWithTokens();
  const broken = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-Caller': JSON.stringify(certificateOf(TPP)),
  };
  const body = new ReadableStream({ pull: (controller) => controller.error(broken) });
  const init = { method: 'POST', headers, body, duplex: 'half' };
  const answer = await bank.oauth.machines(new Request(`${XS2A_URL}/oauth/token`, init), {} as never);
  expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_request' }]);
  expect(faults(bank)).toEqual([]);
});

test('what the bank itself fails of is a fault without a word about it', async () => {
  const { bank, tokens } = await openWithTokens();
  bank.clients.get = () => {
    throw new Error('the database of the directory');
  };
  const answer = await callMachine(bank, '/oauth/token', refreshForm(tokens.refresh_token));
  expect([answer.status, answer.body['error']]).toEqual([500, 'server_error']);
  const page = await openBrowser(bank).get(authorizePath(requestOf()));
  expect([page.status, await page.text()]).toEqual([500, expect.not.stringContaining('directory')]);
  expect(faults(bank)).toHaveLength(2);
});

test('so is what the store fails of while the provider answers', async () => {
  const { bank, tokens } = await openWithTokens();
  await bank.database.run(sql`DROP TABLE oauth_entry`);
  const page = await openBrowser(bank).get(authorizePath(requestOf()));
  expect([page.status, await page.text()]).toEqual([500, expect.stringContaining('went wrong at the bank')]);
  expect((await callMachine(bank, '/oauth/token', refreshForm(tokens.refresh_token))).status).toBe(500);
  expect(faults(bank)).toHaveLength(2);
});

test('SEC-API-007: no code, token, state or verifier is in the log, whether it was right or refused', async () => {
  const { bank, tokens } = await openWithTokens();
  const code = await getCode(bank);
  const wrong = 'wrong'.repeat(9);
  for (const form of [
    tokenForm(code, { code_verifier: wrong }),
    tokenForm(code),
    tokenForm(code),
    refreshForm(tokens.refresh_token),
    tokenForm(wrong),
    refreshForm(wrong),
  ])
    await callMachine(bank, '/oauth/token', form);
  await openBrowser(bank).get(authorizePath(requestOf({ state: wrong, scope: wrong })));
  const lines = JSON.stringify(bank.lines);
  expect(bank.lines.length).toBeGreaterThan(4);
  for (const secret of [code, tokens.access_token, tokens.refresh_token, wrong, STATE, VERIFIER])
    expect(lines).not.toContain(secret);
});

test('the provider says nothing on the console', async () => {
  const spies = (['info', 'warn', 'log', 'error'] as const).map((name) => vi.spyOn(console, name).mockReturnValue());
  await openWithTokens();
  const calls = spies.flatMap((spy) => spy.mock.calls);
  for (const spy of spies) spy.mockRestore();
  expect(calls).toEqual([]);
});
