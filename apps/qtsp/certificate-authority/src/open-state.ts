import { type Clock, systemClock } from '@openxs2a/service';
import { type Database, migrate, openDatabase } from '@openxs2a/store';
import { createJournal } from './store/journal.ts';
import { MIGRATIONS } from './store/migrations.ts';

export type State = Awaited<ReturnType<typeof openState>>;

/** The database, with the tables of today, and the log in it. */
export async function openState(location: string, clock: Clock = systemClock) {
  const database: Database = await openDatabase(location);
  await migrate(database, MIGRATIONS, 'certificate-authority');
  const journal = await createJournal(database, clock);
  return {
    database,
    journal,
    async close(): Promise<void> {
      await journal.close();
      await database.close();
    },
  };
}
