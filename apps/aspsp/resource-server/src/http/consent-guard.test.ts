import { afterAll, expect, test } from 'vitest';
import {
  accepted,
  CARD,
  CARD_CURRENT,
  type GivenConsent,
  get,
  giveConsent,
  HOUSEHOLD,
  nameOf,
  openReadBank,
  PSU_PRESENT,
  SAVINGS,
  type TestConsent,
} from '../bank.fixture.ts';

const bank = await openReadBank();
const household = await nameOf(bank, HOUSEHOLD);
const savings = await nameOf(bank, SAVINGS);
afterAll(() => bank.close());

const give = (given: GivenConsent = {}) => giveConsent(bank, { balances: [household, savings] }, given);
const balancesOf = (consent: TestConsent, account = HOUSEHOLD) => `/v1/accounts/${consent.resource(account)}/balances`;

// ---------------------------------------------------------------- which consents open anything

test('AIS-CNS-042 nothing is read by a consent that nobody has authorised', async () => {
  const consent = await give({ authorised: false });
  expect((await consent.get('/v1/accounts')).outcome).toBe('401 CONSENT_INVALID');
});

test('AIS-CNS-042 nothing is read by a consent that another PSU still has to authorise', async () => {
  const other = await openReadBank({ sca: { multilevel: true } });
  const consent = await giveConsent(other, { balances: [household] }, { authorised: false });
  const { consentId, tppId } = consent;
  const { authorisationId } = accepted(
    await other.database.transaction((trx) => other.consents.startAuthorisation(trx, { consentId, tppId })),
  );
  const confirmed = accepted(
    await other.consents.confirm({ consentId, authorisationId, psuId: 'demo-personal', complete: false }),
  );
  expect(confirmed.consentStatus).toBe('partiallyAuthorised');
  expect((await consent.get('/v1/accounts')).outcome).toBe('401 CONSENT_INVALID');
  await other.close();
});

test('AIS-CNS-042 nothing is read by a consent that was rejected', async () => {
  const consent = await give({ authorised: false });
  const { consentId, tppId } = consent;
  const { authorisationId } = accepted(
    await bank.database.transaction((trx) => bank.consents.startAuthorisation(trx, { consentId, tppId })),
  );
  accepted(await bank.consents.reject({ consentId, authorisationId }));
  expect((await consent.get('/v1/accounts')).outcome).toBe('401 CONSENT_INVALID');
});

test('AIS-CNS-025 AIS-CNS-043 a consent is good on its last day, by the days of the bank, and expired after it', async () => {
  const other = await openReadBank();
  const consent = await giveConsent(other, { balances: [household] }, { validUntil: '2026-11-27' });
  // midnight in Berlin
  other.clock.set('2026-11-27T22:59:59Z');
  expect((await consent.get('/v1/accounts')).outcome).toBe('200');
  other.clock.set('2026-11-27T23:00:00Z');
  expect((await consent.get('/v1/accounts')).outcome).toBe('401 CONSENT_EXPIRED');
  await other.close();
});

test('AIS-CNS-043 a bank may answer 403 for an expired consent, as some peers do', async () => {
  const other = await openReadBank({ errors: { consentExpired: 403 } });
  const consent = await giveConsent(other, { balances: [household] }, { validUntil: '2026-11-26' });
  other.clock.advance({ days: 1 });
  expect((await consent.get('/v1/accounts')).outcome).toBe('403 CONSENT_EXPIRED');
  await other.close();
});

test('AIS-CNS-044 a consent that the PSU revoked is invalid, not expired', async () => {
  const consent = await give();
  accepted(await bank.consents.revokeByPsu(consent.consentId, 'demo-personal'));
  expect((await consent.get(balancesOf(consent))).outcome).toBe('401 CONSENT_INVALID');
});

test('AIS-CNS-055 AIS-CNS-044 a consent that its TPP deleted is invalid', async () => {
  const consent = await give();
  accepted(await bank.consents.terminateByTpp(consent.consentId, consent.tppId));
  for (const target of ['/v1/accounts', balancesOf(consent)])
    expect((await consent.get(target)).outcome).toBe('401 CONSENT_INVALID');
});

