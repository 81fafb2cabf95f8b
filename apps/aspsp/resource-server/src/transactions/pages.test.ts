import type { EntryQuery } from '@openxs2a/core-banking';
import type { Ledger } from '@openxs2a/core-banking/ledger';
import { afterAll, expect, test } from 'vitest';
import {
  createReader,
  HOUSEHOLD,
  linksOf,
  openReportBank,
  PSU_PRESENT,
  type Reader,
  type ReportAnswer,
  SAVINGS,
  serve,
  THOUSANDS,
  turnAll,
} from './report-bank.fixture.ts';

const bank = await openReportBank();
afterAll(() => bank.close());
const server = await serve(bank, {
  transactions: { bookingStatuses: ['booked', 'pending', 'both', 'information', 'all'] },
});
const small = await serve(bank, {
  transactions: { pageSize: 7, bookingStatuses: ['booked', 'pending', 'both', 'information', 'all'] },
});

const busy = { psu: 'thousandsOfEntries' } as const;
const reader = await createReader(bank, [THOUSANDS], busy);
const household = await createReader(bank, [HOUSEHOLD, SAVINGS]);
const MONTH = 'bookingStatus=booked&dateFrom=2026-11-01';

const bookedOf = ({ body }: ReportAnswer): readonly { readonly entryReference: string }[] => body.transactions.booked;
const referencesOf = (pages: readonly ReportAnswer[]) =>
  pages.flatMap((page) => bookedOf(page).map(({ entryReference }) => entryReference));

async function expectedOf(accountId: string, query: Omit<EntryQuery, 'order' | 'limit'>): Promise<readonly string[]> {
  const page = await bank.core.listTransactions(accountId, { ...query, order: 'newestFirst', limit: 10_000 });
  return (page?.entries ?? []).flatMap((entry) => (entry.bookingStatus === 'booked' ? [entry.entryReference] : []));
}

/** Books something on an account, as it happens while somebody reads. */
function book(accountId: string, cents = -100): Promise<unknown> {
  const core: Ledger = bank.core;
  const amount = { currency: 'EUR', minorUnits: BigInt(cents) };
  const opposite = { accountId: 'demo-clearing-eur', amount: { currency: 'EUR', minorUnits: BigInt(-cents) } };
  return bank.database.transaction((trx) =>
    core.post(trx, [{ description: 'meanwhile', postings: [{ accountId, amount }, opposite] }]),
  );
}

test('AIS-TRX-021 the pages of a report have every entry of it once, in one order', async () => {
  const pages = await turnAll(reader, server, reader.path(THOUSANDS, MONTH), PSU_PRESENT);
  expect(pages.map(({ outcome }) => outcome)).toEqual(pages.map(() => '200'));
  expect(pages.length).toBeGreaterThan(3);
  expect(referencesOf(pages)).toEqual(await expectedOf(THOUSANDS, { bookingStatus: 'booked', dateFrom: '2026-11-01' }));
});

test('AIS-TRX-021 all pages are of one moment, whatever is booked meanwhile', async () => {
  const before = await expectedOf(HOUSEHOLD, { bookingStatus: 'booked', dateFrom: '2026-10-01' });
  let page = await household.read(
    small,
    household.path(HOUSEHOLD, 'bookingStatus=both&dateFrom=2026-10-01'),
    PSU_PRESENT,
  );
  const pages = [page];
  while (linksOf(page)['next'] !== undefined) {
    await book(HOUSEHOLD);
    page = await household.read(small, linksOf(page)['next']?.href ?? '', PSU_PRESENT);
    pages.push(page);
  }
  expect(pages.length).toBeGreaterThan(2);
  expect(referencesOf(pages)).toEqual(before);
});

test('AIS-TRX-017 links of pages are in the report, and nowhere else', async () => {
  const { body } = await reader.read(server, reader.path(THOUSANDS, MONTH), PSU_PRESENT);
  expect(Object.keys(body)).toEqual(['account', 'transactions']);
  expect(Object.keys(body.transactions._links)).toEqual(['account', 'next']);
});

test('AIS-TRX-018 the first page has no page before, the last none after', async () => {
  const pages = await turnAll(reader, server, reader.path(THOUSANDS, MONTH), PSU_PRESENT);
  const names = pages.map((page) => Object.keys(linksOf(page)));
  expect(names[0]).not.toContain('previous');
  expect(names.at(-1)).not.toContain('next');
  expect(names.slice(0, -1).every((links) => links.includes('next'))).toBe(true);
});

