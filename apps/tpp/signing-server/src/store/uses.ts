import { verify } from 'node:crypto';
import type { SigningKey } from '@openxs2a/certificates/issue';
import type { Clock } from '@openxs2a/service';
import { type KeyStore, KeyStoreError } from '@openxs2a/service/keys';
import type { Database } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import type { UseKind, Uses } from '../acts/uses.ts';

const NAMESPACE = 'signing_uses';
const NODE = 'signing-server';
/** Seals the record, so that nobody who has but the database can write it anew. */
const KEY_NAME = 'record';

/** The record of uses in the database, its seals signed by a key of its own. */
export async function openUses(
  database: Database,
  keys: KeyStore,
  clock: Clock,
  onError: (error: unknown) => void,
): Promise<Uses & { close(): Promise<void> }> {
  const key = await getRecordKey(keys);
  const log = await createEventLog(database, {
    namespace: NAMESPACE,
    node: NODE,
    clock,
    sealKey: { id: KEY_NAME, sign: (bytes) => key.sign(bytes) },
    checkSeal: (id, bytes, signature) => id === KEY_NAME && verify(null, bytes, key.publicKey, signature),
    onError,
  });
  return {
    record: (trx, client, { kind, body }) => log.append(trx, { kind, actor: client, body }),
    async read({ kind, client, after, limit }) {
      const { records, next } = await log.read({ kind, actor: client, after, limit });
      const items = records.map((record) => ({
        id: record.id,
        recordedAt: record.time,
        // `record` above wrote it
        kind: record.kind as UseKind,
        client: record.actor ?? '',
        body: Object.fromEntries(Object.entries(record.body ?? {})),
      }));
      return { items, next };
    },
    async verify() {
      const verdict = await log.verify();
      const { entries, unsealed } = verdict.evidence;
      return { intact: verdict.accepted, entries, unsealed, ...(verdict.accepted ? {} : { fault: verdict.reason }) };
    },
    close: () => log.close(),
  };
}

async function getRecordKey(keys: KeyStore): Promise<SigningKey> {
  try {
    return await keys.signingKey(KEY_NAME);
  } catch (error) {
    if (!(error instanceof KeyStoreError) || error.code !== 'ERR_KEY_UNKNOWN') throw error;
    return keys.create('ed25519', KEY_NAME);
  }
}
