import { parseMoney } from '@openxs2a/core-banking';
import { expect, test } from 'vitest';
import { openReader, outcomeOf, read, type Schemas } from './reader.fixture.ts';

const REPORT = 'bookingStatus=booked&dateFrom=2026-11-01';

test('COM-HDR-032 a text of all the letters that there have to be, and others, is read as it was booked', async () => {
  const text = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 /-?:().,'+ äöüßéñ€ 漢字";
  const { bank, get, iban, path } = await openReader();
  const [account] = await bank.state.core.findAccounts({ iban });
  const particulars = { remittanceInformationUnstructured: [text] };
  const own = { accountId: account?.id ?? '', amount: parseMoney('EUR', '1.00'), particulars };
  const opposite = { accountId: 'demo-clearing-eur', amount: parseMoney('EUR', '-1.00') };
  await bank.state.database.transaction((trx) =>
    bank.state.core.post(trx, [{ description: 'text', postings: [own, opposite] }]),
  );
  const report = await read<Schemas['transactionsResponse-200_json']>(await get(`${path}/transactions?${REPORT}`));
  expect(report.transactions?.booked?.[0]?.remittanceInformationUnstructured).toBe(text);
});

test.each([
  ['', 'refused', '400 FORMAT_ERROR'],
  ['=', 'refused', '400 FORMAT_ERROR'],
  ['=yes', 'refused', '400 FORMAT_ERROR'],
  ['=TRUE', 'refused', '400 FORMAT_ERROR'],
  ['=true', 'taken', '200'],
  ['=false', 'taken', '200'],
])('COM-HDR-035 withBalance%s is %s', async (written, _, outcome) => {
  const { get } = await openReader();
  expect(await outcomeOf(await get(`/v1/accounts?withBalance${written}`))).toBe(outcome);
});

test.each([
  ['deltaList', 'bookingStatus=booked&deltaList=true', { transactions: { deltaList: false } }],
  ['entryReferenceFrom', 'bookingStatus=booked&entryReferenceFrom=1', { transactions: { entryReferenceFrom: false } }],
  ['pageIndex', `${REPORT}&pageIndex=0`, { transactions: { pageParameters: false } }],
  ['itemsPerPage', `${REPORT}&itemsPerPage=5`, { transactions: { pageParameters: false } }],
  [
    'bookingStatus pending',
    'bookingStatus=pending&dateFrom=2026-11-01',
    { services: { standingOrders: false }, transactions: { bookingStatuses: ['booked'] } },
  ],
])('COM-HDR-036 %s is refused where the bank does not support it', async (_, query, profile) => {
  const { get, path } = await openReader(profile);
  expect(await outcomeOf(await get(`${path}/transactions?${query}`))).toBe('400 PARAMETER_NOT_SUPPORTED');
});

test('COM-HDR-036 a parameter that is plainly optional is passed over', async () => {
  const { get } = await openReader({ accounts: { balancesInList: false } });
  const { accounts } = await read<Schemas['accountList']>(await get('/v1/accounts?withBalance=true'));
  expect(accounts.map(({ balances }) => balances)).toEqual([undefined, undefined]);
});

test('COM-HDR-043 accounts are below v1, and below no other version', async () => {
  const { get } = await openReader();
  const outcomes = await Promise.all(
    ['/v1', '/v2', '/v1.3', '/V1', ''].map(async (version) => outcomeOf(await get(`${version}/accounts`))),
  );
  expect(outcomes).toEqual(['200', ...Array(4).fill('404 RESOURCE_UNKNOWN')]);
});
