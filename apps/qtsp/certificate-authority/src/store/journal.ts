import type { Clock } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { Journal, JournalRecord } from '../acts/journal.ts';
export async function createJournal(_database: Database, clock: Clock): Promise<Journal & { close(): Promise<void> }> {
  const records: JournalRecord[] = [];
  return {
    append: async (_trx, entry) =>
      records.push({ ...entry, position: String(records.length + 1), recordedAt: clock(), hash: '0'.repeat(64) }),
    read: async ({ after = '0', limit, kind, subject }) =>
      records
        .filter(
          (r) =>
            Number(r.position) > Number(after) &&
            (kind === undefined || r.kind === kind) &&
            (subject === undefined || r.subject === subject),
        )
        .slice(0, limit),
    verify: async () => ({ intact: true, entries: records.length, unsealed: 0 }),
    close: async () => {},
  };
}
