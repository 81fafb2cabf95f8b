import { Hono } from 'hono';
import type { PasswordKeys } from '../authorising/password-keys.ts';

/** Where the key for passwords is, below the address of the bank's pages. */
export const PASSWORD_KEYS_PATH = '/.well-known/password-keys.json';

/** Publishes what PSUs' passwords are encrypted to, as a JWK Set (RFC 7517, 8.5); for the listener of the pages. */
export function createPasswordKeysApp({ publicKeys }: Pick<PasswordKeys, 'publicKeys'>): Hono {
  const headers = { 'Content-Type': 'application/jwk-set+json', 'Cache-Control': 'max-age=3600' };
  return new Hono().get(PASSWORD_KEYS_PATH, (c) => c.body(JSON.stringify(publicKeys), 200, headers));
}
