import type { Clock } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { Scope } from './scope.ts';

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
  read(token: string, caller: { readonly tppId: string; readonly fingerprint: string }): Promise<TokenVerdict>;
  /** Whether this resource was authorised by OAuth, so that reads of it need a token (AIS-ACC-017). */
  isNeeded(scope: Scope): Promise<boolean>;
}

/** The tables have to be there: `createOAuth` and `migrateOAuth` make them. */
export declare function createTokenReader(options: { readonly database: Database; readonly clock: Clock }): TokenReader;
