import { expect, test } from 'vitest';
import {
  authorise,
  call,
  consentAt,
  create,
  createdId,
  createRaw,
  FOREIGN,
  ibansOf,
  OTHER_PERSON,
  openBank,
  REQUEST,
  refusalOf,
  relationsOf,
  shareBank,
  statusOf,
} from '../bank.fixture.ts';

const IBAN = { iban: 'DE02120300000000202051' };
const OTHER_IBAN = { iban: 'DE02500105170137075030' };

test.each(Object.keys(REQUEST))('AIS-CNS-001 a request without %s is a format error at that member', async (name) => {
  const { [name]: _, ...rest } = { ...REQUEST } as Record<string, unknown>; // a copy, to leave a member out
  expect(refusalOf(await createRaw(await shareBank(), rest))).toBe(`400 FORMAT_ERROR ${name}`);
});

test('AIS-CNS-001 a request without a body is a format error', async () => {
  expect(refusalOf(await createRaw(await shareBank(), undefined))).toBe('400 FORMAT_ERROR');
});

test('AIS-CNS-002 combinedServiceIndicator is not taken for granted', async () => {
  const { combinedServiceIndicator: _, ...rest } = REQUEST;
  expect(refusalOf(await createRaw(await shareBank(), rest))).toBe('400 FORMAT_ERROR combinedServiceIndicator');
});

test('AIS-CNS-003 a good request creates a consent that waits for its authorisation', async () => {
  const bank = await shareBank();
  const { status, headers, body } = await create(bank);
  expect([status, body.consentStatus]).toEqual([201, 'received']);
  expect(headers.get('location')).toBe(consentAt(body.consentId ?? ''));
  expect(await statusOf(bank, body.consentId ?? '')).toBe('received');
});

test.each([
  { accounts: [IBAN] },
  { balances: [IBAN] },
  { transactions: [IBAN] },
  { accounts: [IBAN], balances: [IBAN, OTHER_IBAN] },
  { accounts: [IBAN], transactions: [OTHER_IBAN] },
  { balances: [IBAN], transactions: [IBAN] },
  { accounts: [OTHER_IBAN], balances: [IBAN], transactions: [IBAN, OTHER_IBAN] },
])('AIS-CNS-004 named accounts are taken in any mix: %j', async (access) => {
  const bank = await shareBank();
  const consentId = await createdId(bank, { access });
  expect((await call(bank, 'GET', consentAt(consentId))).body.access).toEqual(access);
});

test.each([
  ['AIS-CNS-005', 'no member', {}, 'access'],
  ['AIS-CNS-005', 'unknown members alone', { everything: [IBAN] }, 'access'],
  ['AIS-CNS-006', 'filled and empty lists', { balances: [], transactions: [IBAN] }, 'access.balances'],
  ['AIS-CNS-015', 'a value that there is not', { allPsd2: 'all' }, 'access.allPsd2'],
  ['AIS-CNS-015', 'a value that there is not', { availableAccounts: 'all' }, 'access.availableAccounts'],
  ['AIS-CNS-015', 'a list for a value', { availableAccountsWithBalance: [] }, 'access.availableAccountsWithBalance'],
  [
    'AIS-CNS-018',
    'additional information alone',
    { additionalInformation: { ownerName: [IBAN] } },
    'access.additionalInformation',
  ],
  [
    'AIS-CNS-019',
    'an account in additional information alone',
    { balances: [IBAN], additionalInformation: { ownerName: [OTHER_IBAN] } },
    'access.additionalInformation.ownerName[0]',
  ],
  [
    'AIS-CNS-020',
    'a restriction of named accounts',
    { balances: [IBAN], restrictedTo: ['SVGS'] },
    'access.restrictedTo',
  ],
  [
    'AIS-CNS-062',
    'an account by two identifiers',
    { balances: [{ ...IBAN, bban: '120300000000202051' }] },
    'access.balances[0]',
  ],
  ['AIS-CNS-062', 'an account by none', { balances: [{ currency: 'EUR' }] }, 'access.balances[0]'],
  ['AIS-CNS-063', 'wrong check digits', { balances: [{ iban: 'DE03120300000000202051' }] }, 'access.balances[0].iban'],
  ['AIS-CNS-063', 'no IBAN at all', { balances: [{ iban: 'x' }] }, 'access.balances[0].iban'],
  [
    'AIS-CNS-065',
    'another identification without identification',
    { balances: [{ other: { issuer: 'bank' } }] },
    'access.balances[0].other.identification',
  ],
  [
    'N-AIS-CNS-102',
    'owner names of all beside named accounts',
    { balances: [IBAN], additionalInformation: { ownerName: [] } },
    'access.additionalInformation.ownerName',
  ],
  [
    'N-AIS-CNS-106',
    'two all-type members',
    { allPsd2: 'allAccounts', availableAccounts: 'allAccounts' },
    'access.availableAccounts',
  ],
  ['N-AIS-CNS-106', 'an all-type member and accounts', { allPsd2: 'allAccounts', balances: [IBAN] }, 'access.allPsd2'],
])('%s access with %s is refused', async (_rule, _what, access, path) => {
  expect(refusalOf(await create(await shareBank(), { access }))).toBe(`400 FORMAT_ERROR ${path}`);
});

