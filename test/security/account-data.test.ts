import { CONSENT_HEADERS, CONSENT_REQUEST, openTestBank, requestConsent } from '@openxs2a/bank/testing';
import { formatMoney } from '@openxs2a/core-banking';
import { DEMO_PSUS } from '@openxs2a/core-banking/demo';
import type { Schemas } from '@openxs2a/xs2a/types';
import { afterAll, expect, test } from 'vitest';

// All that the PSU sees, and nothing that could be used against it.

const bank = await openTestBank({ profile: { signature: { requests: 'off' } }, demo: { entries: 20 } });
afterAll(() => bank.close());
const tpp = await bank.tpp();
const FROM = '2026-09-01';

async function openAccounts(psuId: string, access: object = { allPsd2: 'allAccounts' }) {
  const consentId = await requestConsent(tpp, {
    ...CONSENT_REQUEST,
    access,
    recurringIndicator: false,
    frequencyPerDay: 1,
  });
  await bank.authorise(consentId, psuId);
  return async <Body>(target: string): Promise<Body> => {
    const headers = { 'Consent-ID': consentId, 'PSU-IP-Address': CONSENT_HEADERS['PSU-IP-Address'] };
    const answer = await tpp.request('GET', target, { headers });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${target}: ${answer.status} ${text}`);
    return JSON.parse(text); // the bank checks its answers against the interface, whose types callers name
  };
}

const PEOPLE = Object.values(DEMO_PSUS).filter(({ status }) => status === 'active');
let seen = 0;
type Report = Schemas['transactionsResponse-200_json'];

test.each(PEOPLE)('S-25 a TPP gets every account, balance and transaction that the PSU sees: $psuId', async (psu) => {
  const { core } = bank.state;
  const all = await core.listAccounts(psu.id);
  // closed ones are not there any more, and what has several currencies is told by each of them
  const own = all.filter(
    ({ kind, status, currency }) => kind === 'payment' && status === 'enabled' && currency !== 'XXX',
  );
  const read = await openAccounts(psu.psuId);
  const { accounts } = await read<Schemas['accountList']>('/v1/accounts');
  const nameOf = ({ iban, currency }: { readonly iban?: string; readonly currency: string }) => `${iban} ${currency}`;
  expect(accounts.map(nameOf).toSorted()).toEqual(own.map(nameOf).toSorted());
  for (const account of own) {
    const path = `/v1/accounts/${accounts.find((one) => nameOf(one) === nameOf(account))?.resourceId}`;
    const { balances } = await read<Schemas['readAccountBalanceResponse-200']>(`${path}/balances`);
    const amounts = (await core.listBalances(account.id))?.map(({ balanceAmount }) => formatMoney(balanceAmount));
    expect(balances.map(({ balanceAmount }) => balanceAmount.amount)).toEqual(amounts);
    const query = { bookingStatus: 'both', dateFrom: FROM, order: 'newestFirst', limit: 10_000 } as const;
    const { entries = [] } = (await core.listTransactions(account.id, query)) ?? {};
    seen += entries.length;
    expect(await listAll(read, `${path}/transactions?bookingStatus=both&dateFrom=${FROM}`)).toHaveLength(
      entries.length,
    );
  }
});

test('S-25 there was something to see', () => {
  expect(seen).toBeGreaterThan(200);
});

async function listAll(read: <Body>(target: string) => Promise<Body>, target: string): Promise<readonly unknown[]> {
  const { transactions } = await read<Report>(target);
  const { booked = [], pending = [], _links } = transactions ?? {};
  const next = _links?.['next']?.href;
  return [...pending, ...booked, ...(next === undefined ? [] : await listAll(read, next))];
}

const SERVER_SET = {
  consentId: '5d5e5b6e-8f5c-4c55-9d0e-0f6f1c1f8f10',
  consentStatus: 'valid',
  lastActionDate: '2020-01-01',
  scaStatus: 'finalised',
  psuId: 'demo-personal',
  tppId: 'PSDDE-BAFIN-999999',
  authorisedAt: 0,
  accounts: ['giro'],
  _links: { account: { href: '/v1/accounts' } },
};

test('API3 what only the bank sets cannot be sent along: a consent waits for its PSU all the same', async () => {
  const headers = { ...CONSENT_HEADERS, 'PSU-ID': 'two-years' };
  const request = { ...CONSENT_REQUEST, access: { allPsd2: 'allAccounts' }, ...SERVER_SET };
  const created = await tpp.request('POST', '/v1/consents', { headers, body: request });
  const body = JSON.parse(await created.text());
  expect([created.status, body.consentStatus]).toEqual([201, 'received']);
  expect(body.consentId).not.toBe(SERVER_SET.consentId);
  const update = { ...SERVER_SET, psuData: { password: 'wrong' } };
  await tpp.request('PUT', new URL(body._links.scaStatus.href, bank.url).pathname, { body: update });
  const kept = JSON.parse(await (await tpp.request('GET', `/v1/consents/${body.consentId}`)).text());
  expect(kept).toMatchObject({ consentStatus: 'received', access: { allPsd2: 'allAccounts' } });
  expect(kept.lastActionDate).not.toBe(SERVER_SET.lastActionDate);
  const accounts = await tpp.request('GET', '/v1/accounts', { headers: { 'Consent-ID': body.consentId } });
  expect(accounts.status).toBe(401);
});

test('API3 names of owners and balances are told where the consent opens them, and nowhere else', async () => {
  const [iban] = (await bank.state.core.listAccounts(DEMO_PSUS.personal.id)).flatMap((account) => account.iban ?? []);
  const read = await openAccounts('personal', { accounts: [{ iban }] });
  const list = await read<Schemas['accountList']>('/v1/accounts?withBalance=true');
  const [account] = list.accounts;
  expect(list.accounts).toHaveLength(1);
  expect(Object.keys(account ?? {})).not.toEqual(expect.arrayContaining(['ownerName']));
  expect(account).not.toHaveProperty('balances');
  expect(JSON.stringify(list)).not.toContain(DEMO_PSUS.personal.name);
  for (const rest of ['balances', `transactions?bookingStatus=both&dateFrom=${FROM}`])
    await expect(read(`/v1/accounts/${account?.resourceId}/${rest}`)).rejects.toThrow(/: 401 .*CONSENT_INVALID/);
});
