import { openDatabase } from '@openxs2a/store';
import { expect, test } from 'vitest';
import { addConsent, ISSUER, openBank, SCOPE, TPP } from './bank.fixture.ts';
import {
  answerIn,
  askToken,
  authorise,
  authorizePath,
  callMachine,
  getCode,
  getTokens,
  openBrowser,
  push,
  requestOf,
  tokenForm,
} from './client.fixture.ts';

// FAPI 2.0 Security Profile, where other tests do not show it on their way.

async function open() {
  const bank = await openBank(await openDatabase(':memory:'), { profile: 'fapi2' });
  addConsent(bank);
  return bank;
}

test.each([
  ['password', { username: 'maria', password: 'correct horse', scope: SCOPE }],
  ['client_credentials', { scope: SCOPE }],
  ['implicit', {}],
  ['urn:ietf:params:oauth:grant-type:device_code', { device_code: 'd' }],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', { assertion: 'e30.e30.' }],
  ['urn:ietf:params:oauth:grant-type:token-exchange', { subject_token: 't' }],
])('FAPI-02: there is no grant by %s', async (grantType, more) => {
  const bank = await open();
  const answer = await askToken(bank, { client_id: TPP, grant_type: grantType, ...more });
  expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ error: 'unsupported_grant_type' })]);
});

test.each(['token', 'id_token', 'code token', 'code id_token', 'none', 'Code', ''])(
  'FAPI-09: there is no response type %j',
  async (responseType) => {
    const bank = await open();
    const { status, body } = await callMachine(bank, '/oauth/par', requestOf({ response_type: responseType }));
    expect(status).toBe(400);
    expect(['unsupported_response_type', 'invalid_request']).toContain(body['error']);
    expect(body).not.toHaveProperty('request_uri');
  },
);

test('FAPI-15: wherever the browser is sent on its way, it does not repeat what it sent: 302 or 303', async () => {
  const bank = await open();
  const statuses: number[] = [];
  const browser = openBrowser({
    ...bank,
    oauth: {
      ...bank.oauth,
      people: async (...args) => {
        const response = await bank.oauth.people(...args);
        statuses.push(response.status);
        return response;
      },
    },
  });
  expect(answerIn(await authorise(bank, browser, await push(bank))).has('code')).toBe(true);
  expect(statuses.length).toBeGreaterThan(2);
  expect(statuses.filter((status) => status !== 302 && status !== 303)).toEqual([]);
});

test.each(['GET', 'OPTIONS', 'POST'])('FAPI-17: a script of another site does not read it: %s', async (method) => {
  const bank = await open();
  const request = new Request(`${ISSUER}${authorizePath(await push(bank))}`, {
    method,
    headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' },
  });
  const { headers } = await bank.oauth.people(request, {} as never); // as the other tests, without a socket
  expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('FAPI-23: codes, tokens and pushed requests are 256 bits of chance, and none is like another', async () => {
  const bank = await open();
  const made: string[] = [];
  for (let count = 0; count < 8; count += 1) {
    addConsent(bank);
    const { request_uri } = await push(bank);
    addConsent(bank);
    const { access_token, refresh_token } = await getTokens(bank);
    addConsent(bank);
    made.push(request_uri.slice(request_uri.lastIndexOf(':') + 1), access_token, refresh_token, await getCode(bank));
  }
  expect(made.filter((text) => !/^[\w-]{43}$/.test(text))).toEqual([]);
  expect(new Set(made).size).toBe(made.length);
  const bits = made.map((text) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`));
  const shares = Array.from({ length: 256 }, (_, bit) => bits.filter((one) => (one >> BigInt(bit)) & 1n).length);
  // a bit that is the same in 32 of them is chance once in two thousand million times
  expect(shares.filter((count) => count === 0 || count === made.length)).toEqual([]);
});

test('FAPI-03: who has no certificate of the client gets no token for its code', async () => {
  const bank = await open();
  const code = await getCode(bank);
  const { oauth } = bank;
  const body = new URLSearchParams(tokenForm(code)).toString();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const request = new Request(`${ISSUER}/oauth/token`, { method: 'POST', body, headers });
  const answer = await oauth.machines(request, {} as never); // as above
  expect([answer.status, await answer.text()]).toEqual([401, expect.not.stringContaining('access_token')]);
});
