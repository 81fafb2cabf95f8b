import type { Certificate } from '@openxs2a/certificates';
import { createCrl, createIssuer, type Issuer } from '@openxs2a/certificates/issue';
import type { Clock } from '@openxs2a/service';
import type { KeyStore } from '@openxs2a/service/keys';
import type { Database } from '@openxs2a/store';
import { type Crl, callForCrl, findCrl, findCrlDue, saveCrl } from '../store/crls.ts';
import type { Journal } from '../store/journal.ts';
import { hasKey, ROOT_KEY } from './house-keys.ts';
import { InitialisationError } from './initialisation-error.ts';

const DAY = 86_400_000;

/** The root's list of revoked issuing certificates, of which there are none. */
export async function signRootCrl(issuer: Issuer, number: number, thisUpdate: Date, days: number): Promise<Crl> {
  const nextUpdate = new Date(thisUpdate.getTime() + days * DAY);
  const der = await createCrl({ issuer, number: BigInt(number), thisUpdate, nextUpdate, entries: [] });
  return { number, der, thisUpdate, nextUpdate };
}

export interface RootCrlInput {
  readonly database: Database;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly rootKeys: KeyStore;
  readonly rootCrlDays: number;
}

/** Makes the next list where half of the time of the last one is over, and the root's key is there; false elsewhere. */
export async function renewRootCrl(input: RootCrlInput, root: Certificate): Promise<boolean> {
  const { database, rootKeys, clock, journal, rootCrlDays } = input;
  const now = clock();
  const before = await findCrl(database, 'root', await findCrlDue(database, 'root'));
  if ((before !== undefined && isYoung(before, now)) || !(await hasKey(rootKeys, ROOT_KEY))) return false;
  const number = (before?.number ?? 0) + 1;
  const issuer = createIssuer(root, await rootKeys.signingKey(ROOT_KEY));
  const crl = await signRootCrl(issuer, number, now, rootCrlDays);
  await database.transaction(async (trx) => {
    if ((await callForCrl(trx, 'root')) !== number)
      throw new InitialisationError('ERR_INITIALISED_AT_ONCE', 'Somebody else renews the root CRL at this moment.');
    await saveCrl(trx, 'root', crl);
    await journal.append(trx, { kind: 'root-crl-renewed', body: { number } });
  });
  return true;
}

const isYoung = ({ thisUpdate, nextUpdate }: Crl, now: Date) =>
  now.getTime() < (thisUpdate.getTime() + nextUpdate.getTime()) / 2;
