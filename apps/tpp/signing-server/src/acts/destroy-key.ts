import { saveDestroyed } from '../store/keys.ts';
import type { SigningServer } from './server.ts';

/** Ends a key for good. The file goes first: what is on record as destroyed is destroyed. */
export async function destroyKey(server: SigningServer, keyName: string, client: string): Promise<void> {
  await server.keys.destroy(keyName);
  await server.database.transaction(async (trx) => {
    if (!(await saveDestroyed(trx, keyName, server.clock()))) return;
    await server.uses.record(trx, client, { kind: 'key-destroyed', body: { keyName } });
  });
}
