import type { Schemas } from '@openxs2a/xs2a/types';
import { expectStatus } from '../answers/expect-status.ts';
import { addDays } from '../days.ts';
import type { Scene } from './scene.ts';
import type { Tpp } from './tpp.ts';

/** How far back the report goes: more than one page of it. */
const DAYS = 365;

interface Reading {
  readonly scene: Scene;
  readonly tpp: Tpp;
  readonly path: { readonly 'account-id': string };
  readonly headers: { readonly 'Consent-ID': string };
  readonly period: { readonly bookingStatus: 'booked'; readonly dateFrom: string };
}

/** A report as JSON with a page turned, as camt.053, and what was booked since. */
export async function readTransactions(scene: Scene, tpp: Tpp, consentId: string, accountId: string): Promise<void> {
  const reading: Reading = {
    scene,
    tpp,
    path: { 'account-id': accountId },
    headers: { 'Consent-ID': consentId },
    period: { bookingStatus: 'booked', dateFrom: addDays(scene.today, -DAYS) },
  };
  const first = await readPage(reading);
  await readPage(reading, first._links['next']?.href);
  await readStatement(reading);
  await readNews(reading, first.booked ?? []);
}

type Report = Schemas['accountReport'];

/** The first page by its operation, another one by the link of the page before. */
async function readPage(reading: Reading, link?: string): Promise<Report> {
  const { scene, tpp, path, headers, period } = reading;
  const options = { accept: ['application/json'], ...(link !== undefined && { link }) } as const;
  const result = await scene.recorder.call(
    'getTransactionList',
    () => tpp.getTransactionList({ path, headers, query: period }, options),
    (answer) => (answer.status === 200 ? describePage(answer.body.transactions, link) : ''),
  );
  return getReport(expectStatus(result, 200).body);
}

function describePage(report: Report | undefined, link: string | undefined): string {
  const which = link === undefined ? 'first page' : 'next page';
  return `JSON, ${which}: ${report?.booked?.length ?? 0} entries`;
}

async function readStatement({ scene, tpp, path, headers, period }: Reading): Promise<void> {
  const result = await scene.recorder.call(
    'getTransactionList',
    () => tpp.getTransactionList({ path, headers, query: period }, { accept: ['application/xml'] }),
    (answer) => (answer.status === 200 ? `camt.053: ${countEntries(answer.bytes)} entries in XML` : ''),
  );
  expectStatus(result, 200);
}

const countEntries = (bytes: Uint8Array) => new TextDecoder().decode(bytes).match(/<Ntry>/g)?.length ?? 0;

/** Something is booked, and the TPP asks for what came after the newest entry that it has. */
async function readNews({ scene, tpp, path, headers }: Reading, known: Report['booked'] & object): Promise<void> {
  scene.recorder.aside('at the bank', await scene.bank.bookPayment());
  const query = { bookingStatus: 'booked', entryReferenceFrom: known[0]?.entryReference ?? '' } as const;
  const result = await scene.recorder.call(
    'getTransactionList',
    () => tpp.getTransactionList({ path, headers, query }, { accept: ['application/json'] }),
    (answer) => (answer.status === 200 ? `delta: ${describeNews(answer.body)}` : ''),
  );
  expectStatus(result, 200);
}

type Body = { readonly transactions?: Report };

function describeNews({ transactions }: Body): string {
  const [first, ...others] = transactions?.booked ?? [];
  const amount = first?.transactionAmount;
  return first === undefined ? 'nothing' : `${1 + others.length} new, ${amount?.amount} ${amount?.currency}`;
}

function getReport({ transactions }: Body): Report {
  if (transactions === undefined) throw new TypeError('The bank put the report elsewhere.');
  return transactions;
}
