import { type Clock, type Random, seal, unseal } from '@openxs2a/service';
import type { AdapterPayload } from 'oidc-provider';
import { digestOf } from '../domain/digest.ts';
import type { OAuthKeys } from '../domain/keys.ts';
import type { FoundEntry } from '../store/entries.ts';
import { toProviderTimes } from './times.ts';

export interface SealingSetting {
  readonly clock: Clock;
  readonly random: Random;
  readonly keys: OAuthKeys;
}

/** What the provider keeps, as it is stored: it opens with the key alone, and at its place alone. */
export interface Sealing {
  digestOf(id: string): string;
  /** Without the value by which it is found, and without times, which are columns. */
  close(id: string, payload: AdapterPayload): Uint8Array;
  /** Undefined where it was sealed with another key or for another place. */
  open(id: string, entry: FoundEntry): AdapterPayload | undefined;
}

export function createSealing({ keys, random, clock }: SealingSetting, kind: string): Sealing {
  const placeOf = (id: string) => `${kind}\n${digestOf(kind, id)}`;
  return {
    digestOf: (id) => digestOf(kind, id),
    close(id, payload) {
      const { jti: _value, iat: _begin, exp: _end, ...rest } = payload;
      return seal(keys.seals, Buffer.from(JSON.stringify(rest)), placeOf(id), random);
    },
    open(id, { payload, createdAt, expiresAt, consumedAt }) {
      const plain = unseal(keys.seals, payload, placeOf(id));
      if (plain === undefined) return undefined;
      // what was sealed here is the JSON of such a payload
      const kept = JSON.parse(Buffer.from(plain).toString()) as AdapterPayload;
      const used = consumedAt === undefined ? {} : { consumed: true };
      return { ...kept, jti: id, ...toProviderTimes(clock, createdAt, expiresAt), ...used };
    },
  };
}
