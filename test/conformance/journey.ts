import { findSchemaErrors, readMessages } from '@openxs2a/account-reports/testing';
import { CONSENT_HEADERS, CONSENT_REQUEST, type TestBank, type TestRequest } from '@openxs2a/bank/testing';
import { parseMoney } from '@openxs2a/core-banking';
import { expect } from 'vitest';
import { authoriseByOAuth } from './oauth-journey.ts';
import type { Schemas } from './reader.fixture.ts';
import type { Traveller } from './traveller.ts';

type Entry = Schemas['transactions'];
type Report = Schemas['transactionsResponse-200_json'];

const SINCE = 'dateFrom=2026-09-01';
/** Of all accounts, where the other request leaves them to the PSU; the TPP begins the authorisation itself. */
const EVERYTHING = {
  headers: { ...CONSENT_HEADERS, 'TPP-Explicit-Authorisation-Preferred': 'true' },
  body: { ...CONSENT_REQUEST, access: { allPsd2: 'allAccounts' } },
};
/** The PSU asks for it herself, so that it does not count. */
const PRESENT = { 'PSU-IP-Address': '192.0.2.1' };

interface Reader {
  readonly iban: string;
  /** `/v1/accounts/…` */
  readonly path: string;
  get<Body>(target: string, headers?: Readonly<Record<string, string>>): Promise<Body>;
}

/** Account information from the first request to the last, for one PSU after another, each by a consent of its own. */
export async function travel(bank: TestBank, traveller: Traveller): Promise<void> {
  const consentId = await giveConsent(bank, traveller, 'two-years');
  const reader = await readAccounts(traveller, consentId);
  const entries = await turnPages(reader, `${reader.path}/transactions?bookingStatus=booked&${SINCE}`);
  expect(entries.length).toBeGreaterThan(bank.profile.transactions.pageSize);
  await readEntry(reader, entries[0]);
  await readStatements(traveller, reader, consentId, entries.length);
  await readDelta(bank, reader);
  await readOften(traveller, reader, consentId);
  await readCards(traveller, await giveConsent(bank, traveller, 'cards'));
  await readCurrencies(traveller, await giveConsent(bank, traveller, 'several-currencies', EVERYTHING));
  await endConsent(traveller, consentId);
}

/** Asks for a consent and looks at it at each step; the PSU gives it. */
async function giveConsent(
  bank: TestBank,
  traveller: Traveller,
  psu: string,
  asked: TestRequest = { headers: CONSENT_HEADERS, body: CONSENT_REQUEST },
): Promise<string> {
  const created = await traveller.expect<Schemas['consentsResponse-201']>(201, 'POST', '/v1/consents', asked);
  const { consentId } = created;
  const path = `/v1/consents/${consentId}`;
  expect([created.consentStatus, await readStatus(traveller, consentId)]).toEqual(['received', 'received']);
  await refuse(traveller, '401 CONSENT_INVALID', '/v1/accounts', { 'Consent-ID': consentId });

  await beginAuthorisation(traveller, `${path}/authorisations`, psu);
  await (bank.pagesUrl === undefined
    ? bank.authorise(consentId, psu)
    : authoriseByOAuth(bank, traveller, consentId, psu));
  const given = await traveller.expect<Schemas['consentInformationResponse-200_json']>(200, 'GET', path);
  expect([given.consentStatus, await readStatus(traveller, consentId)]).toEqual(['valid', 'valid']);
  expect(given.access).not.toEqual({});
  return consentId;
}

/** The one that is there, or where the bank leaves it to the TPP, its own; it is the PSU's. */
async function beginAuthorisation(traveller: Traveller, path: string, psu: string): Promise<void> {
  const { authorisationIds } = await traveller.expect<Schemas['authorisations']>(200, 'GET', path);
  const begin = async () => {
    type Started = Schemas['startScaprocessResponse'];
    return (await traveller.expect<Started>(201, 'POST', path, { body: {} })).authorisationId;
  };
  const id = authorisationIds[0] ?? (await begin());
  await traveller.expect(200, 'PUT', `${path}/${id}`, { headers: { 'PSU-ID': psu }, body: {} });
  const { scaStatus } = await traveller.expect<Schemas['scaStatusResponse']>(200, 'GET', `${path}/${id}`);
  expect(scaStatus).toBe('psuIdentified');
}

