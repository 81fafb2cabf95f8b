import { createHash } from 'node:crypto';

export interface PasskeyQuestion {
  /** Random, 128 bits. */
  readonly challengeId: string;
  readonly authorisationId: string;
  readonly subjectDigest: string;
}

/**
 * What a passkey signs: a nonce, and what is authorised (RTS, Article 5). Another authorisation or another subject is another
 * challenge; base64url.
 */
export function webauthnChallenge({ challengeId, authorisationId, subjectDigest }: PasskeyQuestion): string {
  return createHash('sha256')
    .update(JSON.stringify(['passkey', challengeId, authorisationId, subjectDigest]))
    .digest('base64url');
}