test('AIS-TRX-018 from the third page on, previous leads to the page before, and from there on again', async () => {
  const pages = await turnAll(reader, server, reader.path(THOUSANDS, MONTH), PSU_PRESENT);
  const follow = (page: ReportAnswer, name: 'next' | 'previous') =>
    reader.read(server, linksOf(page)[name]?.href ?? '', PSU_PRESENT);
  const [, second, third, fourth] = pages;
  if (second === undefined || third === undefined || fourth === undefined) throw new TypeError('Too few pages.');
  const back = await follow(fourth, 'previous');
  expect(bookedOf(back)).toEqual(bookedOf(third));
  const further = await follow(back, 'previous');
  expect(bookedOf(further)).toEqual(bookedOf(second));
  expect(linksOf(further)['previous']).toBeUndefined();
  expect(bookedOf(await follow(further, 'next'))).toEqual(bookedOf(third));
});

test('links do not grow without end', async () => {
  const pages = await turnAll(
    reader,
    small,
    reader.path(THOUSANDS, 'bookingStatus=booked&dateFrom=2026-10-01'),
    PSU_PRESENT,
  );
  const lengths = pages.flatMap((page) => linksOf(page)['next']?.href.length ?? []);
  expect(lengths.length).toBeGreaterThan(30);
  expect(Math.max(...lengths)).toBeLessThan(2000);
});

test('standing orders and balances are on the first page alone', async () => {
  const target = household.path(HOUSEHOLD, 'bookingStatus=all&dateFrom=2026-09-01&withBalance=true');
  const pages = await turnAll(household, small, target, PSU_PRESENT);
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach(({ body }, page) => {
    expect(['balances' in body, 'information' in body.transactions]).toEqual([page === 0, page === 0]);
  });
});

// ---------------------------------------------------------------- what counts

const once = (more: object = {}) => createReader(bank, [THOUSANDS], { ...busy, frequencyPerDay: 1, ...more });

test('AIS-TRX-020 RTS-FRQ-005 all pages of a report count as one access', async () => {
  const one = await once();
  const pages = await turnAll(one, server, one.path(THOUSANDS, MONTH));
  expect(pages.map(({ outcome }) => outcome)).toEqual(pages.map(() => '200'));
  expect((await one.read(server, one.path(THOUSANDS, MONTH))).outcome).toBe('429 ACCESS_EXCEEDED');
});

test('RTS-FRQ-005 a page, another page and another booking status are all read with a frequency of one', async () => {
  const one = await once();
  const first = await one.read(server, one.path(THOUSANDS, MONTH));
  const second = await one.read(server, linksOf(first)['next']?.href ?? '');
  const information = await one.read(server, one.path(THOUSANDS, 'bookingStatus=information'));
  expect([first, second, information].map(({ outcome }) => outcome)).toEqual(['200', '200', '200']);
});

test('RTS-FRQ-009 what is refused does not count, neither by its query nor by its account', async () => {
  const one = await once();
  const refused = [
    'bookingStatus=booked&dateFrom=2026-11-02&dateTo=2026-11-01',
    'bookingStatus=booked&dateFrom=2026-01-01',
    'bookingStatus=booked&entryReferenceFrom=nothing',
    `${MONTH}&page=AAAA`,
  ];
  // history needs fresh SCA, which was a moment ago: one more way to be refused without it
  bank.clock.advance({ minutes: 16 });
  for (const query of refused) expect((await one.read(server, one.path(THOUSANDS, query))).status).toBe(400);
  expect((await one.read(server, one.path(THOUSANDS, MONTH))).outcome).toBe('200');
});

test('AIS-TRX-020 the pages of a one-off consent are read after its report', async () => {
  const one = await once({ recurringIndicator: false });
  const pages = await turnAll(one, server, one.path(THOUSANDS, MONTH));
  expect(pages.map(({ outcome }) => outcome)).toEqual(pages.map(() => '200'));
});

test('AIS-TRX-020 a link that is none counts as a report does, until it is refused', async () => {
  const one = await once();
  const forged = one.path(THOUSANDS, 'bookingStatus=booked&page=AAAA');
  expect((await one.read(server, forged)).outcome).toBe('400 FORMAT_ERROR');
  expect((await one.read(server, one.path(THOUSANDS, MONTH))).outcome).toBe('200');
  expect((await one.read(server, forged)).outcome).toBe('429 ACCESS_EXCEEDED');
});

// ---------------------------------------------------------------- links that are not followed

const nextOf = async (from: Reader) =>
  linksOf(await from.read(server, from.path(THOUSANDS, MONTH), PSU_PRESENT))['next']?.href ?? '';

test('AIS-TRX-019 a page needs the headers of its report', async () => {
  const next = await nextOf(reader);
  const { consentId, tppId } = reader;
  expect((await server.get(next, { 'x-test-tpp': tppId })).outcome).toBe('400 FORMAT_ERROR');
  const noRequestId = { 'x-request-id': 'abc', 'consent-id': consentId, 'x-test-tpp': tppId };
  expect((await server.get(next, noRequestId)).outcome).toBe('400 FORMAT_ERROR');
});

test('N-AIS-TRX-117 a link of one consent is none of another, even of the same TPP', async () => {
  const next = await nextOf(reader);
  const other = await createReader(bank, [THOUSANDS], { ...busy, tppId: reader.tppId, recurringIndicator: false });
  const moved = next.replace(reader.resource(THOUSANDS), other.resource(THOUSANDS));
  expect((await other.read(server, moved)).outcome).toBe('400 FORMAT_ERROR');
});

