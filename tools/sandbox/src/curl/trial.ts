import { join } from 'node:path';
import { addDays } from '../days.ts';
import { DataError } from '../state/data-error.ts';
import { readJson, writePrivate } from '../state/private-files.ts';
import { renderConfig } from './render.ts';
import { ROOT_FILE, signRequest } from './sign-request.ts';

/** What a TPP needs to know to go on by hand: where the bank is, and a consent of its that is valid. */
export interface Trial {
  /** Where the interface begins. */
  readonly baseUrl: string;
  readonly consentId: string;
  readonly accountId: string;
  /** Of that consent, where it was authorised by OAuth. For an hour. */
  readonly token?: string | undefined;
}

const FILE = 'trial.json';

/** Requests that are worth a look, by the names of their files. */
export const READY = {
  accounts: 'the accounts that the consent opens',
  balances: 'balances of the first of them',
  transactions: 'its transactions of 90 days, JSON',
  statement: 'the same as camt.053',
  consent: 'the consent itself',
} as const;

export type ReadyName = keyof typeof READY;

/** The file of a ready-made request, for `curl -K`. */
export const readyFile = (folder: string, name: ReadyName) => join(folder, `${name}.curl`);

/** Keeps it in the folder of the TPP's certificates, with requests that are signed already. */
export async function writeTrial(folder: string, trial: Trial, root: string, today: string): Promise<void> {
  await writePrivate(join(folder, FILE), `${JSON.stringify(trial)}\n`);
  await writePrivate(join(folder, ROOT_FILE), root);
  for (const [name, { path, accept }] of listRequests(trial, today)) {
    const headers = { ...(accept && { Accept: accept }) };
    await writePrivate(readyFile(folder, name), renderConfig(await signRequest(folder, trial, { path, headers })));
  }
}

const DAYS = 90;

function listRequests({ consentId, accountId }: Trial, today: string) {
  const account = `/v1/accounts/${accountId}`;
  const report = `${account}/transactions?bookingStatus=booked&dateFrom=${addDays(today, 1 - DAYS)}`;
  const requests: Readonly<Record<ReadyName, { readonly path: string; readonly accept?: string }>> = {
    accounts: { path: '/v1/accounts' },
    balances: { path: `${account}/balances` },
    transactions: { path: report },
    statement: { path: report, accept: 'application/xml' },
    consent: { path: `/v1/consents/${consentId}` },
  };
  // holds: the keys of the record above are the names
  return Object.entries(requests) as [ReadyName, (typeof requests)[ReadyName]][];
}

/** What the last start has left. Throws DataError where there is nothing. */
export async function readTrial(folder: string): Promise<Trial> {
  const { baseUrl, consentId, accountId, token } = (await readJson(join(folder, FILE))) ?? {};
  const isThere = [baseUrl, consentId, accountId].every((value) => typeof value === 'string');
  if (!isThere) throw new DataError(`There is no TPP in ${folder}: "npm start" makes one.`);
  const trial = { baseUrl: String(baseUrl), consentId: String(consentId), accountId: String(accountId) };
  return typeof token === 'string' ? { ...trial, token } : trial;
}
