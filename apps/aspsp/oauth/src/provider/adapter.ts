import { type Clock, type Random, seal, unseal } from '@openxs2a/service';
import { type Database, StoreError } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { digestOf } from '../domain/digest.ts';
import type { OAuthKeys } from '../domain/keys.ts';
import { recordGrant, recordGrantEnd, recordToken } from '../record.ts';
import { writeScope } from '../scope.ts';
import { consumeEntry, deleteEntry, type FoundEntry, findEntry, takeEntry, upsertEntry } from '../store/entries.ts';
import { deleteGrant, findGrant, insertGrant } from '../store/grants.ts';
import { insertResource } from '../store/resources.ts';
import { currentExchange, type PushedPayload } from './exchange.ts';

export interface StoreSetting {
  readonly database: Database;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: OAuthKeys;
}

export interface AdapterSetting extends StoreSetting {
  /** What the provider is told of a client; undefined where there is none, or it is blocked. */
  findClient(clientId: string): Promise<AdapterPayload | undefined>;
}

/** Where the provider keeps and finds things, by the name of their kind. */
export function createAdapters(setting: AdapterSetting): (kind: string) => Adapter {
  return (kind) => {
    switch (kind) {
      case 'Client':
        return { ...nothing, find: setting.findClient };
      case 'Grant':
        return createGrants(setting);
      case 'PushedAuthorizationRequest':
        return createPushedRequests(setting);
      case 'AccessToken':
      case 'RefreshToken':
      case 'AuthorizationCode':
      case 'Interaction':
        return createEntries(setting, kind);
      default:
        return nothing;
    }
  };
}

/** What is not kept: sessions among it, see `create-provider.ts`. */
const nothing: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

function createGrants({ database, log, clock }: AdapterSetting): Adapter {
  return {
    ...nothing,
    async upsert(grantId, { clientId = '', accountId = '' }, seconds = 0) {
      const { scope, authorisationId } = currentExchange();
      if (scope === undefined) throw new TypeError('Nothing is granted without a scope.');
      const grantedAt = clock();
      const grant = {
        grantId,
        clientId,
        scope: writeScope(scope),
        psuId: accountId,
        grantedAt,
        expiresAt: new Date(grantedAt.getTime() + seconds * 1_000),
      };
      await database.transaction(async (trx) => {
        await log.record(trx, insertGrant(grant), recordGrant(grant, authorisationId));
        if (scope.resourceId !== undefined) await insertResource(trx, grant.scope, grantedAt);
      });
    },
    async find(grantId) {
      const grant = await findGrant(database, grantId);
      if (grant === undefined) return undefined;
      const { clientId, psuId, scope, grantedAt, expiresAt } = grant;
      const resources = { [XS2A]: scope };
      return {
        jti: grantId,
        kind: 'Grant',
        clientId,
        accountId: psuId,
        resources,
        ...toTimes(clock, grantedAt, expiresAt),
      };
    },
    destroy: (grantId) => endGrant({ database, log }, grantId),
  };
}

function createEntries(setting: AdapterSetting, kind: string): Adapter {
  const { database, log, clock } = setting;
  const { open, close } = createSealing(setting, kind);
  return {
    ...nothing,
    async upsert(id, payload, seconds = 0) {
      const digest = digestOf(kind, id);
      const createdAt = clock();
      const { grantId, 'x5t#S256': fingerprint } = payload;
      const expiresAt = new Date(createdAt.getTime() + seconds * 1_000);
      const sealed = close(digest, payload);
      const entry = { digest, kind, grantId, fingerprint: toText(fingerprint), payload: sealed, createdAt, expiresAt };
      const record = kind === 'AccessToken' ? recordToken(payload, expiresAt) : undefined;
      try {
        if (record === undefined) await database.all(upsertEntry(entry));
        else await log.record(database, upsertEntry(entry), record);
      } catch (error) {
        throw isGrantGone(error) ? new errors.InvalidGrant('grant has ended') : error;
      }
    },
    async find(id) {
      const digest = digestOf(kind, id);
      const entry = await findEntry(database, digest);
      return entry && open(digest, id, entry);
    },
    async consume(id) {
      if (await consumeEntry(database, digestOf(kind, id), clock())) return;
      // Of two requests at once, both of which found it unused, this one came second.
      const entry = await findEntry(database, digestOf(kind, id));
      const { grantId } = (entry && open(digestOf(kind, id), id, entry)) ?? {};
      if (grantId !== undefined) await endGrant(setting, grantId);
      throw new errors.InvalidGrant('already used');
    },
    destroy: (id) => deleteEntry(database, digestOf(kind, id)),
    revokeByGrantId: (grantId) => endGrant(setting, grantId),
  };
}

