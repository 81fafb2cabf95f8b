import type { Adapter } from 'oidc-provider';
import { takeEntry } from '../store/entries.ts';
import { currentExchange, type PushedPayload } from './exchange.ts';
import { type EntrySetting, keepEntries } from './keep-entries.ts';
import { createSealing } from './sealing.ts';

const KIND = 'PushedAuthorizationRequest';
/** The provider's own choice (RFC 9126, 2.2). */
const REQUEST_URN = 'urn:ietf:params:oauth:request_uri:';

/**
 * A pushed request is taken by the first authorisation request that names it (RFC 9126, 7.3): `takePushed`, before the
 * provider looks for it, which would let it be used until an authorisation has come to its end.
 */
export function keepPushed(setting: EntrySetting): Adapter {
  return {
    ...keepEntries(setting, KIND),
    async find(id) {
      const { pushed } = currentExchange();
      return pushed?.id === id ? pushed.payload : undefined;
    },
  };
}

/** Undefined for whoever comes second, or too late. */
export async function takePushed(setting: EntrySetting, requestUri: string): Promise<PushedPayload | undefined> {
  if (!requestUri.startsWith(REQUEST_URN)) return undefined;
  const id = requestUri.slice(REQUEST_URN.length);
  const sealing = createSealing(setting, KIND);
  const entry = await takeEntry(setting.database, sealing.digestOf(id));
  if (entry === undefined || entry.expiresAt <= setting.clock()) return undefined;
  const payload = sealing.open(id, entry);
  return payload && { id, payload };
}
