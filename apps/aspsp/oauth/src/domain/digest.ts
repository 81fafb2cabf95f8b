import { createHash } from 'node:crypto';

/** By which something is kept and found again: from it nobody gets back to the value, which has 256 random bits. */
export function digestOf(kind: string, value: string): string {
  return createHash('sha256').update(`${kind}\n${value}`).digest('base64url');
}