test('AIS-CNS-033 AIS-CNS-034 AIS-CNS-036 a newer recurring consent of the same TPP takes the place of the older one', async () => {
  const [older, ofOtherTpp] = [await give(), await give()];
  await give({ tppId: older.tppId, recurringIndicator: false });
  expect((await older.get('/v1/accounts')).outcome).toBe('200');
  const newer = await give({ tppId: older.tppId });
  expect((await older.get('/v1/accounts')).outcome).toBe('401 CONSENT_INVALID');
  expect((await newer.get('/v1/accounts')).outcome).toBe('200');
  expect((await ofOtherTpp.get('/v1/accounts')).outcome).toBe('200');
});

test('AIS-CNS-035 a newer consent that is not authorised leaves the older one as it is', async () => {
  const older = await give();
  await give({ tppId: older.tppId, authorised: false });
  expect((await older.get('/v1/accounts')).outcome).toBe('200');
});

test('AIS-CNS-045 an unknown Consent-ID is 400, whatever it looks like', async () => {
  const { get: read } = await give();
  for (const id of ['d4a1c7de-98a1-4cf0-b2c4-6cc5a7a3e5f1', 'x', '../../etc/passwd', "' OR 1=1 --", 'a'.repeat(5000)])
    expect((await read('/v1/accounts', { 'consent-id': id })).outcome).toBe('400 CONSENT_UNKNOWN');
});

test("AIS-CNS-045 another TPP's consent is as unknown as none, and its accounts too", async () => {
  const consent = await give();
  const stranger = { 'x-test-tpp': 'PSDFR-ACPR-200002' };
  const none = await consent.get('/v1/accounts', { ...stranger, 'consent-id': 'd4a1c7de-98a1-4cf0-b2c4-6cc5a7a3e5f1' });
  for (const target of ['/v1/accounts', balancesOf(consent)]) {
    const answer = await consent.get(target, stranger);
    expect(answer.outcome).toBe('400 CONSENT_UNKNOWN');
    expect(answer.text).toBe(none.text);
  }
});

test('AIS-CNS-046 without a Consent-ID nothing is looked up, and the answer says which header is missing', async () => {
  const answer = await get(bank, '/v1/accounts', {});
  expect(answer.outcome).toBe('400 FORMAT_ERROR');
  expect(JSON.stringify(answer.body)).toContain('Consent-ID');
});

// ---------------------------------------------------------------- one access

test.each([
  ['ACCESS_EXCEEDED', '429 ACCESS_EXCEEDED'],
  ['CONSENT_EXPIRED', '401 CONSENT_EXPIRED'],
])(
  'AIS-CNS-057 RTS-FRQ-011 a one-off consent gives each read once, with or without the PSU: %s',
  async (oneOffUsed, refusal) => {
    const other = await openReadBank({ errors: { oneOffUsed } });
    const oneOff = { recurringIndicator: false, frequencyPerDay: 1 };
    const consent = await giveConsent(other, { balances: [household] }, oneOff);
    expect((await consent.get(balancesOf(consent), PSU_PRESENT)).outcome).toBe('200');
    expect((await consent.get(balancesOf(consent), PSU_PRESENT)).outcome).toBe(refusal);
    expect((await consent.get(balancesOf(consent))).outcome).toBe(refusal);
    other.clock.advance({ days: 1 });
    expect((await consent.get(balancesOf(consent))).outcome).toBe(refusal);
    expect((await consent.get('/v1/accounts')).outcome).toBe('200');
    await other.close();
  },
);

