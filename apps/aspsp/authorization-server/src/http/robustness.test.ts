import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Answer,
  authorisationsOf,
  call,
  consentAt,
  create,
  createdId,
  createRaw,
  openBank,
  PASSWORD,
  PERSON,
  REQUEST,
  shareBank,
  start,
  statusOf,
  update,
} from '../bank.fixture.ts';

const RUNS = { numRuns: 150 };

/** Answers are checked against the interface by the bank itself: one that it does not declare is a 500. */
function expectAnswered({ status, headers, text }: Answer, ...good: readonly number[]): void {
  if (good.includes(status)) return;
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  const isBare = status === 413 || status === 415;
  expect(text === '').toBe(isBare);
  if (!isBare) expect(headers.get('content-type')).toMatch(/^application\/(problem\+)?json/);
}

const NAMES = ['access', 'balances', 'iban', 'psuData', 'allPsd2', '__proto__', 'constructor', 'toString', ''];
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: ANY_CHARACTER }));
/** Any JSON, with the names of the interface and of prototypes among its keys. */
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1e308, 2 ** 53, '', 'allAccounts', '\u0000', '\ud800', '💶'),
    fc.string({ unit: ANY_CHARACTER }),
    fc.double(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;
const members = fc.constantFrom(...Object.keys(REQUEST));
const reference = fc.oneof(json, fc.record({ iban: json }), fc.record({ other: json }), fc.record({ currency: json }));
const access = fc.dictionary(
  fc.constantFrom('accounts', 'balances', 'transactions', 'allPsd2', 'restrictedTo', 'additionalInformation', 'x'),
  fc.oneof(json, fc.array(reference, { maxLength: 3 })),
);

test('any JSON for a consent is answered by what the interface declares', async () => {
  const bank = await shareBank();
  await fc.assert(
    fc.asyncProperty(json, async (body) => expectAnswered(await createRaw(bank, JSON.stringify(body)), 201)),
    RUNS,
  );
  expect(bank.errors).toEqual([]);
});

test('any value for a member of a consent is answered by what the interface declares', async () => {
  const bank = await shareBank();
  const change = fc.tuple(members, json);
  await fc.assert(
    fc.asyncProperty(change, async ([member, value]) => expectAnswered(await create(bank, { [member]: value }), 201)),
    RUNS,
  );
  expect(bank.errors).toEqual([]);
});

test('any access is answered by what the interface declares, and what is created can be read', async () => {
  const bank = await shareBank();
  await fc.assert(
    fc.asyncProperty(access, async (asked) => {
      const answer = await create(bank, { access: asked });
      expectAnswered(answer, 201);
      if (answer.status === 201)
        expect((await call(bank, 'GET', consentAt(answer.body.consentId ?? ''))).status).toBe(200);
    }),
    RUNS,
  );
  expect(bank.errors).toEqual([]);
});

test('any body for an authorisation is answered by what the interface declares, and makes no consent valid', async () => {
  const bank = await shareBank({ sca: { approaches: ['EMBEDDED', 'REDIRECT'], multilevel: true } });
  const consentId = await createdId(bank);
  await start(bank, consentId);
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const step = fc.dictionary(
    fc.constantFrom('psuData', 'authenticationMethodId', 'scaAuthenticationData', 'confirmationCode', 'x'),
    fc.oneof(json, fc.string(), fc.record({ password: fc.oneof(json, fc.string()) })),
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(json, step), async (value) => {
      const body = JSON.stringify(value);
      expectAnswered(await update(bank, consentId, authorisationId, { body }), 200);
      expectAnswered(await start(bank, consentId, { body }), 201);
    }),
    RUNS,
  );
  expect([bank.errors, await statusOf(bank, consentId)]).toEqual([[], 'received']);
});

test('any text for a method, a code or a confirmation is answered by what the interface declares', async () => {
  const bank = await openBank({ profile: { sca: { approaches: ['EMBEDDED', 'REDIRECT'], multilevel: true } } });
  const odd = fc.oneof(
    fc.string({ unit: ANY_CHARACTER }),
    fc.constantFrom('', '\u0000', '\ud800', '0'.repeat(20_000), '１２３４５６'),
  );
  const methods = await bank.sca.listMethods(PERSON.id);
  const sms = methods.find(({ decoupled }) => !decoupled)?.authenticationMethodId;
  await fc.assert(
    fc.asyncProperty(odd, async (value) => {
      await bank.sca.unblock(PERSON.id, 'test', 'another run');
      const consentId = await createdId(bank, {}, { 'tpp-redirect-preferred': 'false' });
      const started = await start(bank, consentId, { body: PASSWORD(PERSON) });
      const { authorisationId = '' } = started.body;
      const put = (body: object) => update(bank, consentId, authorisationId, { body });
      expectAnswered(await put({ confirmationCode: value }));
      expectAnswered(await put({ authenticationMethodId: value }));
      expect((await put({ authenticationMethodId: sms })).status).toBe(200);
      expectAnswered(await put({ scaAuthenticationData: value }));
      expectAnswered(await put({ psuData: { password: value } }));
      expect(await statusOf(bank, consentId)).toBe('received');
    }),
    { numRuns: 60 },
  );
  expect(bank.errors).toEqual([]);
});

