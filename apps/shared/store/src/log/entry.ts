import { StoreError } from '../error.ts';
import { sql } from '../sql.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Something that happened and is to be proved later. */
export interface LogEntry {
  /** What happened: `consent-given`. At most 200 characters, as `actor` and `subject`. */
  readonly kind: string;
  /** Who did it. */
  readonly actor?: string | undefined;
  /** To what it was done: found again by it. */
  readonly subject?: string | undefined;
  /** The rest; no secrets, since a log is never deleted. At most 256 KiB as JSON. */
  readonly body: Json;
}

/** The columns of an entry, as they are stored and hashed. */
export interface EntryRow {
  readonly id: number;
  readonly node: string;
  /** Milliseconds since 1970, by the clock of the node. */
  readonly time: number;
  readonly kind: string;
  readonly actor: string | null;
  readonly subject: string | null;
  readonly body: string;
}

const LONGEST_NAME = 200;
const LONGEST_BODY = 256 * 1024;

/** The columns of an entry but its id, which the database gives. Throws `ERR_STORE_VALUE` for what is too long. */
export function toColumns(entry: LogEntry, node: string, time: Date): Omit<EntryRow, 'id'> {
  const { kind, actor = null, subject = null } = entry;
  checkName('kind', kind);
  checkName('actor', actor);
  checkName('subject', subject);
  checkName('node', node);
  const body = sql.json(entry.body);
  if (body.length > LONGEST_BODY) throw new StoreError('ERR_STORE_VALUE', 'The "body" of a log entry is too long.');
  return { node, time: time.getTime(), kind, actor, subject, body };
}

function checkName(name: keyof EntryRow, value: string | null): void {
  if (value === null || (value !== '' && value.length <= LONGEST_NAME)) return;
  throw new StoreError('ERR_STORE_VALUE', `The "${name}" of a log entry is empty or too long.`);
}
