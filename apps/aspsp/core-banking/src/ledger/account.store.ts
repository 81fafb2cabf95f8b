import { type Queryable, sql } from '@openxs2a/store';
import type { Account } from '../account.ts';
import type { AccountReference } from '../reference.ts';
import { type ShownAccount, selectShownAccounts } from './account.table.ts';
import { decodeBody } from './body.ts';
import { listNames, type PanDigest } from './names.ts';

/** In the order in which they were opened; collection levels before their sub-accounts. */
export async function listAccountsOf(db: Queryable, psuId: string): Promise<readonly Account[]> {
  const rows = await selectShownAccounts(
    db,
    sql`JOIN ledger_holder h ON h.account_id = a.collection_id WHERE h.psu_id = ${psuId}
        ORDER BY h.rank, CASE WHEN a.id = a.collection_id THEN 0 ELSE 1 END, a.currency, a.id`,
  );
  return rows.map(toAccount);
}

export async function findAccount(db: Queryable, accountId: string): Promise<Account | undefined> {
  const [row] = await selectShownAccounts(db, sql`WHERE a.id = ${accountId} AND a.kind <> 'internal'`);
  return row === undefined ? undefined : toAccount(row);
}

/** Those that bear every name of the reference. */
export async function findAccountsNamed(
  db: Queryable,
  reference: AccountReference,
  digestPan: PanDigest | undefined,
): Promise<readonly Account[]> {
  const names = listNames(reference, digestPan) ?? [];
  if (names.length === 0) return [];
  const bears = names.map(
    ({ scheme, name }) => sql`a.collection_id IN
      (SELECT account_id FROM ledger_account_name WHERE scheme = ${scheme} AND name = ${name})`,
  );
  const { currency } = reference;
  const picked = currency === undefined ? sql`` : sql`AND a.currency = ${currency}`;
  const rows = await selectShownAccounts(
    db,
    sql`WHERE ${sql.join(bears, sql` AND `)} ${picked}
        ORDER BY a.collection_id, CASE WHEN a.id = a.collection_id THEN 0 ELSE 1 END, a.currency, a.id`,
  );
  return rows.map(toAccount);
}

function toAccount(row: ShownAccount): Account {
  const { id, kind, currency, status, credit_limit } = row;
  // openAccount wrote everything else of an account of this kind there
  const body = decodeBody<Account>(row.body);
  const limit =
    kind === 'card' && credit_limit !== null ? { creditLimit: { currency, minorUnits: BigInt(credit_limit) } } : {};
  // as above: the kind and the body belong together
  return { ...body, id, kind, currency, status, ...limit } as Account;
}
