import { StoreError } from '@openxs2a/store';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { recordToken } from '../record.ts';
import { consumeEntry, deleteEntry, findEntry, upsertEntry } from '../store/entries.ts';
import { endGrant, type GrantSetting } from './keep-grants.ts';
import { KEEPS_NOTHING } from './keeps-nothing.ts';
import { createSealing, type SealingSetting } from './sealing.ts';
import { endAfter } from './times.ts';

export type EntrySetting = GrantSetting & SealingSetting;

/** Codes, tokens and pushed requests; interactions, as far as they are no others. That an access token was issued is recorded with it. */
export function keepEntries(setting: EntrySetting, kind: string): Adapter {
  const { database, log, clock } = setting;
  const sealing = createSealing(setting, kind);

  const find = async (id: string): Promise<AdapterPayload | undefined> => {
    const entry = await findEntry(database, sealing.digestOf(id));
    return entry && sealing.open(id, entry);
  };

  return {
    ...KEEPS_NOTHING,
    find,
    async upsert(id, payload, seconds = 0) {
      const { grantId, 'x5t#S256': thumbprint } = payload;
      const expiresAt = endAfter(clock, seconds);
      const change = upsertEntry({
        digest: sealing.digestOf(id),
        kind,
        grantId,
        thumbprint: typeof thumbprint === 'string' ? thumbprint : undefined,
        payload: sealing.close(id, payload),
        createdAt: clock(),
        expiresAt,
      });
      try {
        if (kind === 'AccessToken') await log.record(database, change, recordToken(payload, expiresAt));
        else await database.all(change);
      } catch (error) {
        throw isGrantGone(error) ? new errors.InvalidGrant('the grant has ended') : error;
      }
    },
    async consume(id) {
      if (await consumeEntry(database, sealing.digestOf(id), clock())) return;
      // Of two requests at once, both of which found it unused, this one came second.
      const { grantId } = (await find(id)) ?? {};
      if (grantId !== undefined) await endGrant(setting, grantId);
      throw new errors.InvalidGrant('already used');
    },
    async destroy(id) {
      await deleteEntry(database, sealing.digestOf(id));
    },
  };
}

const isGrantGone = (error: unknown): boolean => error instanceof StoreError && error.code === 'ERR_STORE_FOREIGN_KEY';
