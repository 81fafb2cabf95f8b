import type { AccountAccess } from '@openxs2a/consent';
import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import { afterAll, expect, test } from 'vitest';
import {
  CARD,
  CARD_CURRENT,
  COLLECTION,
  get,
  giveConsent,
  HOUSEHOLD,
  nameOf,
  openReadBank,
  SAVINGS,
} from '../bank.fixture.ts';

const bank = await openReadBank();
const household = await nameOf(bank, HOUSEHOLD);
const savings = await nameOf(bank, SAVINGS);
const currencies = await nameOf(bank, COLLECTION);
const everything: AccountAccess = { allPsd2: 'allAccounts' };
afterAll(() => bank.close());

const open = (access: AccountAccess, given = {}) => giveConsent(bank, access, given);

test('AIS-ACC-001 the list has every account of the consent, and no other', async () => {
  const consent = await open({ accounts: [household], balances: [savings] });
  const { status, body } = await consent.get('/v1/accounts');
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(['accounts']);
  expect(body.accounts.map(({ iban }: { iban: string }) => iban)).toEqual([household.iban, savings.iban]);
});

test('AIS-ACC-002 a PSU without accounts has an empty list', async () => {
  const consent = await open(everything, { psu: 'noAccounts' });
  expect((await consent.get('/v1/accounts')).body).toEqual({ accounts: [] });
});

test('AIS-ACC-002 AIS-CRD-002 a consent to cards alone lists no accounts', async () => {
  const consent = await open({ accounts: [await nameOf(bank, CARD)] }, { psu: 'cards' });
  expect((await consent.get('/v1/accounts')).body).toEqual({ accounts: [] });
});

test('AIS-ACC-003 an account has the same id in every answer of a consent, and another in another consent', async () => {
  const [first, second] = [await open(everything), await open(everything)];
  const idsOf = async ({ get }: typeof first) =>
    (await get('/v1/accounts')).body.accounts.map(({ resourceId }: { resourceId: string }) => resourceId);
  const ids = await idsOf(first);
  expect(await idsOf(first)).toEqual(ids);
  const details = await first.get(`/v1/accounts/${ids[0]}`);
  expect(details.body.account.resourceId).toBe(ids[0]);
  expect((await idsOf(second)).filter((id: string) => ids.includes(id))).toEqual([]);
});

test('AIS-ACC-004 N-COM-HDR-110 neither ids nor links say anything about the account', async () => {
  const consent = await open(everything);
  const { text, body } = await consent.get('/v1/accounts?withBalance=true');
  for (const { resourceId, iban, _links } of body.accounts) {
    expect(resourceId).toMatch(/^[0-9a-f-]{36}$/);
    for (const { href } of Object.values<{ href: string }>(_links)) {
      expect(href).not.toContain(iban);
      expect(href).toContain(`/v1/accounts/${resourceId}/`);
    }
  }
  for (const internal of [HOUSEHOLD, SAVINGS, DEMO_PSUS.personal.id]) expect(text).not.toContain(internal);
});

test.each([
  ['sub-accounts', ['BHD', 'EUR', 'JPY', 'USD']],
  ['collection', ['XXX']],
  ['both', ['XXX', 'BHD', 'EUR', 'JPY', 'USD']],
])(
  'AIS-ACC-005 AIS-ACC-016 of an account in several currencies the list has the levels of the policy: %s',
  async (multiCurrency, expected) => {
    const other = await openReadBank({ accounts: { multiCurrency } });
    const consent = await giveConsent(other, { balances: [currencies] }, { psu: 'severalCurrencies' });
    const { body } = await consent.get('/v1/accounts');
    expect(body.accounts.map(({ currency }: { currency: string }) => currency)).toEqual(expected);
    expect(new Set(body.accounts.map(({ iban }: { iban: string }) => iban))).toEqual(new Set([currencies.iban]));
    await other.close();
  },
);

test('AIS-ACC-006 N-AIS-ACC-104 an account is told by IBAN, and by no name that is not its own', async () => {
  const consent = await open(everything);
  const [account] = (await consent.get('/v1/accounts')).body.accounts;
  expect(account.iban).toBe(household.iban);
  for (const name of ['bban', 'msisdn', 'pan', 'maskedPan', 'other']) expect(account).not.toHaveProperty(name);
});

test('AIS-ACC-007 AIS-CNS-007 links lead to what was granted of each account, and nowhere else', async () => {
  const consent = await open({ balances: [household], transactions: [savings] });
  const [first, second] = (await consent.get('/v1/accounts')).body.accounts;
  expect(first._links).toEqual({ balances: { href: `/v1/accounts/${first.resourceId}/balances` } });
  expect(second._links).toEqual({ transactions: { href: `/v1/accounts/${second.resourceId}/transactions` } });
  expect((await consent.get(first._links.balances.href)).status).toBe(200);
});

