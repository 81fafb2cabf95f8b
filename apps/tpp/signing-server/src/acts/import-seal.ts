import type { KeyObject } from 'node:crypto';
import { insertKey } from '../store/keys.ts';
import { destroyKey } from './destroy-key.ts';
import { type InstallationOutcome, installCertificate } from './install-certificate.ts';
import type { SigningServer } from './server.ts';

/** Takes a key that was made elsewhere together with its certificate. Where that is refused, the key is gone again. */
export async function importSeal(
  server: SigningServer,
  client: string,
  privateKey: KeyObject,
  pem: { readonly certificate: string; readonly chain: readonly string[] },
): Promise<InstallationOutcome> {
  const keyName = `seal-${server.random.uuid()}`;
  await server.keys.adopt(privateKey, keyName);
  await recordKey(server, client, keyName);
  const outcome = await installCertificate(server, client, pem);
  if (outcome.kind === 'refused') await destroyKey(server, keyName, client);
  return outcome;
}

async function recordKey(server: SigningServer, client: string, keyName: string): Promise<void> {
  const key = (await server.keys.list()).find(({ name }) => name === keyName);
  if (key === undefined) throw new TypeError(`the key store has no key "${keyName}"`);
  const publicKey = key.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const record = { name: keyName, kind: key.kind, publicKey, createdAt: server.clock() };
  await server.database.transaction(async (trx) => {
    await insertKey(trx, record);
    await server.uses.record(trx, client, { kind: 'key-created', body: { keyName } });
  });
}
