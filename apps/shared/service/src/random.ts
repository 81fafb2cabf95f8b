import { randomBytes, randomUUID } from 'node:crypto';

/** Where unpredictable values come from. */
export interface Random {
  /** A UUID of version 4 (RFC 9562, 5.4). */
  uuid(): string;
  bytes(count: number): Uint8Array;
  /** So many random bytes, 32 where nothing is said, as base64url: safe in URLs, headers and cookies. */
  token(bytes?: number): string;
}

/** The generator of the operating system. */
export const systemRandom: Random = {
  uuid: () => randomUUID(),
  bytes: (count) => new Uint8Array(randomBytes(count)),
  token: (count = 32) => randomBytes(count).toString('base64url'),
};