const HEADERS = [
  'psu-id',
  'psu-id-type',
  'psu-corporate-id',
  'psu-corporate-id-type',
  'psu-ip-address',
  'tpp-redirect-preferred',
  'tpp-decoupled-preferred',
  'tpp-redirect-uri',
  'tpp-nok-redirect-uri',
  'tpp-explicit-authorisation-preferred',
  'tpp-brand-logging-information',
  'tpp-notification-uri',
  'tpp-notification-content-preferred',
];
const text = fc.oneof(
  fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) }),
  fc.constantFrom('true', 'false', PERSON.psuId, 'https://tpp.example/', 'https://[', 'http://localhost/', 'https://%'),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
);
const headers = fc.dictionary(fc.constantFrom(...HEADERS), text);

test('any headers are answered by what the interface declares', async () => {
  const bank = await shareBank({ sca: { approaches: ['DECOUPLED', 'REDIRECT'] } });
  const explicit = { 'tpp-explicit-authorisation-preferred': 'true' };
  await fc.assert(
    fc.asyncProperty(headers, async (sent) => {
      expectAnswered(await create(bank, {}, sent), 201);
      expectAnswered(await start(bank, await createdId(bank, {}, explicit), { headers: sent }), 201);
    }),
    RUNS,
  );
  expect(bank.errors).toEqual([]);
});

const ODD_IDS = [
  '%00',
  '..%2f..',
  '%ff',
  '%F0%9F%92%B6',
  'x'.repeat(5000),
  "'%20OR%20'1'='1",
  '__proto__',
  '%0d%0a',
  '%',
  '-',
];

test.each(ODD_IDS.map((id) => [id.slice(0, 20), id]))('an odd id is unknown: %s', async (_shown, id) => {
  const bank = await shareBank();
  const consentId = await createdId(bank);
  for (const [method, target] of [
    ['GET', consentAt(id)],
    ['GET', consentAt(id, '/status')],
    ['DELETE', consentAt(id)],
    ['POST', consentAt(id, '/authorisations')],
    ['GET', consentAt(consentId, `/authorisations/${id}`)],
    ['PUT', consentAt(consentId, `/authorisations/${id}`)],
  ] as const) {
    const answer = await call(bank, method, target);
    expectAnswered(answer);
    expect([400, 403, 404]).toContain(answer.status);
  }
  expect(bank.errors).toEqual([]);
});

test.each([
  [
    'lists that are long',
    JSON.stringify({ ...REQUEST, access: { balances: Array(1500).fill({ iban: 'DE02120300000000202051' }) } }),
    201,
  ],
  [
    'lists that are too long',
    JSON.stringify({ ...REQUEST, access: { balances: Array(5000).fill({ iban: 'DE02120300000000202051' }) } }),
    413,
  ],
  ['arrays in arrays', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 400],
  ['objects in objects', `${'{"access":'.repeat(5000)}{}${'}'.repeat(5000)}`, 400],
  ['deep access', JSON.stringify(REQUEST).replace('"allAccounts"', `${'['.repeat(20_000)}${']'.repeat(20_000)}`), 400],
  ['a member of a prototype', JSON.stringify(REQUEST).replace('"access":', '"access":{},"__proto__":'), 400],
  ['members of prototypes', '{"constructor":{"prototype":{"access":1}},"toString":1}', 400],
  ['one member twice', JSON.stringify(REQUEST).replace('{', '{"frequencyPerDay":0,'), 201],
  ['half a character', new Uint8Array([0x22, 0xc3, 0x28, 0x22]), 400],
  ['nothing but blanks', '   ', 400],
  ['numbers that are too large', JSON.stringify(REQUEST).replace('4', '1e999'), 400],
])('%s', async (_what, body, status) => {
  const bank = await shareBank();
  const answer = await createRaw(bank, body);
  expectAnswered(answer, 201);
  expect([answer.status, bank.errors]).toEqual([status, []]);
});
