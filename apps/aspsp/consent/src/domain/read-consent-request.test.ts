import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CARD, changePolicy, FOREIGN, GIRO, type PolicyChange, REQUEST, SAVINGS, TPP } from '../consents.fixture.ts';
import { type ConsentRequest, clipValidUntil, readConsentRequest } from './read-consent-request.ts';

const TODAY = '2026-11-26';
const EMPTY = { accounts: [], balances: [], transactions: [] };

function readRequest(change: Partial<ConsentRequest>, policy: PolicyChange = {}) {
  return readConsentRequest(
    { ...REQUEST, ...change },
    { tppId: TPP.tppId, today: TODAY, policy: changePolicy(policy) },
  );
}

const readAccess = (access: unknown, policy: PolicyChange = {}) => readRequest({ access }, policy);

test.each([
  ['accounts', { accounts: [GIRO] }],
  ['balances', { balances: [GIRO] }],
  ['all three', { accounts: [GIRO], balances: [SAVINGS], transactions: [GIRO, SAVINGS] }],
  ['a card', { balances: [CARD], transactions: [CARD] }],
  ['a sub-account', { balances: [{ ...GIRO, currency: 'EUR' }] }],
] as const)('AIS-CNS-004: a consent on dedicated accounts is taken with %s', (_, access) => {
  expect(readAccess(access)).toMatchObject({ accepted: true, evidence: { model: 'dedicated', access } });
});

test.each([
  ['AIS-CNS-005: no member', {}, 'access-empty', '/access'],
  ['AIS-CNS-005: no member that is known', { everything: true }, 'access-empty', '/access'],
  ['AIS-CNS-005: no object', null, 'access-empty', '/access'],
  ['AIS-CNS-006: empty and filled lists', { balances: [], transactions: [GIRO] }, 'access-mixed', '/access/balances'],
  ['AIS-CNS-015: a value that is none', { allPsd2: 'all' }, 'access-value-unknown', '/access/allPsd2'],
  [
    'AIS-CNS-018: additional information alone',
    { additionalInformation: { ownerName: [GIRO] } },
    'additional-information-alone',
    '/access/additionalInformation',
  ],
  [
    'AIS-CNS-018: additional information beside all accounts',
    { allPsd2: 'allAccounts', additionalInformation: { ownerName: [] } },
    'additional-information-alone',
    '/access/additionalInformation',
  ],
  [
    'AIS-CNS-019: the owner of an account that is not named',
    { balances: [GIRO], additionalInformation: { ownerName: [GIRO, SAVINGS] } },
    'additional-information-unnamed',
    '/access/additionalInformation/ownerName/1',
  ],
  [
    'AIS-CNS-019: the owner of all sub-accounts where one is named',
    { balances: [{ ...GIRO, currency: 'EUR' }], additionalInformation: { ownerName: [GIRO] } },
    'additional-information-unnamed',
    '/access/additionalInformation/ownerName/0',
  ],
  [
    'AIS-CNS-020: restricted and named',
    { balances: [GIRO], restrictedTo: ['SVGS'] },
    'restriction-not-allowed',
    '/access/restrictedTo',
  ],
  [
    'AIS-CNS-021: restricted to nothing',
    { allPsd2: 'allAccounts', restrictedTo: [] },
    'restriction-malformed',
    '/access/restrictedTo',
  ],
  [
    'AIS-CNS-021: restricted to what is no type',
    { allPsd2: 'allAccounts', restrictedTo: ['savings'] },
    'restriction-malformed',
    '/access/restrictedTo',
  ],
  [
    'AIS-CNS-061: a kind of reference that is not supported',
    { balances: [{ msisdn: '+491701234567' }] },
    'account-reference-not-supported',
    '/access/balances/0/msisdn',
  ],
  [
    'AIS-CNS-062: two identifiers',
    { balances: [{ ...GIRO, bban: '12030000' }] },
    'account-reference-malformed',
    '/access/balances/0',
  ],
  [
    'AIS-CNS-062: no identifier',
    { balances: [{ currency: 'EUR' }] },
    'account-reference-malformed',
    '/access/balances/0',
  ],
  [
    'AIS-CNS-062: no reference',
    { balances: ['DE02120300000000202051'] },
    'account-reference-malformed',
    '/access/balances/0',
  ],
  ['AIS-CNS-062: no list', { balances: GIRO }, 'account-reference-malformed', '/access/balances'],
  [
    'AIS-CNS-063: wrong check digits',
    { balances: [GIRO, { iban: 'DE03120300000000202051' }] },
    'account-reference-malformed',
    '/access/balances/1/iban',
  ],
  [
    'AIS-CNS-063: an IBAN with spaces',
    { balances: [{ iban: 'DE02 1203 0000 0000 2020 51' }] },
    'account-reference-malformed',
    '/access/balances/0/iban',
  ],
  [
    'AIS-CNS-064: a currency that is none',
    { balances: [{ ...GIRO, currency: 'eur' }] },
    'account-reference-malformed',
    '/access/balances/0/currency',
  ],
  [
    'AIS-CNS-065: another identifier without identification',
    { balances: [{ other: {} }] },
    'account-reference-malformed',
    '/access/balances/0/other/identification',
  ],
  [
    'AIS-CNS-065: a scheme that is too long',
    { balances: [{ other: { identification: '1', issuer: 'x'.repeat(36) } }] },
    'account-reference-malformed',
    '/access/balances/0/other/issuer',
  ],
  ['N-AIS-CNS-101: statements alone', { statements: [GIRO] }, 'access-not-offered', '/access/statements'],
  [
    'N-AIS-CNS-102: no owners of named accounts',
    { balances: [GIRO], additionalInformation: { ownerName: [] } },
    'access-mixed',
    '/access/additionalInformation/ownerName',
  ],
  [
    'N-AIS-CNS-102: owners of accounts that the bank offers',
    { ...EMPTY, additionalInformation: { ownerName: [GIRO] } },
    'access-mixed',
    '/access/additionalInformation/ownerName',
  ],
  [
    'N-AIS-CNS-106: two all-type members',
    { allPsd2: 'allAccounts', availableAccounts: 'allAccounts' },
    'access-mixed',
    '/access/availableAccounts',
  ],
  [
    'N-AIS-CNS-106: an all-type member and named accounts',
    { allPsd2: 'allAccounts', balances: [GIRO] },
    'access-mixed',
    '/access/allPsd2',
  ],
] as const)('%s is refused', (_, access, reason, path) => {
  expect(readAccess(access)).toEqual({ accepted: false, reason, evidence: { path } });
});

