import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';
import type { Argon2Parameters } from './policy.ts';

/** Argon2id (RFC 9106): what makes a password slow to guess. A parameter, so that it may run elsewhere, and be counted. */
export type Argon2id = (
  password: Uint8Array,
  salt: Uint8Array,
  parameters: Argon2Parameters,
  tagLength: number,
) => Promise<Uint8Array>;

const derive = promisify(argon2);

/** In Node's pool of threads, so that no more run at once than that has. */
export const nodeArgon2id: Argon2id = (message, nonce, parameters, tagLength) =>
  derive('argon2id', { message, nonce, tagLength, ...parameters });
