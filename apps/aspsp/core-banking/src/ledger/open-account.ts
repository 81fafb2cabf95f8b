import { StoreError, sql, type Transaction } from '@openxs2a/store';
import type { AccountStatus, CardAccount, PaymentAccount } from '../account.ts';
import type { Money } from '../money.ts';
import type { Psu } from '../psu.ts';
import { encodeBody } from './body.ts';
import { LedgerError } from './error.ts';
import { listNames, type PanDigest } from './names.ts';

/** An account of the bank itself: clearing, income, cash. Its balance is the sum of its postings, counted when asked. */
export interface InternalAccount {
  readonly kind: 'internal';
  readonly id: string;
  readonly currency: string;
  readonly name: string;
}

/** An account for PSUs, by their ids. A sub-account (`collectionId`) has the names and holders of its collection level. */
export type NewAccount = (NewPaymentAccount | CardAccount) & { readonly holders: readonly string[] };

export interface NewPaymentAccount extends PaymentAccount {
  /** The overdraft, if one is agreed. */
  readonly creditLimit?: Money;
}

/** False where a PSU of this id is there already; then nothing changes. */
export async function addPsu(trx: Transaction, psu: Psu): Promise<boolean> {
  const { id, psuId, corporateId = '', status, ...body } = psu;
  const added = await trx.run(
    sql`INSERT INTO ledger_psu (id, psu_id, corporate_id, status, body)
        VALUES (${id}, ${psuId}, ${corporateId}, ${status}, ${encodeBody(body)}) ON CONFLICT (id) DO NOTHING`,
  );
  return added === 1;
}

export async function openAccount(
  trx: Transaction,
  account: NewAccount | InternalAccount,
  digestPan: PanDigest | undefined,
): Promise<void> {
  try {
    if (account.kind === 'internal') return await insertInternal(trx, account);
    const collectionId = account.kind === 'payment' ? account.collectionId : undefined;
    await insertAccount(trx, account, collectionId ?? account.id);
    if (collectionId !== undefined) return;
    await insertNames(trx, account, digestPan);
    await insertHolders(trx, account);
  } catch (error) {
    if (error instanceof StoreError && error.code === 'ERR_STORE_CONFLICT')
      throw new LedgerError('ERR_LEDGER_CONFLICT', 'There is such an account already.');
    if (error instanceof StoreError && error.code === 'ERR_STORE_FOREIGN_KEY')
      throw new LedgerError('ERR_LEDGER_ACCOUNT_UNKNOWN', 'The collection level or a holder is not there.');
    throw error;
  }
}

export async function setAccountStatus(trx: Transaction, accountId: string, status: AccountStatus): Promise<void> {
  const changed = await trx.run(sql`UPDATE ledger_account SET status = ${status} WHERE id = ${accountId}`);
  if (changed === 0) throw new LedgerError('ERR_LEDGER_ACCOUNT_UNKNOWN', 'There is no such account.');
}

async function insertInternal(trx: Transaction, { id, currency, name }: InternalAccount): Promise<void> {
  await trx.run(
    sql`INSERT INTO ledger_account (id, collection_id, kind, currency, status, body)
        VALUES (${id}, ${id}, 'internal', ${currency}, 'enabled', ${encodeBody({ name })})`,
  );
}

async function insertAccount(trx: Transaction, account: NewAccount, collectionId: string): Promise<void> {
  // a card number is kept as its digest alone
  const { id, kind, currency, status, creditLimit, holders, pan, ...body } = account;
  const limit = creditLimit === undefined ? null : readLimit(creditLimit, currency);
  await trx.run(
    sql`INSERT INTO ledger_account (id, collection_id, kind, currency, status, credit_limit, body)
        VALUES (${id}, ${collectionId}, ${kind}, ${currency}, ${status}, ${limit}, ${encodeBody(body)})`,
  );
}

function readLimit({ currency, minorUnits }: Money, ofAccount: string): number {
  if (currency === ofAccount && minorUnits >= 0n && minorUnits <= Number.MAX_SAFE_INTEGER) return Number(minorUnits);
  throw new LedgerError('ERR_LEDGER_AMOUNT', 'A credit line is in the currency of its account, and not negative.');
}

/** A sub-account is found by the names of its collection level, and held by its holders. */
async function insertNames(trx: Transaction, account: NewAccount, digestPan: PanDigest | undefined): Promise<void> {
  const names = listNames(account, digestPan);
  if (names === undefined) throw new TypeError('A card number needs the key panKey.');
  for (const { scheme, name } of names)
    await trx.run(
      sql`INSERT INTO ledger_account_name (scheme, name, account_id) VALUES (${scheme}, ${name}, ${account.id})`,
    );
}

/** After the accounts that they hold already. */
async function insertHolders(trx: Transaction, { id, holders }: NewAccount): Promise<void> {
  for (const psuId of holders)
    await trx.run(
      sql`INSERT INTO ledger_holder (psu_id, account_id, rank)
          VALUES (${psuId}, ${id}, (SELECT COUNT(*) FROM ledger_holder WHERE psu_id = ${psuId}))`,
    );
}