test('AIS-CNS-058 a one-off consent is expired once everything was read', async () => {
  const oneOff = { recurringIndicator: false, frequencyPerDay: 1 };
  const consent = await giveConsent(bank, { balances: [household] }, oneOff);
  const details = `/v1/accounts/${consent.resource(HOUSEHOLD)}`;
  for (const target of ['/v1/accounts', details, balancesOf(consent)])
    expect((await consent.get(target)).outcome).toBe('200');
  expect(accepted(await bank.consents.find(consent.consentId, consent.tppId)).consentStatus).toBe('expired');
  expect((await consent.get('/v1/accounts')).outcome).toBe('401 CONSENT_EXPIRED');
});

test('AIS-CNS-058 a one-off consent to accounts and cards is expired once both were read', async () => {
  const access = { accounts: [await nameOf(bank, CARD_CURRENT), await nameOf(bank, CARD)] };
  const consent = await giveConsent(bank, access, { psu: 'cards', recurringIndicator: false, frequencyPerDay: 1 });
  const targets = [
    '/v1/accounts',
    `/v1/accounts/${consent.resource(CARD_CURRENT)}`,
    '/v1/card-accounts',
    `/v1/card-accounts/${consent.resource(CARD)}`,
  ];
  for (const target of targets) expect((await consent.get(target)).outcome).toBe('200');
  expect((await consent.get('/v1/accounts')).outcome).toBe('401 CONSENT_EXPIRED');
});

test('AIS-CNS-059 a one-off consent may end soon after it was given', async () => {
  const other = await openReadBank({ consents: { oneOff: { withinMinutes: 20 } } });
  const oneOff = { recurringIndicator: false, frequencyPerDay: 1 };
  const consent = await giveConsent(other, { balances: [household] }, oneOff);
  other.clock.advance({ minutes: 20 });
  expect((await consent.get('/v1/accounts')).outcome).toBe('401 CONSENT_EXPIRED');
  await other.close();
});

// ---------------------------------------------------------------- how long

test('RTS-180-001 RTS-180-002 SCA is needed anew after 180 days, and not before', async () => {
  const other = await openReadBank({ consents: { maxDays: 0 } });
  const consent = await giveConsent(other, { balances: [household] });
  other.clock.advance({ days: 100 });
  expect((await consent.get(balancesOf(consent))).outcome).toBe('200');
  other.clock.advance({ days: 79 });
  expect((await consent.get(balancesOf(consent))).outcome).toBe('200');
  other.clock.advance({ days: 1 });
  expect((await consent.get(balancesOf(consent))).outcome).toBe('401 CONSENT_EXPIRED');
  await other.close();
});

// ---------------------------------------------------------------- what is on record

test('RTS-FRQ-012 the record of a read holds what shows that the PSU asked for it', async () => {
  const consent = await give();
  const evidence = {
    'PSU-IP-Address': '192.0.2.17',
    'PSU-IP-Port': '50000',
    'PSU-User-Agent': 'Browser/1.0',
    'PSU-Device-ID': '99435c7e-ad88-49ec-a2ad-99ddcb1f5555',
    'PSU-Geo-Location': 'GEO:52.506931;13.144558',
    'PSU-Http-Method': 'GET',
  };
  const requestId = '3f1b0c9e-7a55-4a0e-9d5c-0a6f3e1d2b77';
  await consent.get(balancesOf(consent), { ...evidence, 'psu-accept': 'text/html', 'x-request-id': requestId });
  const { records } = await bank.consents.audit({ tppId: consent.tppId });
  const [record] = records.filter(({ kind }) => kind === 'consent-used').slice(-1);
  expect(record?.body).toMatchObject({
    operation: 'getBalances',
    resourceId: consent.resource(HOUSEHOLD),
    requestId,
    psuPresent: true,
    psuEvidence: evidence,
    result: 'granted',
  });
});

test('nothing of the PSU is kept with a read that it did not ask for', async () => {
  const consent = await give();
  await consent.get('/v1/accounts', { 'psu-user-agent': 'Browser/1.0' });
  const { records } = await bank.consents.audit({ tppId: consent.tppId });
  const record = JSON.stringify(records.at(-1)?.body);
  expect(record).toContain('"psuPresent":false');
  expect(record).not.toContain('Browser');
});