test('N-AIS-TRX-117 another TPP cannot follow a link, whoever told it', async () => {
  const next = await nextOf(reader);
  const headers = { 'consent-id': reader.consentId, 'x-test-tpp': 'PSDFR-ACPR-200002' };
  expect((await server.get(next, headers)).outcome).toBe('400 CONSENT_UNKNOWN');
});

test('N-AIS-TRX-117 a link of one account is none of another of the same consent', async () => {
  const target = household.path(HOUSEHOLD, 'bookingStatus=booked&dateFrom=2026-09-01');
  const first = await household.read(small, target, PSU_PRESENT);
  const next = linksOf(first)['next']?.href ?? '';
  const moved = next.replace(household.resource(HOUSEHOLD), household.resource(SAVINGS));
  expect((await household.read(small, moved, PSU_PRESENT)).outcome).toBe('400 FORMAT_ERROR');
});

test('N-AIS-TRX-117 a link that was changed is refused, and says to begin anew', async () => {
  const next = await nextOf(reader);
  const at = next.length - 20;
  const changed = next.slice(0, at) + (next[at] === 'A' ? 'B' : 'A') + next.slice(at + 1);
  const { outcome, body } = await reader.read(server, changed, PSU_PRESENT);
  expect(outcome).toBe('400 FORMAT_ERROR');
  expect(body.tppMessages[0].text).toMatch(/begin the report anew/);
});

test.each([
  '&dateFrom=2024-01-01',
  '&withBalance=true',
  '&entryReferenceFrom=1-1',
  '&itemsPerPage=1000',
  '&pageIndex=1',
])('N-AIS-TRX-117 a link with %s added is refused', async (more) => {
  const answer = await reader.read(server, (await nextOf(reader)) + more, PSU_PRESENT);
  expect(answer.outcome).toBe('400 PARAMETER_NOT_CONSISTENT');
});

test('N-AIS-TRX-117 a link is of one booking status, and comes once', async () => {
  const next = await nextOf(reader);
  const other = next.replace('bookingStatus=booked', 'bookingStatus=pending');
  expect((await reader.read(server, other, PSU_PRESENT)).outcome).toBe('400 PARAMETER_NOT_CONSISTENT');
  const twice = `${next}&page=${next.split('page=')[1]}`;
  expect((await reader.read(server, twice, PSU_PRESENT)).outcome).toBe('400 FORMAT_ERROR');
});

test('N-AIS-TRX-117 a link lapses half an hour after its report was begun, however often pages are turned', async () => {
  const first = await reader.read(server, reader.path(THOUSANDS, MONTH), PSU_PRESENT);
  bank.clock.advance({ minutes: 29 });
  const second = await reader.read(server, linksOf(first)['next']?.href ?? '', PSU_PRESENT);
  expect(second.outcome).toBe('200');
  bank.clock.advance({ minutes: 1 });
  const third = await reader.read(server, linksOf(second)['next']?.href ?? '', PSU_PRESENT);
  expect(third.outcome).toBe('400 FORMAT_ERROR');
  expect(server.refusals.at(-1)).toMatchObject({ reason: 'ERR_CORE_CURSOR_INVALID', evidence: { link: 'expired' } });
});

test('a link of one node is followed on another, and on no bank with another key', async () => {
  const next = await nextOf(reader);
  const node = await serve(bank);
  expect((await reader.read(node, next, PSU_PRESENT)).outcome).toBe('200');
  const stranger = await serve(bank, {}, {}, new Uint8Array(32).fill(8));
  expect((await reader.read(stranger, next, PSU_PRESENT)).outcome).toBe('400 FORMAT_ERROR');
});

test('a page is JSON, and nothing else is given for it', async () => {
  const answer = await reader.read(server, await nextOf(reader), { ...PSU_PRESENT, accept: 'application/xml' });
  expect(answer.outcome).toBe('406 REQUESTED_FORMATS_INVALID');
});

test('links have no id of the bank in them, and lead below the base path', async () => {
  const below = await serve(bank, { basePath: '/xs2a' });
  const first = await reader.read(below, `/xs2a${reader.path(THOUSANDS, MONTH)}`, PSU_PRESENT);
  const { account, next } = linksOf(first);
  expect(account?.href).toBe(`/xs2a/v1/accounts/${reader.resource(THOUSANDS)}`);
  expect(next?.href).toMatch(new RegExp(`^${account?.href}/transactions\\?bookingStatus=booked&page=[\\w-]+$`));
  expect((await reader.read(below, next?.href ?? '', PSU_PRESENT)).outcome).toBe('200');
  expect(first.text).not.toContain('demo-account');
});

test('nothing of all this became a fault of the bank', () => {
  expect([...server.errors, ...small.errors]).toEqual([]);
});
