import { expect, test } from 'vitest';
import { createTppApp } from './app.ts';
import type { TppBank } from './ask-for-consent.ts';
import {
  AUTHORISATION,
  type BankAnswer,
  consentCreated,
  createTestClient,
  linking,
  refused,
  started,
  updated,
} from './tpp.fixture.ts';

const TPP = 'http://tpp.localhost:8447';
const PAGES = { bank: 'http://bank.localhost:8444', oauthBank: 'http://oauth-bank.localhost:8454' };

/** What leads to the bank: its page, or the metadata of its OAuth. */
const PAGE = { scaRedirect: { href: `${PAGES.bank}/authorise/t` } };
const OAUTH = { scaOAuth: { href: `${PAGES.oauthBank}/metadata` } };

const AUTHORISATIONS = '/v1/consents/c-1/authorisations';
const IDENTIFIED = started('psuIdentified', ['updatePsuAuthentication']);

/** Stands for none. */
const SILENT: BankAnswer = { status: 599, body: {} };

interface Situation {
  readonly way?: string;
  readonly links?: object;
  readonly approach?: string;
  /** What the bank answers to what the TPP passes on, one after the other; the last one again and again. */
  readonly updates?: readonly BankAnswer[];
  /** What it answers where the TPP begins the authorisation. */
  readonly begun?: BankAnswer;
}

/** A TPP whose customer has begun: what it asks the bank from then on, and where the browser is led and comes back to. */
async function beginAt(consentStatus: string, situation: Situation = {}) {
  const { way = 'redirect', links = PAGE, approach = 'REDIRECT', updates = [updated('finalised')] } = situation;
  const { begun = IDENTIFIED } = situation;
  const asked: string[] = [];
  const left = [...updates];
  let back = '';
  const answers: Readonly<Record<string, () => BankAnswer | undefined>> = {
    'POST /v1/consents': () => consentCreated({ scaStatus: { href: AUTHORISATION }, ...links }, approach),
    'GET /v1/consents/c-1/status': () => ({ status: 200, body: { consentStatus } }),
    'GET /v1/accounts': () => ({ status: 200, body: { accounts: [] } }),
    [`POST ${AUTHORISATIONS}`]: () => begun,
    [`PUT ${AUTHORISATION}`]: () => (left.length > 1 ? left.shift() : left[0]),
  };
  const openBank = (name: 'bank' | 'oauthBank'): TppBank => ({
    title: `The ${name}`,
    pagesUrl: PAGES[name],
    today: '2026-11-27',
    tokens: new Map<string, string>(),
    tpp: createTestClient(({ operation, headers }) => {
      asked.push(name === 'bank' ? operation : `${name}: ${operation}`);
      back = headers.get('TPP-Redirect-URI') ?? back;
      const answer = answers[operation]?.() ?? { status: 404, body: {} };
      return answer.status === SILENT.status ? Promise.reject(new TypeError('fetch failed')) : answer;
    }).tpp,
    openOAuth: async (metadataUrl) => ({
      async begin({ consentId, redirectUri }) {
        asked.push(`OAuth for ${consentId} at ${metadataUrl}`);
        return {
          address: new URL(`${PAGES[name]}/authorise/t?for=${redirectUri === back}`),
          finish: async (url) => ({
            accessToken: `token for ${url.searchParams.get('code')}`,
            refreshToken: undefined,
          }),
        };
      },
    }),
  });
  const banks = { bank: openBank('bank'), oauthBank: openBank('oauthBank') };
  const app = createTppApp({ url: TPP, banks });
  let cookie = '';
  const post = (path: string, form: Readonly<Record<string, string>> = {}, headers = {}) =>
    app.request(`${TPP}${path}`, {
      method: 'POST',
      headers: { Origin: TPP, Cookie: cookie, ...headers },
      body: new URLSearchParams(form),
    });
  const sent = await post(`/connect/${way}`);
  const sentTo = sent.headers.get('Location') ?? '';
  cookie = sent.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const before = asked.splice(0);
  /** Default: the browser that began. */
  const visit = async (to: string, headers: Readonly<Record<string, string>> = { Cookie: cookie }) => {
    const answer = await app.request(new URL(to, TPP).href, { headers });
    return { status: answer.status, html: await answer.text(), location: answer.headers.get('Location') };
  };
  return { status: sent.status, asked, before, back, visit, post, sentTo, tokens: banks.oauthBank.tokens };
}