async function readStatus(traveller: Traveller, consentId: string): Promise<string> {
  type Status = Schemas['consentStatusResponse-200'];
  return (await traveller.expect<Status>(200, 'GET', `/v1/consents/${consentId}/status`)).consentStatus;
}

function openReader(traveller: Traveller, consentId: string): Reader['get'] {
  return (target, headers = {}) =>
    traveller.expect(200, 'GET', target, { headers: { 'Consent-ID': consentId, ...PRESENT, ...headers } });
}

async function readAccounts(traveller: Traveller, consentId: string): Promise<Reader> {
  const get = openReader(traveller, consentId);
  const { accounts } = await get<Schemas['accountList']>('/v1/accounts?withBalance=true');
  const [account] = accounts;
  const path = `/v1/accounts/${account?.resourceId}`;
  const details = await get<{ account: Schemas['accountDetails'] }>(`${path}?withBalance=true`);
  expect(details.account).toEqual(account);
  const { balances } = await get<Schemas['readAccountBalanceResponse-200']>(`${path}/balances`);
  expect(balances).toEqual(account?.balances);
  return { iban: account?.iban ?? '', path, get };
}

/** Every entry of a report, page by page, by the links alone. */
async function turnPages({ get }: Reader, target: string): Promise<readonly Entry[]> {
  const ids = new Set<string | undefined>();
  const entries: Entry[] = [];
  let next: string | undefined = target;
  while (next !== undefined) {
    const page: Report = await get<Report>(next);
    for (const entry of page.transactions?.booked ?? []) {
      ids.add(entry.transactionId);
      entries.push(entry);
    }
    next = page.transactions?._links['next']?.href;
  }
  expect(ids.size).toBe(entries.length);
  return entries;
}

async function readEntry({ path, get }: Reader, entry: Entry | undefined): Promise<void> {
  type Details = { transactionsDetails: Schemas['transactionDetailsBody'] };
  const { transactionsDetails } = await get<Details>(`${path}/transactions/${entry?.transactionId}`);
  expect(transactionsDetails.transactionDetails).toMatchObject({ transactionAmount: entry?.transactionAmount });
  for (const status of ['pending', 'both']) await get(`${path}/transactions?bookingStatus=${status}&${SINCE}`);
  await get(`${path}/transactions?bookingStatus=information`);
}

/** The same report as camt.053 and as MT940, both read by somebody else's reader: as many entries as in JSON. */
async function readStatements(traveller: Traveller, { path }: Reader, consentId: string, count: number) {
  const target = `${path}/transactions?bookingStatus=booked&${SINCE}`;
  const read = async (accept: string) => {
    const headers = { 'Consent-ID': consentId, ...PRESENT, Accept: accept };
    const { type, text } = await traveller.call('GET', target, { headers });
    expect(type).toBe(accept);
    return text;
  };
  const camt = await read('application/xml');
  expect(await findSchemaErrors('053', camt)).toEqual([]);
  expect(camt.match(/<Ntry>/g)).toHaveLength(count);
  const fields = readMessages(await read('text/plain')).flat();
  expect(fields.filter(({ tag }) => tag === '61')).toHaveLength(count);
}

