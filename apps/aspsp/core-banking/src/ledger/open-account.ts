import { StoreError, sql, type Transaction } from '@openxs2a/store';
import type { Account, CardAccount, PaymentAccount } from '../account.ts';
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

/** An account for PSUs, by their ids. A sub-account (`collectionId`) has the holders of its collection level. */
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
    const { holders, pan, ...rest } = account;
    await insertAccount(trx, rest);
    await insertNames(trx, account, digestPan);
    await insertHolders(trx, account.id, holders);
  } catch (error) {
    if (error instanceof StoreError && error.code === 'ERR_STORE_CONFLICT')
      throw new LedgerError('ERR_LEDGER_CONFLICT', 'There is such an account already.');
    if (error instanceof StoreError && error.code === 'ERR_STORE_FOREIGN_KEY')
      throw new LedgerError('ERR_LEDGER_ACCOUNT_UNKNOWN', 'The collection level or a holder is not there.');
    throw error;
  }
}

async function insertInternal(trx: Transaction, { id, currency, name }: InternalAccount): Promise<void> {
  await trx.run(
    sql`INSERT INTO ledger_account (id, collection_id, kind, currency, status, body)
        VALUES (${id}, ${id}, 'internal', ${currency}, 'enabled', ${encodeBody({ name })})`,
  );
}

async function insertAccount(trx: Transaction, account: Account & { readonly creditLimit?: Money }): Promise<void> {
  const { id, kind, currency, status, creditLimit, ...rest } = account;
  const { collectionId = id, ...body } = 'collectionId' in rest ? rest : { collectionId: undefined, ...rest };
  const limit = creditLimit === undefined ? null : Number(creditLimit.minorUnits);
  await trx.run(
    sql`INSERT INTO ledger_account (id, collection_id, kind, currency, status, credit_limit, body)
        VALUES (${id}, ${collectionId}, ${kind}, ${currency}, ${status}, ${limit}, ${encodeBody(body)})`,
  );
}

/** A sub-account is found by the names of its collection level. */
async function insertNames(trx: Transaction, account: NewAccount, digestPan: PanDigest | undefined): Promise<void> {
  if ('collectionId' in account && account.collectionId !== undefined) return;
  const names = listNames(account, digestPan);
  if (names === undefined) throw new TypeError('A card number needs the key panKey.');
  for (const { scheme, name } of names)
    await trx.run(
      sql`INSERT INTO ledger_account_name (scheme, name, account_id) VALUES (${scheme}, ${name}, ${account.id})`,
    );
}

/** After the accounts that they hold already. */
async function insertHolders(trx: Transaction, accountId: string, holders: readonly string[]): Promise<void> {
  for (const psuId of holders)
    await trx.run(
      sql`INSERT INTO ledger_holder (psu_id, account_id, rank)
          VALUES (${psuId}, ${accountId}, (SELECT COUNT(*) FROM ledger_holder WHERE psu_id = ${psuId}))`,
    );
}
