import type { AccountRow } from './account.table.ts';
import { LedgerError } from './error.ts';

/** Accounts that a transaction has locked, as they stand after what it did so far. */
export interface AccountStates {
  get(id: string): AccountRow;
  change(id: string, members: Partial<AccountRow>): void;
  /** Counts on the position that an account shares with its collection, and gives the new one. */
  nextPosition(row: AccountRow): number;
  /** Those that are to be written. */
  listChanged(): readonly AccountRow[];
}

/** `now`, in milliseconds, is when they change. */
export function createAccountStates(rows: readonly AccountRow[], now: number): AccountStates {
  const known = new Map(rows.map((row) => [row.id, row]));
  const changed = new Set<string>();
  const get = (id: string): AccountRow => {
    const row = known.get(id);
    if (row === undefined) throw new LedgerError('ERR_LEDGER_ACCOUNT_UNKNOWN', 'There is no such account.');
    return row;
  };
  const change = (id: string, members: Partial<AccountRow>): void => {
    known.set(id, { ...get(id), ...members, changed_at: now });
    changed.add(id);
  };
  return {
    get,
    change,
    nextPosition({ collection_id }) {
      const position = get(collection_id).position + 1;
      change(collection_id, { position });
      return position;
    },
    listChanged: () => [...changed].map(get),
  };
}
