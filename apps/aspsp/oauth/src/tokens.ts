import type { Clock } from '@openxs2a/service';
import { type Database, sql } from '@openxs2a/store';
import { digestOf } from './domain/digest.ts';
import { toThumbprint } from './domain/thumbprint.ts';
import { readScope, type Scope, writeScope } from './scope.ts';
import { hasResource } from './store/resources.ts';

export interface TokenReading {
  readonly scope: Scope;
  /** The bank's own id of who authorised. */
  readonly psuId: string;
  readonly expiresAt: Date;
}

export type TokenVerdict =
  | { readonly accepted: true; readonly token: TokenReading }
  /** `unknown`: none of ours, revoked, or of another TPP. `other-certificate`: of this TPP, bound to another certificate. */
  | { readonly accepted: false; readonly reason: 'unknown' | 'expired' | 'other-certificate' };

/** Reads access tokens where resources are served: one query each, and nothing of the authorization server is loaded. */
export interface TokenReader {
  /** `fingerprint` is the SHA-256 of the caller's certificate, in hexadecimal digits. */
  read(token: string, caller: { readonly tppId: string; readonly fingerprint: string }): Promise<TokenVerdict>;
  /** Whether this resource was authorised by OAuth, so that reads of it need a token (AIS-ACC-017). */
  isNeeded(scope: Scope): Promise<boolean>;
}

interface TokenRow {
  readonly thumbprint: string | null;
  readonly expires_at: number;
  readonly client_id: string;
  readonly scope: string;
  readonly psu_id: string;
}

/** The tables have to be there: `createOAuth` makes them. */
export function createTokenReader(options: { readonly database: Database; readonly clock: Clock }): TokenReader {
  const { database, clock } = options;
  return {
    async read(token, { tppId, fingerprint }) {
      const row = await findToken(database, token);
      const scope = row && readScope(row.scope);
      if (scope === undefined || row?.client_id !== tppId) return { accepted: false, reason: 'unknown' };
      if (row.thumbprint !== toThumbprint(fingerprint)) return { accepted: false, reason: 'other-certificate' };
      const expiresAt = new Date(row.expires_at);
      if (expiresAt <= clock()) return { accepted: false, reason: 'expired' };
      return { accepted: true, token: { scope, psuId: row.psu_id, expiresAt } };
    },
    isNeeded: (scope) => hasResource(database, writeScope(scope)),
  };
}

function findToken(database: Database, token: string): Promise<TokenRow | undefined> {
  return database.first<TokenRow>(sql`SELECT entry.thumbprint, entry.expires_at, oauth_grant.client_id, oauth_grant.scope,
      oauth_grant.psu_id
    FROM oauth_entry AS entry JOIN oauth_grant ON oauth_grant.grant_id = entry.grant_id
    WHERE entry.entry_digest = ${digestOf('AccessToken', token)}`);
}
