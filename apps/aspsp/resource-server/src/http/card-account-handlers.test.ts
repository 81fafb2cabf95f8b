import { afterAll, expect, test } from 'vitest';
import { CARD, CARD_CURRENT, giveConsent, nameOf, openReadBank } from '../bank.fixture.ts';

const bank = await openReadBank();
const card = await nameOf(bank, CARD);
const psu = 'cards';
afterAll(() => bank.close());

test('AIS-CRD-001 a consent that names a card by its masked number opens its account', async () => {
  const consent = await giveConsent(bank, { balances: [card] }, { psu });
  const { status, body } = await consent.get('/v1/card-accounts');
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(['cardAccounts']);
  const resourceId = consent.resource(CARD);
  expect(body.cardAccounts).toEqual([
    {
      resourceId,
      ...card,
      currency: 'EUR',
      name: 'Credit card',
      product: 'Demo Card',
      status: 'enabled',
      usage: 'PRIV',
      debitAccounting: false,
      creditLimit: { currency: 'EUR', amount: '3000.00' },
      _links: { balances: { href: `/v1/card-accounts/${resourceId}/balances` } },
    },
  ]);
});

test('AIS-CRD-002 a PSU without card accounts has an empty list', async () => {
  const consent = await giveConsent(bank, { allPsd2: 'allAccounts' });
  expect((await consent.get('/v1/card-accounts')).body).toEqual({ cardAccounts: [] });
});

test('AIS-CRD-003 no answer has a full card number, not even where core banking does not mask it', async () => {
  const full = '5254120000003241';
  const other = await openReadBank();
  const { listAccounts } = other.asked;
  other.asked.listAccounts = async (psuId) =>
    (await listAccounts(psuId)).map((account) => (account.kind === 'card' ? { ...account, maskedPan: full } : account));
  const consent = await giveConsent(other, { balances: [card] }, { psu });
  const path = `/v1/card-accounts/${consent.resource(CARD)}`;
  const masked = '525412******3241';
  expect((await consent.get('/v1/card-accounts')).body.cardAccounts[0].maskedPan).toBe(masked);
  expect((await consent.get(path)).body.cardAccount.maskedPan).toBe(masked);
  expect((await consent.get(`${path}/balances`)).body.cardAccount).toEqual({ maskedPan: masked });
  await other.close();
});

test('AIS-CRD-007 details stand in cardAccount', async () => {
  const consent = await giveConsent(bank, { accounts: [card] }, { psu });
  const { status, body } = await consent.get(`/v1/card-accounts/${consent.resource(CARD)}`);
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(['cardAccount']);
  expect(body.cardAccount).toMatchObject({ resourceId: consent.resource(CARD), ...card });
  expect(body.cardAccount).not.toHaveProperty('_links');
});

test.each([
  [false, '-'],
  [true, ''],
])(
  'AIS-CRD-006 N-AIS-CRD-106 where debitAccounting is %s, a debt is written with the sign "%s"',
  async (debitAccounting, sign) => {
    const debt = { balanceType: 'interimAvailable', balanceAmount: { currency: 'EUR', minorUnits: -1250n } } as const;
    const other = await openReadBank({}, { listBalances: async () => [debt] });
    const { listAccounts } = other.asked;
    other.asked.listAccounts = async (psuId) =>
      (await listAccounts(psuId)).map((account) =>
        account.kind === 'card' ? { ...account, debitAccounting } : account,
      );
    const consent = await giveConsent(other, { balances: [card] }, { psu });
    const { body } = await consent.get(`/v1/card-accounts/${consent.resource(CARD)}/balances`);
    expect(body).toEqual({
      cardAccount: card,
      debitAccounting,
      balances: [{ balanceType: 'interimAvailable', balanceAmount: { currency: 'EUR', amount: `${sign}12.50` } }],
    });
    // a limit is no debt
    const { body: list } = await consent.get('/v1/card-accounts');
    expect(list.cardAccounts[0].creditLimit.amount).toBe('3000.00');
    await other.close();
  },
);

