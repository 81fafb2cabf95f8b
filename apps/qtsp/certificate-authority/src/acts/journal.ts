import type { Queryable } from '@openxs2a/store';

/** The append-only log: acts write it in the transaction of what they do. */
export interface Journal {
  append(trx: Queryable, entry: JournalEntry): Promise<unknown>;
  /** In the order in which they were written, from the one after `after` on. */
  read(query: JournalQuery): Promise<readonly JournalRecord[]>;
  /** Whether every entry is the one that was written. */
  verify(): Promise<JournalVerdict>;
}

export interface JournalEntry {
  /** What happened: `certificate-issued`. */
  readonly kind: string;
  /** Whom or what it is about, a party as a rule. */
  readonly subject?: string;
  readonly body: Readonly<Record<string, JournalValue>>;
}

export type JournalValue = string | number | boolean | readonly string[] | null;

export interface JournalRecord extends JournalEntry {
  readonly position: string;
  readonly recordedAt: Date;
  readonly hash: string;
}

export interface JournalQuery {
  readonly kind?: string;
  readonly subject?: string;
  /** A position. */
  readonly after?: string;
  readonly limit: number;
}

export interface JournalVerdict {
  readonly intact: boolean;
  readonly entries: number;
  /** How many at the end no seal covers yet. */
  readonly unsealed: number;
  readonly brokenAt?: string;
}
