import type { Json, LogFilter, LogRecord } from '@openxs2a/store/log';
import type { CallerOf } from '../domain/caller.ts';
import type { Qtsp } from './qtsp.ts';

export interface VisibleLog {
  readonly items: readonly LogRecord[];
  /** Where to go on; a page may be shorter than asked for and yet not the last. */
  readonly next: number | undefined;
}

/** So many entries are looked at for one page, however few of them the caller may see. */
const SCANNED = 1_000;

/** The log as the caller may see it: the operator all, an authority what concerns its own register. */
export async function readLog(
  { journal }: Pick<Qtsp, 'journal'>,
  caller: CallerOf<'operator' | 'nca'>,
  { limit, ...filter }: LogFilter & { readonly limit: number },
): Promise<VisibleLog> {
  if (caller.kind === 'operator') {
    const { records, next } = await journal.read({ ...filter, limit });
    return { items: records, next };
  }
  const { records, next } = await journal.read({ ...filter, limit: SCANNED });
  const own = records.filter(({ body }) => isOfAuthority(body, caller.ncaId));
  const items = own.slice(0, limit);
  return { items, next: own.length > limit ? items.at(-1)?.id : next };
}

const isOfAuthority = (body: Json, ncaId: string): boolean =>
  typeof body === 'object' && body !== null && 'ncaId' in body && body.ncaId === ncaId;
