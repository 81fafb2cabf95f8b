import { createXs2aClient } from '@openxs2a/xs2a/client';
import { validators } from '@openxs2a/xs2a/validators';
import { expect, test } from 'vitest';
import type { Tpp } from '../journey/tpp.ts';
import { createTppApp } from './app.ts';

const TPP = 'http://tpp.localhost:8447';
const BANK = { pagesUrl: 'http://bank.localhost:8444', today: '2026-11-27' };
const UPDATE = '/v1/consents/c-1/authorisations/a-1';

/** What leads to the bank: its page, or the metadata of its OAuth. */
const PAGE = { scaRedirect: { href: `${BANK.pagesUrl}/authorise/t` } };
const OAUTH = { scaOAuth: { href: `${BANK.pagesUrl}/metadata` } };

/** What a bank says of a consent that has this status. */
const answersOf = (consentStatus: string, links: object): Readonly<Record<string, readonly [number, object]>> => ({
  'POST /v1/consents': [
    201,
    {
      consentStatus: 'received',
      consentId: 'c-1',
      _links: { ...links, scaStatus: { href: UPDATE } },
    },
  ],
  'GET /v1/consents/c-1/status': [200, { consentStatus }],
  'GET /v1/accounts': [200, { accounts: [] }],
  [`PUT ${UPDATE}`]: [200, { scaStatus: 'finalised', _links: { scaStatus: { href: UPDATE } } }],
});

/** A TPP whose customer was sent to the bank: what it asks the bank from then on, and where the browser comes back to. */
async function beginAt(consentStatus: string, links: object = PAGE) {
  const asked: string[] = [];
  let back = '';
  const answers = answersOf(consentStatus, links);
  const tokens = new Map<string, string>();
  const tpp: Tpp = createXs2aClient({
    baseUrl: 'https://bank.localhost:8445',
    headers: { 'X-Request-ID': () => crypto.randomUUID(), 'PSU-IP-Address': '192.0.2.7' },
    validate: validators,
    async fetch({ method, url, headers }) {
      const operation = `${method} ${new URL(url).pathname}`;
      asked.push(operation);
      back = headers.get('TPP-Redirect-URI') ?? back;
      const [status, body] = answers[operation] ?? [404, {}];
      const own = { 'X-Request-ID': headers.get('X-Request-ID') ?? '', Location: '/v1/consents/c-1' };
      return Response.json(body, { status, headers: own });
    },
  });
  const app = createTppApp({
    url: TPP,
    bank: BANK,
    tpp,
    tokens,
    openOAuth: async (metadataUrl) => ({
      async begin({ consentId, redirectUri }) {
        asked.push(`OAuth for ${consentId} at ${metadataUrl}`);
        return {
          address: new URL(`${BANK.pagesUrl}/authorise/t?for=${redirectUri === back}`),
          finish: async (url) => ({
            accessToken: `token for ${url.searchParams.get('code')}`,
            refreshToken: undefined,
          }),
        };
      },
    }),
  });
  const sent = await app.request(`${TPP}/connect/redirect`, {
    method: 'POST',
    headers: { Origin: TPP, 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  expect(sent.status).toBe(303);
  const sentTo = sent.headers.get('Location');
  const cookie = sent.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const before = asked.splice(0);
  /** Default: the browser that began. */
  const comeBack = async (to: string, headers: Readonly<Record<string, string>> = { Cookie: cookie }) => {
    const answer = await app.request(to, { headers });
    return { status: answer.status, html: await answer.text() };
  };
  return { asked, before, back, comeBack, sentTo, tokens };
}

test.each(['received', 'rejected'])(
  'SCA-RED-004 that the browser is back proves nothing: the bank says that the consent is %s, and nothing is read',
  async (consentStatus) => {
    const { asked, back, comeBack } = await beginAt(consentStatus);
    const { html } = await comeBack(back);
    expect(asked).toEqual(['GET /v1/consents/c-1/status']);
    expect(html).toContain(consentStatus);
  },
);

test('a customer is sent to the page that the bank has linked', async () => {
  expect((await beginAt('received')).sentTo).toBe(`${BANK.pagesUrl}/authorise/t`);
});

test('where the bank links OAuth, the browser is sent by that, and its code becomes the token of the consent', async () => {
  const { before, back, sentTo, comeBack, tokens } = await beginAt('valid', OAUTH);
  expect(before).toEqual(['POST /v1/consents', `OAuth for c-1 at ${BANK.pagesUrl}/metadata`]);
  expect(sentTo).toBe(`${BANK.pagesUrl}/authorise/t?for=true`);
  await comeBack(`${back}?code=K1&state=s`);
  await comeBack(`${back}?code=K2&state=s`);
  expect([...tokens]).toEqual([['c-1', 'token for K1']]);
});

test('SCA-RED-004 accounts are read once the bank says that the consent is valid', async () => {
  const { asked, back, comeBack } = await beginAt('valid');
  expect((await comeBack(`${back}?confirmationCode=C1`)).status).toBe(200);
  expect(asked).toEqual([`PUT ${UPDATE}`, 'GET /v1/consents/c-1/status', 'GET /v1/accounts']);
});

test.each([
  ['with another state', (back: string) => `${back.slice(0, -1)}${back.endsWith('0') ? '1' : '0'}`, undefined],
  ['without a state', () => `${TPP}/back/`, undefined],
  ['in another browser', (back: string) => back, {}],
  ['in a browser that began something else', (back: string) => back, { Cookie: 'tpp-visitor=somebody' }],
])('SCA-RED-007 who comes back %s is stopped, and no code is passed on', async (_, to, headers) => {
  const { asked, back, comeBack } = await beginAt('valid');
  expect((await comeBack(`${to(back)}?confirmationCode=C1`, headers)).status).toBe(404);
  expect(asked).toEqual([]);
});

test('SCA-RED-008 who comes back a second time brings nothing more: the bank is asked how it stands', async () => {
  const { asked, back, comeBack } = await beginAt('received');
  await comeBack(back);
  await comeBack(`${back}?confirmationCode=C1`);
  await comeBack(`${back}?confirmationCode=C2`);
  const status = 'GET /v1/consents/c-1/status';
  expect(asked).toEqual([status, `PUT ${UPDATE}`, status, status]);
});
