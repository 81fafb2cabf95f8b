import { type Adapter, errors } from 'oidc-provider';
import { deleteEntry, updateEntry } from '../store/entries.ts';
import { type EntrySetting, keepEntries } from './keep-entries.ts';
import { createSealing } from './sealing.ts';

const KIND = 'Interaction';

/**
 * Authorisation requests that wait for the PSU. Each comes to one end: of a browser that comes back several times at once, one is
 * sent on with a code, and what is over does not come back by what another one has still to say of it.
 */
export function keepInteractions(setting: EntrySetting): Adapter {
  const { database } = setting;
  const entries = keepEntries(setting, KIND);
  const sealing = createSealing(setting, KIND);
  const expect = (isThere: boolean): void => {
    if (!isThere) throw new errors.SessionNotFound('the interaction is over');
  };
  return {
    ...entries,
    async upsert(id, payload, seconds) {
      if (payload.result === undefined) return entries.upsert(id, payload, seconds);
      expect(await updateEntry(database, sealing.digestOf(id), sealing.close(id, payload)));
    },
    async destroy(id) {
      expect(await deleteEntry(database, sealing.digestOf(id)));
    },
  };
}
