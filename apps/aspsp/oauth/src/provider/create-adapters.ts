import type { Adapter, AdapterPayload } from 'oidc-provider';
import { type EntrySetting, keepEntries } from './keep-entries.ts';
import { keepGrants } from './keep-grants.ts';
import { keepInteractions } from './keep-interactions.ts';
import { keepPushed } from './keep-pushed.ts';
import { KEEPS_NOTHING } from './keeps-nothing.ts';

/** What the provider is told of a client; undefined where there is none, or it is blocked. */
export type FindClient = (clientId: string) => Promise<AdapterPayload | undefined>;

/** Where the provider keeps and finds things, by its own names of their kinds. */
export function createAdapters(setting: EntrySetting, findClient: FindClient): (kind: string) => Adapter {
  return (kind) => {
    switch (kind) {
      case 'Client':
        return { ...KEEPS_NOTHING, find: findClient };
      case 'Grant':
        return keepGrants(setting);
      case 'PushedAuthorizationRequest':
        return keepPushed(setting);
      case 'AccessToken':
      case 'RefreshToken':
      case 'AuthorizationCode':
        return keepEntries(setting, kind);
      case 'Interaction':
        return keepInteractions(setting);
      default:
        // sessions among it, see `endSessions`
        return KEEPS_NOTHING;
    }
  };
}
