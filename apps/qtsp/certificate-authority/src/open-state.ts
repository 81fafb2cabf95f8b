import { systemClock, systemRandom } from '@openxs2a/service';
import { type KeyStore, openKeyStore } from '@openxs2a/service/keys';
import { type Database, migrate, openDatabase } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { sealLogWith } from './acts/seal-log.ts';
import type { StateConfig } from './config.ts';
import { openJournal } from './store/journal.ts';
import { MIGRATIONS } from './store/migrations.ts';

/** What outlives the process. */
export interface State {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly journal: EventLog;
  close(): Promise<void>;
}

/** The keys, the database with the tables of today, and the log in it. `node` names the process in the log. */
export async function openState(
  { database: location, keyFolder, keyPassphrase }: StateConfig,
  node: string,
): Promise<State> {
  const keys = await openKeyStore({ folder: keyFolder, passphrase: keyPassphrase, random: systemRandom });
  const database = await openDatabase(location);
  await migrate(database, MIGRATIONS, 'certificate-authority');
  const journal = await openJournal(database, { node, clock: systemClock, ...(await sealLogWith(keys)) });
  return {
    database,
    keys,
    journal,
    async close() {
      await journal.close();
      await database.close();
    },
  };
}