test('AIS-ACC-007 an account of which details alone were granted has no links', async () => {
  const consent = await open({ accounts: [household] });
  const [account] = (await consent.get('/v1/accounts')).body.accounts;
  expect(account).toHaveProperty('resourceId');
  expect(account).not.toHaveProperty('_links');
});

test('AIS-ACC-007 links begin with the path below which the bank serves', async () => {
  const other = await openReadBank({ basePath: '/xs2a' });
  const consent = await giveConsent(other, { balances: [household] });
  const [account] = (await consent.get('/xs2a/v1/accounts')).body.accounts;
  expect(account._links.balances.href).toBe(`/xs2a/v1/accounts/${account.resourceId}/balances`);
  await other.close();
});

test('AIS-ACC-008 AIS-ACC-009 withBalance adds balances where they were granted, and only there', async () => {
  const consent = await open({ balances: [household], transactions: [savings] });
  const [first, second] = (await consent.get('/v1/accounts?withBalance=true')).body.accounts;
  const types = first.balances.map(({ balanceType }: { balanceType: string }) => balanceType);
  expect(types).toContain('interimBooked');
  expect(second).not.toHaveProperty('balances');
});

test.each(['/v1/accounts', '/v1/accounts?withBalance=false'])(
  'AIS-ACC-008 without withBalance there are none: %s',
  async (target) => {
    const consent = await open({ balances: [household] });
    expect((await consent.get(target)).body.accounts[0]).not.toHaveProperty('balances');
  },
);

test('AIS-ACC-008 a bank may leave balances to their own endpoint', async () => {
  const other = await openReadBank({ accounts: { balancesInList: false } });
  const consent = await giveConsent(other, { balances: [household] });
  expect((await consent.get('/v1/accounts?withBalance=true')).body.accounts[0]).not.toHaveProperty('balances');
  await other.close();
});

test('AIS-ACC-009 details of an account without the right come without balances', async () => {
  const consent = await open({ transactions: [household] });
  const { body } = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}?withBalance=true`);
  expect(body.account).not.toHaveProperty('balances');
});

test('AIS-ACC-009 a bank may refuse withBalance where an account is without the right; the read does not count', async () => {
  const other = await openReadBank({ accounts: { balancesNotGranted: 'refuse' } });
  const consent = await giveConsent(other, { balances: [household], transactions: [savings] }, { frequencyPerDay: 1 });
  const details = `/v1/accounts/${consent.resource(HOUSEHOLD)}?withBalance=true`;
  expect((await consent.get('/v1/accounts?withBalance=true')).outcome).toBe('401 CONSENT_INVALID');
  expect((await consent.get('/v1/accounts')).status).toBe(200);
  expect((await consent.get(details)).body.account.balances.length).toBeGreaterThan(0);
  await other.close();
});

test.each(['', '/balances'])(
  'AIS-ACC-010 an id that nobody gave out is unknown: /v1/accounts/{id}%s',
  async (below) => {
    const consent = await open(everything);
    const answer = await consent.get(`/v1/accounts/d4a1c7de-98a1-4cf0-b2c4-6cc5a7a3e5f1${below}`);
    expect(answer.outcome).toBe('404 RESOURCE_UNKNOWN');
    expect(answer.text).not.toContain('d4a1c7de');
  },
);

test.each([
  ['CONSENT_INVALID', '401 CONSENT_INVALID'],
  ['RESOURCE_UNKNOWN', '404 RESOURCE_UNKNOWN'],
])(
  'AIS-ACC-011 an account of another consent of the PSU is not in this one: %s',
  async (accountNotGranted, outcome) => {
    const other = await openReadBank({ errors: { accountNotGranted }, consents: { multiple: true } });
    const first = await giveConsent(other, { accounts: [household] });
    const second = await giveConsent(other, { accounts: [savings] }, { tppId: first.tppId });
    expect((await first.get(`/v1/accounts/${second.resource(SAVINGS)}`)).outcome).toBe(outcome);
    await other.close();
  },
);

test('AIS-ACC-011 an account of the consent of another TPP, or of another PSU, is as unknown as one that is not there', async () => {
  const consent = await open(everything);
  const ofOtherTpp = await open(everything);
  const ofOtherPsu = await open(everything, { psu: 'twoYears', tppId: consent.tppId });
  const ids = [ofOtherTpp.resource(HOUSEHOLD), ofOtherPsu.resource('demo-account-201')];
  for (const id of ids) expect((await consent.get(`/v1/accounts/${id}`)).outcome).toBe('404 RESOURCE_UNKNOWN');
});

test('AIS-ACC-012 details stand in account', async () => {
  const consent = await open(everything);
  const { status, body } = await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}?withBalance=true`);
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(['account']);
  expect(body.account).toMatchObject({
    resourceId: consent.resource(HOUSEHOLD),
    ...household,
    currency: 'EUR',
    name: 'Current account',
    displayName: 'Household',
    product: 'Demo Current',
    cashAccountType: 'CACC',
    status: 'enabled',
    bic: 'OXSBDEM0XXX',
    usage: 'PRIV',
  });
  expect(body.account.balances.length).toBeGreaterThan(0);
});