test('N-AIS-CRD-107 the figures of a card account follow from each other: billed, unbilled, both, and pending', async () => {
  const consent = await giveConsent(bank, { balances: [card] }, { psu });
  const { body } = await consent.get(`/v1/card-accounts/${consent.resource(CARD)}/balances`);
  const cents = Object.fromEntries(
    body.balances.map(({ balanceType, balanceAmount }: { balanceType: string; balanceAmount: { amount: string } }) => [
      balanceType,
      Math.round(Number(balanceAmount.amount) * 100),
    ]),
  );
  expect(cents.interimAvailable).toBe(cents.closingBooked + cents.nonInvoiced);
  expect(cents.expected).toBeLessThan(cents.interimAvailable);
});

test.each(['', '/balances'])('AIS-CRD-011 an unknown card account is 404: /v1/card-accounts/{id}%s', async (below) => {
  const consent = await giveConsent(bank, { allPsd2: 'allAccounts' }, { psu });
  const { outcome } = await consent.get(`/v1/card-accounts/d4a1c7de-98a1-4cf0-b2c4-6cc5a7a3e5f1${below}`);
  expect(outcome).toBe('404 RESOURCE_UNKNOWN');
});

test('a payment account that a consent names is no card account', async () => {
  const consent = await giveConsent(bank, { allPsd2: 'allAccounts' }, { psu });
  const { outcome } = await consent.get(`/v1/card-accounts/${consent.resource(CARD_CURRENT)}`);
  expect(outcome).toBe('401 CONSENT_INVALID');
});

test('without the right to balances those of a card are refused', async () => {
  const consent = await giveConsent(bank, { transactions: [card] }, { psu });
  const path = `/v1/card-accounts/${consent.resource(CARD)}`;
  expect((await consent.get(`${path}/balances`)).outcome).toBe('401 CONSENT_INVALID');
  const { body } = await consent.get(path);
  expect(body.cardAccount._links).toEqual({ transactions: { href: `${path}/transactions` } });
});

test('AIS-CNS-014 a consent to the list with balances shows those of cards in the list, which has no withBalance', async () => {
  const consent = await giveConsent(bank, { availableAccountsWithBalance: 'allAccounts' }, { psu });
  const [cardAccount] = (await consent.get('/v1/card-accounts')).body.cardAccounts;
  expect(cardAccount.balances.length).toBeGreaterThan(0);
  for (const member of ['resourceId', '_links']) expect(cardAccount).not.toHaveProperty(member);
});

test.each<[access: object, granted: boolean]>([
  [{ allPsd2: 'allAccountsWithOwnerName' }, true],
  [{ allPsd2: 'allAccounts' }, false],
])('AIS-CNS-016 the owner of a card is named where that was granted: %j', async (access, granted) => {
  const consent = await giveConsent(bank, access, { psu });
  const [cardAccount] = (await consent.get('/v1/card-accounts')).body.cardAccounts;
  expect('ownerName' in cardAccount).toBe(granted);
});

test.each(['', '/id', '/id/balances'])(
  'a bank without card accounts does not offer them: /v1/card-accounts%s',
  async (below) => {
    const other = await openReadBank({ services: { cardAccounts: false } });
    const consent = await giveConsent(other, { allPsd2: 'allAccounts' }, { frequencyPerDay: 1 });
    expect((await consent.get(`/v1/card-accounts${below}`)).outcome).toBe('405 SERVICE_INVALID');
    expect((await consent.get('/v1/accounts')).status).toBe(200);
    await other.close();
  },
);

test('AIS-CRD-004 a bank with card accounts has their transactions', async () => {
  const consent = await giveConsent(bank, { transactions: [card] }, { psu });
  const { body } = await consent.get('/v1/card-accounts');
  const { href } = body.cardAccounts[0]._links.transactions;
  expect((await consent.get(`${href}?bookingStatus=booked&dateFrom=2026-11-01`)).status).toBe(200);
});