test('AIS-CNS-065: another identifier with identification is taken where it is supported', () => {
  const access = { balances: [{ other: { identification: '4711', schemeNameProprietary: 'CUST' } }] };
  expect(readAccess(access, { accountReferences: ['other'] })).toMatchObject({ accepted: true, evidence: { access } });
});

test('AIS-CNS-009: empty lists ask for a bank offered consent', () => {
  expect(readAccess(EMPTY)).toMatchObject({ accepted: true, evidence: { model: 'bankOffered', access: EMPTY } });
});

test('AIS-CNS-010: a bank offered consent is refused where all is embedded', () => {
  expect(readAccess(EMPTY, { scaApproaches: ['EMBEDDED'] })).toMatchObject({ reason: 'access-not-offered' });
  expect(readAccess(EMPTY, { scaApproaches: ['EMBEDDED', 'DECOUPLED'] })).toMatchObject({ accepted: true });
});

test.each([
  ['bankOffered', EMPTY],
  ['allPsd2', { allPsd2: 'allAccounts' }],
  ['availableAccounts', { availableAccounts: 'allAccounts' }],
  ['availableAccountsWithBalance', { availableAccountsWithBalance: 'allAccountsWithOwnerName' }],
] as const)('AIS-CNS-011: %s is taken where it is offered, and refused where not', (model, access) => {
  expect(readAccess(access)).toMatchObject({ accepted: true, evidence: { model, access } });
  expect(readAccess(access, { offered: { [model]: false } })).toMatchObject({ reason: 'access-not-offered' });
});

test.each([
  [{ balances: [GIRO], additionalInformation: { ownerName: [GIRO] } }, { balances: [GIRO] }],
  [{ allPsd2: 'allAccountsWithOwnerName' }, { allPsd2: 'allAccounts' }],
] as const)('AIS-CNS-017: owner names that are not offered are left out, or refused by policy', (access, granted) => {
  const policy = { offered: { ownerName: false } };
  expect(readAccess(access, policy)).toMatchObject({ accepted: true, evidence: { access: granted } });
  const read = readAccess(access, policy);
  expect(read.accepted && read.evidence.access).toEqual(granted);
  expect(readAccess(access, { ...policy, unofferedInformation: 'refuse' })).toMatchObject({
    reason: 'access-not-offered',
  });
});

test('N-AIS-CNS-103: no trusted beneficiaries asks for those of all named accounts', () => {
  const access = { balances: [GIRO], additionalInformation: { trustedBeneficiaries: [] } };
  expect(readAccess(access, { offered: { trustedBeneficiaries: true } })).toMatchObject({ evidence: { access } });
});

test('N-COM-HDR-109: members that are not known open nothing', () => {
  const read = readAccess({ balances: [{ ...GIRO, owner: 'x' }], everything: [GIRO], statements: [GIRO] });
  expect(read.accepted && read.evidence.access).toEqual({ balances: [GIRO] });
});

test.each([0, -1, 1.5, Number.NaN])('AIS-CNS-022: a frequency of %s is refused', (frequencyPerDay) => {
  expect(readRequest({ frequencyPerDay })).toMatchObject({
    reason: 'frequency-malformed',
    evidence: { path: '/frequencyPerDay' },
  });
});

