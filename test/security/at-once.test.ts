import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { sql } from '@openxs2a/store';
import { afterAll, expect, test, vi } from 'vitest';
import { BACK, call, create, openWatchedBrowser, openWholeBank, PSU } from './whole-bank.fixture.ts';

// What happens at once, or breaks off: whatever comes first, no token is left over, and nothing counts as a fault of the bank.

const bank = await openWholeBank({ sca: { approaches: ['REDIRECT'], oauth: 'xs2a' } });
afterAll(() => bank.close());
const { tpp } = bank;

const form = (fields: Readonly<Record<string, string>>) => String(new URLSearchParams(fields));
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

async function askToken(fields: Readonly<Record<string, string>>) {
  const body = form({ client_id: tpp.tppId, ...fields });
  const answer = await tpp.request('POST', '/oauth/token', { headers: FORM, body, sign: false });
  // an answer of OAuth: texts by their names
  return { status: answer.status, body: (await answer.json()) as Readonly<Record<string, string>> };
}

/** A consent that the PSU has authorised, and what gets the token of it. */
async function authorise() {
  const { consentId = '' } = (await create(tpp, { 'TPP-Redirect-URI': BACK })).body;
  const verifier = randomBytes(32).toString('base64url');
  const request = {
    ...{ client_id: tpp.tppId, response_type: 'code', redirect_uri: BACK, scope: `AIS:${consentId}`, state: 's1' },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const { browser } = openWatchedBrowser(bank.pagesUrl);
  await browser.visit(`/oauth/authorize?${form(request)}`);
  await browser.submit('Log in', { 'psu-id': PSU.psuId, password: PSU.password });
  await browser.submit('Agree and confirm');
  const { elsewhere } = await browser.submit('Confirm', { code: bank.outbox.lastCode() });
  const code = elsewhere?.searchParams.get('code') ?? '';
  return { consentId, byCode: { grant_type: 'authorization_code', redirect_uri: BACK, code, code_verifier: verifier } };
}

async function read(consentId: string, token: string): Promise<string> {
  const headers = { 'Consent-ID': consentId, Authorization: `Bearer ${token}` };
  const { status, text } = await call(tpp, 'GET', '/v1/accounts', { headers });
  return `${status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`.trim();
}

const tokensIn = (answers: readonly Awaited<ReturnType<typeof askToken>>[]) =>
  answers.flatMap(({ body }) => body['access_token'] ?? []);

const times = <Result>(count: number, ask: () => Promise<Result>) => Promise.all(Array.from({ length: count }, ask));

test('API2 a code that comes five times at once gives one token at most, which opens nothing', async () => {
  const { consentId, byCode } = await authorise();
  const tokens = tokensIn(await times(5, () => askToken(byCode)));
  expect(tokens.length).toBeLessThanOrEqual(1);
  for (const token of tokens) expect(await read(consentId, token)).toBe('401 TOKEN_UNKNOWN');
});

test('API2 so it is with a refresh token, and what was got before it ends, too', async () => {
  const { consentId, byCode } = await authorise();
  const { access_token = '', refresh_token = '' } = (await askToken(byCode)).body;
  expect(await read(consentId, access_token)).toBe('200');
  const tokens = tokensIn(await times(5, () => askToken({ grant_type: 'refresh_token', refresh_token })));
  expect(tokens.length).toBeLessThanOrEqual(1);
  for (const token of [access_token, ...tokens]) expect(await read(consentId, token)).toBe('401 TOKEN_UNKNOWN');
});

test('API2 of a consent that ends while its token is fetched nothing is left', async () => {
  const { consentId, byCode } = await authorise();
  const [answer] = await Promise.all([askToken(byCode), call(tpp, 'DELETE', `/v1/consents/${consentId}`)]);
  for (const token of tokensIn([answer])) expect(await read(consentId, token)).toBe('401 TOKEN_UNKNOWN');
  const scope = `AIS:${consentId}`;
  expect(
    await bank.state.database.all(sql`SELECT scope FROM oauth_grant WHERE scope = ${scope}
      UNION ALL SELECT scope FROM oauth_resource WHERE scope = ${scope}`),
  ).toEqual([]);
});

/** Sends the beginning of a form, and goes away as soon as the bank has asked for the rest. */
async function goAway(path: string): Promise<void> {
  const { port } = new URL(bank.url);
  const socket = connect({ host: 'localhost', port: Number(port), ca: bank.trust.serverAnchors, ...tpp.qwac });
  const head = [`POST ${path} HTTP/1.1`, 'Host: localhost', `Content-Type: ${FORM['Content-Type']}`];
  socket.write([...head, 'Content-Length: 99', 'Expect: 100-continue', '', ''].join('\r\n'));
  await once(socket, 'data');
  socket.end('a=b');
  socket.destroy();
}

test.each(['/oauth/token', '/oauth/par'])(
  'API8 who goes away in the middle of a form is no fault of the bank: %s',
  async (path) => {
    const before = bank.lines.length;
    await goAway(path);
    const lines = await vi.waitFor(() => {
      const heard = bank.lines.slice(before).map((line) => JSON.parse(line));
      expect(heard).toContainEqual(expect.objectContaining({ event: 'request', path }));
      return heard;
    });
    expect(lines.map(({ level, status }) => [level, status])).toEqual([['info', 400]]);
  },
);
