import type { LogEntry } from '@openxs2a/store/log';
import { readScope } from './scope.ts';
import type { StoredGrant } from './store/grants.ts';

/** A PSU has granted a client what it authorised. */
export function recordGrant(grant: StoredGrant, authorisationId: string | undefined): LogEntry {
  const { clientId, scope, psuId, expiresAt } = grant;
  const body = { clientId, scope, until: expiresAt.toISOString(), ...(authorisationId && { authorisationId }) };
  return { kind: 'oauth-granted', actor: psuId, subject: subjectOf(scope), body };
}

/** A client has got an access token: for a code, or for a refresh token. */
export function recordToken(
  { clientId, scope, gty, 'x5t#S256': thumbprint }: Readonly<Record<string, unknown>>,
  expiresAt: Date,
): LogEntry {
  const text = String(scope);
  const by = String(gty).endsWith('refresh_token') ? 'refresh_token' : 'authorization_code';
  const body = { scope: text, by, certificate: String(thumbprint), until: expiresAt.toISOString() };
  return { kind: 'oauth-token-issued', actor: String(clientId), subject: subjectOf(text), body };
}

/** What ends a grant. `resource-ended` is nobody's act here: who ended the resource stands in its own record. */
export type GrantEnd = 'revoked-by-client' | 'code-replayed' | 'refresh-token-replayed' | 'resource-ended';

/** What was granted has ended, with its codes and tokens. */
export function recordGrantEnd({ clientId, scope, psuId }: StoredGrant, reason: GrantEnd): LogEntry {
  const actor = reason === 'resource-ended' ? undefined : clientId;
  return { kind: 'oauth-grant-ended', actor, subject: subjectOf(scope), body: { clientId, scope, psuId, reason } };
}

/** By which the log is searched: the resource, or in the pre-step the scope, which has none. */
const subjectOf = (scope: string): string => readScope(scope)?.resourceId ?? scope;