test.each(['received', 'rejected'])(
  'SCA-RED-004 that the browser is back proves nothing: the bank says that the consent is %s, and nothing is read',
  async (consentStatus) => {
    const { asked, back, visit } = await beginAt(consentStatus);
    const { html } = await visit(back);
    expect(asked).toEqual(['GET /v1/consents/c-1/status']);
    expect(html).toContain(consentStatus);
  },
);

test('a customer is sent to the page that the bank has linked', async () => {
  expect(await beginAt('received')).toMatchObject({ status: 303, sentTo: `${PAGES.bank}/authorise/t` });
});

test('there is no other way than those that are shown, and each is told', async () => {
  const { status, visit, before } = await beginAt('received', { way: 'pigeon' });
  expect([status, before]).toEqual([404, []]);
  const { html } = await visit('/');
  for (const way of ['redirect', 'oauth', 'decoupled', 'embedded']) expect(html).toContain(`/connect/${way}"`);
  for (const bank of ['The bank', 'The oauthBank']) expect(html).toContain(`Go to ${bank}</button>`);
});

test('by OAuth the browser is sent by the link of the second bank, and its code becomes the token of the consent', async () => {
  const { before, back, sentTo, visit, tokens } = await beginAt('valid', { way: 'oauth', links: OAUTH });
  expect(before).toEqual(['oauthBank: POST /v1/consents', `OAuth for c-1 at ${PAGES.oauthBank}/metadata`]);
  expect(sentTo).toBe(`${PAGES.oauthBank}/authorise/t?for=true`);
  await visit(`${back}?code=K1&state=s`);
  await visit(`${back}?code=K2&state=s`);
  expect([...tokens]).toEqual([['c-1', 'token for K1']]);
});

test('SCA-RED-004 accounts are read once the bank says that the consent is valid', async () => {
  const { asked, back, visit } = await beginAt('valid');
  expect((await visit(`${back}?confirmationCode=C1`)).status).toBe(200);
  expect(asked).toEqual([`PUT ${AUTHORISATION}`, 'GET /v1/consents/c-1/status', 'GET /v1/accounts']);
});

test.each([
  ['with another state', (back: string) => `${back.slice(0, -1)}${back.endsWith('0') ? '1' : '0'}`, undefined],
  ['without a state', () => `${TPP}/back/`, undefined],
  ['in another browser', (back: string) => back, {}],
  ['in a browser that began something else', (back: string) => back, { Cookie: 'tpp-visitor=somebody' }],
])('SCA-RED-007 who comes back %s is stopped, and no code is passed on', async (_, to, headers) => {
  const { asked, back, visit } = await beginAt('valid');
  expect((await visit(`${to(back)}?confirmationCode=C1`, headers)).status).toBe(404);
  expect(asked).toEqual([]);
});

test('SCA-RED-008 who comes back a second time brings nothing more: the bank is asked how it stands', async () => {
  const { asked, back, visit } = await beginAt('received');
  await visit(back);
  await visit(`${back}?confirmationCode=C1`);
  await visit(`${back}?confirmationCode=C2`);
  const status = 'GET /v1/consents/c-1/status';
  expect(asked).toEqual([status, `PUT ${AUTHORISATION}`, status, status]);
});

const EMBEDDED = {
  way: 'embedded',
  approach: 'EMBEDDED',
  // as a bank links that does not know the PSU yet
  links: { startAuthorisationWithPsuIdentification: { href: '/v1/consents/c-1/authorisations' } },
} as const;
const TO_CODE = updated('scaMethodSelected', ['authoriseTransaction'], { challengeData: { otpFormat: 'integer' } });

/** The turn that the form of a page is for. */
const turnIn = (html: string) => /name="turn" value="(\d+)"/.exec(html)?.[1] ?? '';