test('AIS-ACC-013 an account says whether it is blocked or closed', async () => {
  const other = await openReadBank();
  const consent = await giveConsent(other, { accounts: [household, savings] });
  await other.database.transaction(async (trx) => {
    await other.core.setAccountStatus(trx, HOUSEHOLD, 'blocked');
    await other.core.setAccountStatus(trx, SAVINGS, 'deleted');
  });
  const { body } = await consent.get('/v1/accounts');
  expect(body.accounts.map(({ status }: { status: string }) => status)).toEqual(['blocked', 'deleted']);
  expect((await consent.get(`/v1/accounts/${consent.resource(SAVINGS)}`)).body.account.status).toBe('deleted');
  await other.close();
});

test('AIS-ACC-014 an account of a company says so', async () => {
  const consent = await open(everything, { psu: 'firstSignatory' });
  const { body } = await consent.get('/v1/accounts');
  expect(body.accounts.map(({ usage }: { usage: string }) => usage)).toEqual(['ORGA']);
});

test.each(['', '/balances'])(
  'AIS-ACC-018 an account that is gone is unknown, and left out of the list: /v1/accounts/{id}%s',
  async (below) => {
    const other = await openReadBank();
    const consent = await giveConsent(other, { balances: [household, savings] });
    const { listAccounts } = other.asked;
    other.asked.listAccounts = async (psuId) => (await listAccounts(psuId)).filter(({ id }) => id !== SAVINGS);
    expect((await consent.get('/v1/accounts')).body.accounts.length).toBe(1);
    expect((await consent.get(`/v1/accounts/${consent.resource(SAVINGS)}${below}`)).outcome).toBe(
      '404 RESOURCE_UNKNOWN',
    );
    await other.close();
  },
);

test('AIS-ACC-018 balances of an account that core banking does not have any more are unknown', async () => {
  const other = await openReadBank({}, { listBalances: async () => undefined });
  const consent = await giveConsent(other, { balances: [household] });
  expect((await consent.get(`/v1/accounts/${consent.resource(HOUSEHOLD)}/balances`)).outcome).toBe(
    '404 RESOURCE_UNKNOWN',
  );
  await other.close();
});

test.each(['/v1/accounts', '', '/balances'])(
  'nothing is read of a PSU that the bank has blocked: %s',
  async (target) => {
    const other = await openReadBank();
    const consent = await giveConsent(other, { balances: [household] });
    other.asked.findPsuById = async () => ({ ...DEMO_PSUS.personal, status: 'blocked' });
    const path = target.startsWith('/v1') ? target : `/v1/accounts/${consent.resource(HOUSEHOLD)}${target}`;
    expect((await consent.get(path)).outcome).toBe('403 SERVICE_BLOCKED');
    expect(other.refusals.map(({ reason }) => reason)).toEqual(['psu-blocked']);
    await other.close();
  },
);

test('COM-HDR-020 withBalance is true or false and nothing else', async () => {
  const consent = await open(everything);
  expect((await consent.get('/v1/accounts?withBalance=yes')).outcome).toBe('400 FORMAT_ERROR');
});

test('AIS-CNS-046 every read needs a Consent-ID', async () => {
  const consent = await open({ balances: [household] });
  const id = consent.resource(HOUSEHOLD);
  for (const target of ['/v1/accounts', `/v1/accounts/${id}`, `/v1/accounts/${id}/balances`, '/v1/card-accounts'])
    expect((await get(bank, target, {})).outcome).toBe('400 FORMAT_ERROR');
});

test('a card that a consent names is no payment account', async () => {
  const consent = await open(everything, { psu: 'cards' });
  expect((await consent.get(`/v1/accounts/${consent.resource(CARD)}`)).outcome).toBe('401 CONSENT_INVALID');
  expect((await consent.get(`/v1/accounts/${consent.resource(CARD_CURRENT)}`)).status).toBe(200);
});
