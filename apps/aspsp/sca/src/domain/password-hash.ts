import type { Argon2Parameters } from '../policy.ts';

export const SALT_BYTES = 16;
export const TAG_BYTES = 32;

/** A hash of argon2id with what is needed to make it again: the PHC string format. */
export interface PasswordHash {
  readonly parameters: Argon2Parameters;
  readonly salt: Uint8Array;
  readonly tag: Uint8Array;
}

const FORM = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export function renderPasswordHash({ parameters, salt, tag }: PasswordHash): string {
  const { memory, passes, parallelism } = parameters;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${toBase64(salt)}$${toBase64(tag)}`;
}

/** Undefined for what is no such hash. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const [, memory, passes, parallelism, salt, tag] = FORM.exec(text) ?? [];
  if (salt === undefined || tag === undefined) return undefined;
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const hash = { parameters, salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
  return isHash(hash) ? hash : undefined;
}

/** Within what argon2 takes (RFC 9106, 3.1), and with a tag that cannot be met by chance. */
function isHash({ parameters: { memory, passes, parallelism }, salt, tag }: PasswordHash): boolean {
  return passes >= 1 && parallelism >= 1 && memory >= 8 * parallelism && salt.length >= 8 && tag.length >= 16;
}

export function isSameCost(a: Argon2Parameters, b: Argon2Parameters): boolean {
  return a.memory === b.memory && a.passes === b.passes && a.parallelism === b.parallelism;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