test('AIS-CNS-009 a bank offered consent names the accounts that the PSU chose', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank, { access: { balances: [], transactions: [] } });
  const [account] = await bank.core.listAccounts('demo-personal');
  await authorise(bank, consentId, { accounts: [account?.id ?? ''] });
  const chosen = [{ iban: account?.iban }];
  const { body } = await call(bank, 'GET', consentAt(consentId));
  expect([body.consentStatus, body.access]).toEqual(['valid', { balances: chosen, transactions: chosen }]);
});

const BANK_OFFERED = { access: { accounts: [], balances: [] } };

test('AIS-CNS-010 no bank offered consent where all is embedded', async () => {
  const bank = await shareBank({ sca: { approaches: ['EMBEDDED'] }, consents: { offered: { bankOffered: false } } });
  expect(refusalOf(await create(bank, BANK_OFFERED))).toBe('400 SERVICE_INVALID access');
});

test('AIS-CNS-010 a bank offered consent goes by another approach than the embedded one', async () => {
  const bank = await shareBank({ sca: { approaches: ['EMBEDDED', 'REDIRECT'] } });
  const psu = { 'psu-id': 'personal' };
  expect((await create(bank, BANK_OFFERED, psu)).headers.get('aspsp-sca-approach')).toBe('REDIRECT');
  expect((await create(bank, {}, psu)).headers.get('aspsp-sca-approach')).toBe('EMBEDDED');
});

const NOTHING_OFFERED = {
  bankOffered: false,
  allPsd2: false,
  availableAccounts: false,
  availableAccountsWithBalance: false,
};

test.each([
  [BANK_OFFERED.access, 'access'],
  [{ allPsd2: 'allAccounts' }, 'access.allPsd2'],
  [{ availableAccounts: 'allAccounts' }, 'access.availableAccounts'],
  [{ availableAccountsWithBalance: 'allAccounts' }, 'access.availableAccountsWithBalance'],
])('AIS-CNS-011 a form of access that is not offered is an invalid service: %j', async (access, path) => {
  const bank = await shareBank({ consents: { offered: NOTHING_OFFERED } });
  expect(refusalOf(await create(bank, { access }))).toBe(`400 SERVICE_INVALID ${path}`);
});

test.each([
  { allPsd2: 'allAccounts' },
  { allPsd2: 'allAccountsWithOwnerName' },
  { availableAccounts: 'allAccounts' },
  { availableAccountsWithBalance: 'allAccountsWithOwnerName' },
  { allPsd2: 'allAccounts', restrictedTo: ['SVGS'] },
])('what is offered is taken: %j', async (access) => {
  const bank = await shareBank();
  const consentId = await createdId(bank, { access });
  expect((await call(bank, 'GET', consentAt(consentId))).body.access).toEqual(access);
});

const WITH_NAMES = { balances: [IBAN], additionalInformation: { ownerName: [IBAN] } };

test('AIS-CNS-017 owner names that are not offered are left out', async () => {
  const bank = await shareBank({ services: { ownerName: false } });
  const consentId = await createdId(bank, { access: WITH_NAMES });
  expect((await call(bank, 'GET', consentAt(consentId))).body.access).toEqual({ balances: [IBAN] });
});

