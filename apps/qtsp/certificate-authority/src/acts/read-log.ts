import type { CallerOf } from '../domain/caller.ts';
import type { JournalQuery, JournalRecord } from './journal.ts';
import type { Qtsp } from './qtsp.ts';

export interface LogPage {
  readonly items: readonly JournalRecord[];
  /** Where to go on; a page may be shorter than asked for and yet not the last. */
  readonly next?: string;
}

/** So many entries are looked at for one page, however few of them the caller may see. */
const SCANNED = 2_000;

/** The log as the caller may see it: the operator all, an authority what concerns its own register. */
export async function readLog(
  { journal }: Pick<Qtsp, 'journal'>,
  caller: CallerOf<'operator' | 'nca'>,
  { limit, ...query }: JournalQuery,
): Promise<LogPage> {
  const scanned = caller.kind === 'nca' ? SCANNED : limit;
  const records = await journal.read({ ...query, limit: scanned + 1 });
  const looked = records.slice(0, scanned);
  const seen = caller.kind === 'nca' ? looked.filter(({ body }) => body['ncaId'] === caller.ncaId) : looked;
  const items = seen.slice(0, limit);
  const end = seen.length > limit ? items.at(-1) : records.length > scanned ? looked.at(-1) : undefined;
  return { items, ...(end === undefined ? {} : { next: end.position }) };
}
