import type { Json, LogEntry } from '@openxs2a/store/log';
import type { StoredChallenge } from './store/challenges.ts';

type Body = { readonly [key: string]: Json };

/** What happened to what a PSU proves itself by, or to its access; without a PSU where nobody has the name that was given. */
export function recordPsu(kind: string, psuId: string | undefined, body: Body = {}, actor = psuId): LogEntry {
  return { kind, actor, subject: psuId, body };
}

/** What happened for an authorisation. Which subject it was about stands there by its digest. */
export function recordChallenge(kind: string, challenge: StoredChallenge, body: Body = {}): LogEntry {
  const { authorisationId, psuId, authenticationMethodId, subjectDigest } = challenge;
  return {
    kind,
    actor: psuId,
    subject: authorisationId,
    body: { authenticationMethodId, subjectDigest, asked: challenge.kind, ...body },
  };
}
