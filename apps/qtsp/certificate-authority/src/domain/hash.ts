import { createHash } from 'node:crypto';

/** SHA-256 in lower-case hex: of a key what says that two certificates have the same, of a certificate its fingerprint. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
