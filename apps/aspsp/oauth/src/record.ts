import type { LogEntry } from '@openxs2a/store/log';
import { readScope } from './scope.ts';
import type { StoredGrant } from './store/grants.ts';

// What concerns parties is called as in all records of the bank, so that an audit finds it: `by`, `tppId`, `psuId`, `result`.

/** A PSU has granted a client what it authorised. */
export function recordGrant(grant: StoredGrant, authorisationId: string | undefined): LogEntry {
  const { clientId: tppId, scope, psuId, expiresAt } = grant;
  const about = { by: 'psu', tppId, psuId, scope };
  const body = { ...about, until: expiresAt.toISOString(), ...(authorisationId && { authorisationId }) };
  return { kind: 'oauth-granted', actor: psuId, subject: subjectOf(scope), body };
}

/** A client has got an access token: for a code, or for a refresh token. */
export function recordToken(
  { clientId, scope, gty, 'x5t#S256': thumbprint }: Readonly<Record<string, unknown>>,
  expiresAt: Date,
): LogEntry {
  const text = String(scope);
  const grantType = String(gty).endsWith('refresh_token') ? 'refresh_token' : 'authorization_code';
  const tppId = String(clientId);
  const issued = { certificate: String(thumbprint), until: expiresAt.toISOString() };
  const body = { by: 'tpp', tppId, scope: text, grantType, ...issued };
  return { kind: 'oauth-token-issued', actor: tppId, subject: subjectOf(text), body };
}

/** What ends a grant. `resource-ended` is nobody's act here: who ended the resource stands in its own record. */
export type GrantEnd = 'revoked-by-client' | 'code-replayed' | 'refresh-token-replayed' | 'resource-ended';

/** What was granted has ended, with its codes and tokens. */
export function recordGrantEnd({ clientId: tppId, scope, psuId }: StoredGrant, result: GrantEnd): LogEntry {
  const isOfClient = result !== 'resource-ended';
  const body = { by: isOfClient ? 'tpp' : 'aspsp', tppId, psuId, scope, result };
  return { kind: 'oauth-grant-ended', actor: isOfClient ? tppId : undefined, subject: subjectOf(scope), body };
}

/** By which the log is searched: the resource, or in the pre-step the scope, which has none. */
const subjectOf = (scope: string): string => readScope(scope)?.resourceId ?? scope;
