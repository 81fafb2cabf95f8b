import { createHash } from 'node:crypto';
import type { EntryQuery } from '../core-banking.ts';
import { CoreBankingError } from '../error.ts';

export type Phase = 'booked' | 'pending';

/** Where the next page goes on. */
export interface Cursor {
  /** The newest position when the report was begun. */
  readonly mark: number;
  readonly phase: Phase;
  /** The position of the last entry of the page before. */
  readonly last: number;
}

/** Text that is good for this account and query alone. It keeps no secret: whoever changes it stays in the account. */
export function encodeCursor({ mark, phase, last }: Cursor, accountId: string, query: EntryQuery): string {
  return `${mark}.${phase}.${last}.${digestQuery(accountId, query)}`;
}

export function decodeCursor(text: string, accountId: string, query: EntryQuery): Cursor {
  const [, mark, phase, last, digest] = /^(\d{1,15})\.(booked|pending)\.(\d{1,15})\.([\w-]{43})$/.exec(text) ?? [];
  if (digest !== digestQuery(accountId, query)) throw invalidCursor();
  return { mark: Number(mark), phase: phase === 'booked' ? 'booked' : 'pending', last: Number(last) };
}

export function decodeMark(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw invalidCursor();
  return Number(text);
}

export function invalidCursor(): CoreBankingError {
  return new CoreBankingError('ERR_CORE_CURSOR_INVALID', 'The cursor or mark is not one of this report.');
}

function digestQuery(accountId: string, { bookingStatus, dateFrom, dateTo, after, order }: EntryQuery): string {
  const start = after === undefined ? [] : Object.entries(after);
  const parts = [accountId, bookingStatus, dateFrom ?? '', dateTo ?? '', order, ...start];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