/** What was booked since the last delta list, and nothing else. */
async function readDelta({ state }: TestBank, reader: Reader): Promise<void> {
  const target = `${reader.path}/transactions?bookingStatus=booked&deltaList=true`;
  await turnPages(reader, target);
  const [account] = await state.core.findAccounts({ iban: reader.iban });
  const amount = parseMoney('EUR', '-47.11');
  const opposite = { accountId: 'demo-clearing-eur', amount: parseMoney('EUR', '47.11') };
  const entry = { description: 'meanwhile', postings: [{ accountId: account?.id ?? '', amount }, opposite] };
  await state.database.transaction((trx) => state.core.post(trx, [entry]));
  const [booked, ...more] = await turnPages(reader, target);
  expect([booked?.transactionAmount, more]).toEqual([{ currency: 'EUR', amount: '-47.11' }, []]);
}

/** While the PSU is not there, four times a day; each endpoint by itself. */
async function readOften(traveller: Traveller, { path }: Reader, consentId: string): Promise<void> {
  const alone = { 'Consent-ID': consentId };
  for (let count = 1; count <= 4; count += 1)
    await traveller.expect(200, 'GET', `${path}/balances`, { headers: alone });
  await refuse(traveller, '429 ACCESS_EXCEEDED', `${path}/balances`, alone);
  await traveller.expect(200, 'GET', path, { headers: alone });
  await traveller.expect(200, 'GET', `${path}/balances`, { headers: { ...alone, ...PRESENT } });
}

async function readCards(traveller: Traveller, consentId: string): Promise<void> {
  const get = openReader(traveller, consentId);
  const { cardAccounts } = await get<Schemas['cardAccountList']>('/v1/card-accounts');
  const [card] = cardAccounts;
  expect(card?.maskedPan).toMatch(/^\d{6}[x*]+\d{4}$/i);
  const path = `/v1/card-accounts/${card?.resourceId}`;
  await get(path);
  const { balances } = await get<Schemas['readCardAccountBalanceResponse-200']>(`${path}/balances`);
  expect(balances.length).toBeGreaterThan(0);
  type CardReport = Schemas['cardAccountsTransactionsResponse200'];
  const { cardTransactions } = await get<CardReport>(`${path}/transactions?bookingStatus=booked&${SINCE}`);
  expect(cardTransactions?.booked?.length).toBeGreaterThan(0);
}

/** One IBAN, four accounts, each in its currency and with that currency's decimals. */
async function readCurrencies(traveller: Traveller, consentId: string): Promise<void> {
  const get = openReader(traveller, consentId);
  const { accounts } = await get<Schemas['accountList']>('/v1/accounts');
  expect(new Set(accounts.map(({ iban }) => iban)).size).toBe(1);
  expect(accounts.map(({ currency }) => currency).sort()).toEqual(['BHD', 'EUR', 'JPY', 'USD']);
  for (const { resourceId, currency } of accounts) {
    const path = `/v1/accounts/${resourceId}`;
    const { balances } = await get<Schemas['readAccountBalanceResponse-200']>(`${path}/balances`);
    for (const { balanceAmount } of balances) {
      expect(balanceAmount.currency).toBe(currency);
      expect(balanceAmount.amount.split('.')[1]?.length ?? 0).toBe({ JPY: 0, BHD: 3 }[currency] ?? 2);
    }
    await get(`${path}/transactions?bookingStatus=booked&${SINCE}`);
  }
}

async function endConsent(traveller: Traveller, consentId: string): Promise<void> {
  await traveller.expect(204, 'DELETE', `/v1/consents/${consentId}`);
  traveller.tokens.delete(consentId);
  expect(await readStatus(traveller, consentId)).toBe('terminatedByTpp');
  await refuse(traveller, '401 CONSENT_INVALID', '/v1/accounts', { 'Consent-ID': consentId, ...PRESENT });
}

async function refuse(
  traveller: Traveller,
  outcome: string,
  target: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const { status, text } = await traveller.call('GET', target, { headers });
  // every refusal of account information that has a body has this one
  const { tppMessages } = JSON.parse(text) as Schemas['Error400_NG_AIS'];
  expect(`${status} ${tppMessages?.[0]?.code}`).toBe(outcome);
}
