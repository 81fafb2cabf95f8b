import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Random } from '@openxs2a/service';

/** Every code is as likely as any other: what is beyond the last whole multiple is drawn again. */
export function drawCode(random: Random, digits: number): string {
  const codes = 10 ** digits;
  const limit = Math.floor(2 ** 32 / codes) * codes;
  let drawn = limit;
  while (drawn >= limit) drawn = Buffer.from(random.bytes(4)).readUInt32BE();
  return String(drawn % codes).padStart(digits, '0');
}

/** Eight digits to ask a reader, of this challenge and subject. No secret: whoever sees the challenge sees it. */
export function deriveQuestion(challengeId: string, subjectDigest: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([challengeId, subjectDigest]))
    .digest();
  return String(digest.readUIntBE(0, 6) % 10 ** 8).padStart(8, '0');
}

/** What a code is good for, and nothing else. */
export interface CodeBinding {
  readonly challengeId: string;
  readonly authorisationId: string;
  readonly psuId: string;
  readonly authenticationMethodId: string;
  readonly subjectDigest: string;
}

/** Stands for a code where it is kept. Without the key a million tries would tell the code; with it none does. */
export function codeMac(key: Uint8Array, binding: CodeBinding, code: string): string {
  const { challengeId, authorisationId, psuId, authenticationMethodId, subjectDigest } = binding;
  const bound = [challengeId, authorisationId, psuId, authenticationMethodId, subjectDigest, code];
  return createHmac('sha256', key).update(JSON.stringify(bound)).digest('base64url');
}

/** In a time that does not depend on where they differ. */
export function sameMac(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