/** A pushed request is taken by the first authorisation request that names it (RFC 9126, 7.3), before the provider looks for it. */
function createPushedRequests(setting: AdapterSetting): Adapter {
  return {
    ...createEntries(setting, PUSHED),
    async find(id) {
      const { pushed } = currentExchange();
      return pushed?.id === id ? pushed.payload : undefined;
    },
  };
}

/** The only way to what a client has pushed: undefined for whoever comes second, or too late. */
export async function takePushed(setting: StoreSetting, requestUri: string): Promise<PushedPayload | undefined> {
  if (!requestUri.startsWith(REQUEST_URN)) return undefined;
  const id = requestUri.slice(REQUEST_URN.length);
  const digest = digestOf(PUSHED, id);
  const entry = await takeEntry(setting.database, digest);
  const payload =
    entry && entry.expiresAt > setting.clock() ? createSealing(setting, PUSHED).open(digest, id, entry) : undefined;
  return payload && { id, payload };
}

const PUSHED = 'PushedAuthorizationRequest';
/** RFC 9126, 2.2; the provider's own choice. */
const REQUEST_URN = 'urn:ietf:params:oauth:request_uri:';

/** Ends what a client was granted, once; the rest of the exchange says why. */
async function endGrant({ database, log }: Pick<AdapterSetting, 'database' | 'log'>, grantId: string): Promise<void> {
  const { endsBecause } = currentExchange();
  await database.transaction(async (trx) => {
    const grant = await deleteGrant(trx, grantId);
    if (grant !== undefined) await log.append(trx, recordGrantEnd(grant, endsBecause));
  });
}

/** What is stored opens with the key alone, and at its place alone; the value by which it is found is not in it. */
function createSealing({ keys, random, clock }: StoreSetting, kind: string) {
  return {
    close(digest: string, payload: AdapterPayload): Uint8Array {
      const { jti: _value, iat: _begin, exp: _end, ...rest } = payload;
      return seal(keys.seals, Buffer.from(JSON.stringify(rest)), `${kind}\n${digest}`, random);
    },
    open(digest: string, id: string, entry: FoundEntry): AdapterPayload | undefined {
      const plain = unseal(keys.seals, entry.payload, `${kind}\n${digest}`);
      if (plain === undefined) return undefined;
      // what was sealed here is the JSON of such a payload
      const payload = JSON.parse(Buffer.from(plain).toString()) as AdapterPayload;
      const consumed = entry.consumedAt && toSeconds(entry.consumedAt.getTime());
      const times = toTimes(clock, entry.createdAt, entry.expiresAt);
      return { ...payload, jti: id, ...times, ...(consumed === undefined ? {} : { consumed }) };
    },
  };
}

/**
 * The provider goes by the clock of the machine, which cannot be handed to it; the bank goes by its own. So an age and what is
 * left of a life are told by the bank's clock, and only the moment from which they count by the other.
 */
function toTimes(clock: Clock, createdAt: Date, expiresAt: Date): { readonly iat: number; readonly exp: number } {
  const difference = Date.now() - clock().getTime();
  return { iat: toSeconds(createdAt.getTime() + difference), exp: toSeconds(expiresAt.getTime() + difference) };
}

const toSeconds = (time: number): number => Math.floor(time / 1_000);

const toText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const isGrantGone = (error: unknown): boolean => error instanceof StoreError && error.code === 'ERR_STORE_FOREIGN_KEY';

/** The one resource server that there is, as the provider knows it (RFC 8707). */
export const XS2A = 'urn:openxs2a:xs2a';