test('AIS-CNS-023: a frequency above the cap is lowered, or refused by policy', () => {
  expect(readRequest({ frequencyPerDay: 10 })).toMatchObject({ evidence: { frequencyPerDay: 4 } });
  expect(readRequest({ frequencyPerDay: 3 })).toMatchObject({ evidence: { frequencyPerDay: 3 } });
  expect(readRequest({ frequencyPerDay: 10 }, { frequencyPerDay: { whenAbove: 'refuse' } })).toMatchObject({
    reason: 'frequency-too-high',
    evidence: { frequencyPerDay: 4 },
  });
});

test('RTS-FRQ-010: a frequency that was agreed with a TPP is granted', () => {
  const policy = { frequencyPerDay: { agreed: { [TPP.tppId]: 24 } } };
  expect(readRequest({ frequencyPerDay: 24 }, policy)).toMatchObject({ evidence: { frequencyPerDay: 24 } });
  const other = { frequencyPerDay: { agreed: { another: 24 } } };
  expect(readRequest({ frequencyPerDay: 24 }, other)).toMatchObject({ evidence: { frequencyPerDay: 4 } });
});

test('AIS-CNS-024: a one-off consent has a frequency of one, or is refused by policy', () => {
  const request = { recurringIndicator: false, frequencyPerDay: 4 };
  expect(readRequest(request)).toMatchObject({ evidence: { recurring: false, frequencyPerDay: 1 } });
  expect(readRequest(request, { frequencyPerDay: { whenOneOff: 'refuse' } })).toMatchObject({
    reason: 'frequency-too-high',
  });
});

test.each(['2026-11-25', '2020-01-01'])('AIS-CNS-026: %s is past and refused', (validUntil) => {
  expect(readRequest({ validUntil })).toEqual({
    accepted: false,
    reason: 'valid-until-past',
    evidence: { path: '/validUntil' },
  });
});

test.each(['2026-02-30', 'tomorrow', '2026-11-26T10:00:00Z'])('AIS-CNS-026: %s is no day and refused', (validUntil) => {
  expect(readRequest({ validUntil })).toMatchObject({ reason: 'valid-until-malformed' });
});

test.each([
  ['AIS-CNS-025: today is not past', TODAY, TODAY, 180, TODAY],
  ['AIS-CNS-027: 9999-12-31 asks for the longest', '9999-12-31', TODAY, 180, '2027-05-24'],
  ['AIS-CNS-027: 9999-12-31 is granted where there is no limit', '9999-12-31', TODAY, 0, '9999-12-31'],
  ['AIS-CNS-028: what is beyond the limit is brought forward', '2028-01-01', TODAY, 180, '2027-05-24'],
  ['AIS-CNS-029: what is within the limit stays', '2026-12-26', TODAY, 180, '2026-12-26'],
  ['AIS-CNS-030: today is the first of the days', '9999-12-31', '2019-03-01', 10, '2019-03-10'],
  ['RTS-180-005: the limit is a setting', '9999-12-31', TODAY, 90, '2027-02-23'],
] as const)('%s', (_, asked, today, maxDays, granted) => {
  expect(clipValidUntil(asked, today, maxDays)).toEqual({ accepted: true, evidence: granted });
});

test('AIS-CNS-032: a session is refused where sessions are not offered', () => {
  const request = { combinedServiceIndicator: true };
  expect(readRequest(request)).toMatchObject({ reason: 'sessions-not-offered' });
  expect(readRequest(request, { offered: { combinedService: true } })).toMatchObject({
    evidence: { combinedService: true },
  });
});

test('AIS-CNS-060: a one-off consent may end today', () => {
  expect(readRequest({ recurringIndicator: false, validUntil: TODAY, frequencyPerDay: 1 })).toMatchObject({
    evidence: { validUntil: TODAY },
  });
});

test('whatever a request consists of, it is read or refused with a place, and never opens what it does not name', () => {
  const reference = fc.oneof(fc.constantFrom(GIRO, SAVINGS, FOREIGN, CARD), fc.anything());
  const lists = fc.dictionary(
    fc.constantFrom('accounts', 'balances', 'transactions', 'ownerName', 'trustedBeneficiaries', 'restrictedTo'),
    fc.oneof(fc.array(reference), fc.anything()),
  );
  const access = fc.oneof(
    fc.anything(),
    fc
      .record(
        {
          named: lists,
          additionalInformation: fc.oneof(lists, fc.anything()),
          allPsd2: fc.oneof(fc.constant('allAccounts'), fc.anything()),
        },
        { requiredKeys: [] },
      )
      .map(({ named, ...others }) => ({ ...named, ...others })),
  );
  fc.assert(
    fc.property(access, (asked) => {
      const read = readAccess(asked);
      if (!read.accepted) expect(read.evidence.path).toMatch(/^\/access/);
      else expect(asked).toMatchObject(read.evidence.access);
    }),
    { numRuns: 500 },
  );
});