test('AIS-CNS-017 a bank may refuse owner names that it does not offer', async () => {
  const bank = await shareBank({ services: { ownerName: false }, consents: { unofferedInformation: 'refuse' } });
  const refusal = refusalOf(await create(bank, { access: WITH_NAMES }));
  expect(refusal).toBe('400 SERVICE_INVALID access.additionalInformation.ownerName');
});

test.each([0, -1, 1.5, '4', null])('AIS-CNS-022 a frequency of %j is refused', async (frequencyPerDay) => {
  expect(refusalOf(await create(await shareBank(), { frequencyPerDay }))).toBe('400 FORMAT_ERROR frequencyPerDay');
});

test.each([
  ['AIS-CNS-023', 'more than the cap becomes the cap', { frequencyPerDay: 10 }, 4],
  ['AIS-CNS-023', 'less than the cap stays', { frequencyPerDay: 3 }, 3],
  ['AIS-CNS-024', 'a one-off consent has 1', { recurringIndicator: false, frequencyPerDay: 4 }, 1],
])('%s of the frequency %s', async (_rule, _what, request, granted) => {
  const bank = await shareBank();
  const consentId = await createdId(bank, request);
  expect((await call(bank, 'GET', consentAt(consentId))).body.frequencyPerDay).toBe(granted);
});

test.each([
  ['AIS-CNS-023', { whenAbove: 'refuse' }, { frequencyPerDay: 5 }],
  ['AIS-CNS-024', { whenOneOff: 'refuse' }, { frequencyPerDay: 2, recurringIndicator: false }],
])('%s a bank may refuse a frequency that is too high', async (_rule, frequencyPerDay, request) => {
  const bank = await shareBank({ consents: { frequencyPerDay } });
  expect(refusalOf(await create(bank, request))).toBe('400 FORMAT_ERROR frequencyPerDay');
});

test.each([
  ['AIS-CNS-026', 'FORMAT_ERROR', {}],
  ['AIS-CNS-026', 'PERIOD_INVALID', { errors: { validUntilPast: 'PERIOD_INVALID' } }],
])('%s yesterday is refused as %s', async (_rule, code, profile) => {
  const refusal = refusalOf(await create(await shareBank(profile), { validUntil: '2026-11-25' }));
  expect(refusal).toBe(`400 ${code} validUntil`);
});

test.each(['2026-02-30', 'tomorrow', '2027-03-12T00:00:00Z', 20270312])(
  'AIS-CNS-026 %j is no day',
  async (validUntil) => {
    expect(refusalOf(await create(await shareBank(), { validUntil }))).toBe('400 FORMAT_ERROR validUntil');
  },
);

test.each([
  ['AIS-CNS-027', 'the longest period', 180, '9999-12-31', '2027-05-24'],
  ['AIS-CNS-028', 'a day beyond the limit', 180, '2027-12-31', '2027-05-24'],
  ['AIS-CNS-029', 'a day within the limit', 180, '2026-12-26', '2026-12-26'],
  ['AIS-CNS-030', 'of 10 days the first is today', 10, '9999-12-31', '2026-12-05'],
])('%s validUntil is what was granted: %s', async (_rule, _what, maxDays, validUntil, granted) => {
  const bank = await shareBank({ consents: { maxDays } });
  const consentId = await createdId(bank, { validUntil });
  expect((await call(bank, 'GET', consentAt(consentId))).body.validUntil).toBe(granted);
});

test('AIS-CNS-025 the last day counts by the clock of the bank', async () => {
  const bank = await openBank(); // Berlin, where the day ends at 23:00 UTC
  const consentId = await createdId(bank, { validUntil: '2026-11-26' });
  await authorise(bank, consentId);
  bank.clock.set('2026-11-26T22:59:59Z');
  expect(await statusOf(bank, consentId)).toBe('valid');
  bank.clock.set('2026-11-26T23:00:00Z');
  expect(await statusOf(bank, consentId)).toBe('expired');
});

test('AIS-CNS-032 a session of several services is refused where there are none', async () => {
  const refusal = refusalOf(await create(await shareBank(), { combinedServiceIndicator: true }));
  expect(refusal).toBe('400 SESSIONS_NOT_SUPPORTED combinedServiceIndicator');
});

