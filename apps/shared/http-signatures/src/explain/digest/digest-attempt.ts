import { hash } from 'node:crypto';

/** A way to make the value of a digest, and the value that was sent. */
export interface DigestAttempt {
  readonly sent: string;
  readonly body: Buffer;
  /** As node:crypto names it. */
  readonly algorithm: string;
  readonly encode: (hashed: Buffer) => string;
}

export function holdsDigest({ sent, body, algorithm, encode }: DigestAttempt): boolean {
  return encode(hash(algorithm, body, 'buffer')) === sent;
}