test('embedded, the page of the TPP says that it sees what is typed in, passes it on, and shows the accounts', async () => {
  const { sentTo, visit, post, asked } = await beginAt('valid', {
    ...EMBEDDED,
    updates: [TO_CODE, updated('finalised')],
  });
  expect(sentTo).toMatch(/^\/here\/[\w-]+$/);
  const who = await visit(sentTo);
  expect(who.html).toContain('goes through this TPP');
  await post(sentTo, { turn: turnIn(who.html), psu: 'personal' });
  const login = await visit(sentTo);
  expect(login.html).toContain('value="personal" readonly');
  const sent = await post(sentTo, { turn: turnIn(login.html), password: 'p' });
  expect([sent.status, sent.headers.get('Location'), sent.headers.get('Cache-Control')]).toEqual([
    303,
    sentTo,
    'no-store',
  ]);
  const code = await visit(sentTo);
  expect(code.html).toMatch(/name="code" required inputmode="numeric"/);
  await post(sentTo, { turn: turnIn(code.html), code: '123456' });
  expect((await visit(sentTo)).html).toContain('<h1>Your accounts</h1>');
  expect(asked).toEqual([
    `POST ${AUTHORISATIONS}`,
    `PUT ${AUTHORISATION}`,
    `PUT ${AUTHORISATION}`,
    'GET /v1/consents/c-1/status',
    'GET /v1/accounts',
  ]);
});

test('a wrong password is said on the page, beside its field, and is in no answer', async () => {
  const updates = [refused(['updatePsuAuthentication'])];
  const { sentTo, visit, post } = await beginAt('received', { ...EMBEDDED, updates });
  await post(sentTo, { turn: '1', psu: 'personal' });
  await post(sentTo, { turn: '2', password: 'a-guess' });
  const { html } = await visit(sentTo);
  expect(html).toContain('id="problem">The bank does not take that user name with that password. Try again.');
  expect(html).toContain('aria-describedby="problem"');
  expect(html).not.toContain('a-guess');
});

test('another browser sees no question, answers none, and a form of another site neither', async () => {
  const { sentTo, visit, post, asked } = await beginAt('received', EMBEDDED);
  const form = { turn: '1', psu: 'personal' };
  expect((await visit(sentTo, {})).status).toBe(404);
  expect((await post(sentTo, form, { Cookie: 'tpp-visitor=somebody' })).status).toBe(404);
  expect((await post(sentTo, form, { Origin: 'http://elsewhere.localhost' })).status).toBe(403);
  expect((await post('/here/nothing', form)).status).toBe(404);
  expect((await post(sentTo, { ...form, psu: 'x'.repeat(20_000) })).status).toBe(413);
  expect(asked).toEqual([]);
});

test('a bank that settles on the device makes the page wait for that', async () => {
  const links = linking([])._links;
  const { sentTo, visit } = await beginAt('received', { ...EMBEDDED, approach: 'DECOUPLED', links });
  const { location } = await visit(sentTo);
  expect(location).toBe(sentTo.replace('here', 'wait'));
  expect((await visit(location ?? '')).html).toContain(`${PAGES.bank}/approvals`);
});

test('a bank that asks for what the TPP cannot pass on is met by saying so', async () => {
  const links = linking(['updateEncryptedPsuAuthentication'])._links;
  const { sentTo, visit } = await beginAt('received', { ...EMBEDDED, links });
  expect((await visit(sentTo)).html).toContain('updateEncryptedPsuAuthentication, which this TPP does not do');
});

test('a bank that does not answer is told as that, and nothing of what was typed in', async () => {
  const { sentTo, post } = await beginAt('received', { ...EMBEDDED, updates: [SILENT] });
  await post(sentTo, { turn: '1', psu: 'personal' });
  const answer = await post(sentTo, { turn: '2', password: 'a-guess' });
  const html = await answer.text();
  expect([answer.status, html]).toEqual([502, expect.stringContaining('The bank does not answer')]);
  expect(html).not.toContain('a-guess');
});

test('a bank that leaves the beginning to the TPP has it begin, and leads the browser from there', async () => {
  const links = { startAuthorisation: { href: AUTHORISATIONS } };
  const begun = started('received', ['scaRedirect'], PAGE.scaRedirect.href);
  const { before, sentTo } = await beginAt('received', { links, begun });
  expect(before).toEqual(['POST /v1/consents', `POST ${AUTHORISATIONS}`]);
  expect(sentTo).toBe(PAGE.scaRedirect.href);
});