test('AIS-CNS-032 a session of several services is taken where there are', async () => {
  const bank = await shareBank({ consents: { offered: { combinedService: true } } });
  expect((await create(bank, { combinedServiceIndicator: true })).status).toBe(201);
});

test.each([
  ['FORMAT_ERROR', {}],
  ['SERVICE_INVALID', { errors: { accountReferenceNotSupported: 'SERVICE_INVALID' } }],
])('AIS-CNS-061 an account by a kind of name that is not taken is refused as %s', async (code, profile) => {
  const access = { balances: [{ msisdn: '+49 170 1234567' }] };
  expect(refusalOf(await create(await shareBank(profile), { access }))).toBe(`400 ${code} access.balances[0].msisdn`);
});

test('AIS-CNS-064 an IBAN without a currency stands for all of its sub-accounts', async () => {
  const bank = await shareBank();
  const [iban] = await ibansOf(bank, OTHER_PERSON.id);
  const asked = { access: { balances: [{ iban }] } };
  const consentId = await createdId(bank, asked, { 'psu-id': OTHER_PERSON.psuId });
  await authorise(bank, consentId, { psuId: OTHER_PERSON.id });
  const use = { consentId, tppId: 'PSDDE-BAFIN-100001', psuPresent: true, requestId: 'request' } as const;
  const read = await bank.consents.useConsent({ ...use, operation: 'getAccountList' });
  const accounts = (await bank.core.listAccounts(OTHER_PERSON.id)).filter((account) => account.iban === iban);
  const subAccounts = accounts.filter(({ currency }) => currency !== 'XXX').map(({ id }) => id);
  expect(subAccounts.length).toBeGreaterThan(1);
  expect(read.accepted && read.evidence.accounts.map(({ accountId }) => accountId)).toEqual(subAccounts);
});

test('AIS-CNS-066 an authorisation that the bank began is linked, one that it did not is not', async () => {
  const implicit = await create(await shareBank());
  const explicit = await create(await shareBank({ sca: { start: 'explicit' } }));
  expect(relationsOf(implicit)).toEqual(['scaRedirect', 'scaStatus', 'self', 'status']);
  expect(relationsOf(explicit)).toEqual(['self', 'startAuthorisation', 'status']);
});

test('N-AIS-CNS-101 statements are not offered, and open nothing beside what is', async () => {
  const bank = await shareBank();
  const refusal = refusalOf(await create(bank, { access: { statements: [IBAN] } }));
  expect(refusal).toBe('400 SERVICE_INVALID access.statements');
  const consentId = await createdId(bank, { access: { statements: [IBAN], balances: [IBAN] } });
  expect((await call(bank, 'GET', consentAt(consentId))).body.access).toEqual({ balances: [IBAN] });
});

test('N-AIS-CNS-103 trusted beneficiaries of all accounts may be asked for beside named ones', async () => {
  const bank = await shareBank({ services: { trustedBeneficiaries: true } });
  const [iban] = await ibansOf(bank);
  const access = { balances: [{ iban }], additionalInformation: { trustedBeneficiaries: [] } };
  const consentId = await createdId(bank, { access });
  await authorise(bank, consentId);
  const { body } = await call(bank, 'GET', consentAt(consentId));
  expect(body.access?.additionalInformation).toEqual({ trustedBeneficiaries: [{ iban }] });
});

test('N-AIS-CNS-107 a named account that is not the PSU’s ends the consent when it is authorised, not before', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank, { access: { balances: [FOREIGN] } });
  expect(await statusOf(bank, consentId)).toBe('received');
  const authorised = await authorise(bank, consentId);
  expect(!authorised.accepted && authorised.reason).toBe('account-not-of-psu');
  expect(await statusOf(bank, consentId)).toBe('rejected');
});

test('N-COM-HDR-109 members beside the known ones are passed over, and open nothing', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank, {
    access: { balances: [IBAN] },
    allPsd2: 'allAccounts',
    consentStatus: 'valid',
  });
  const { body } = await call(bank, 'GET', consentAt(consentId));
  expect([body.access, body.consentStatus]).toEqual([{ balances: [IBAN] }, 'received']);
});
