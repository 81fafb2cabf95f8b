import { argon2, timingSafeEqual } from 'node:crypto';

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. Some 50 ms. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const TAG_BYTES = 32;
const SALT_BYTES = 16;
const FORM = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export const MIN_PASSWORD_LENGTH = 12;

/** Argon2id (RFC 9106) with a fresh salt, in the form that says its own cost. */
export async function hashPassword(password: string, randomBytes: (size: number) => Uint8Array): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const { memory, passes, parallelism } = COST;
  const tag = await derive(password, salt, COST);
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${toText(salt)}$${toText(tag)}`;
}

/** Whether it is the password. Takes as long for one that nobody has: give `UNKNOWN_PASSWORD` for who is not known. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = FORM.exec(hash) ?? [];
  if (salt === undefined || tag === undefined) throw new TypeError('a stored password is not a hash of argon2id');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const expected = Buffer.from(tag, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'), cost);
  return found.length === expected.length && timingSafeEqual(found, expected);
}

/** The hash of no password: no tag is all zeros but by a chance of 2^-256. */
export const UNKNOWN_PASSWORD = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${toText(
  new Uint8Array(SALT_BYTES),
)}$${toText(new Uint8Array(TAG_BYTES))}`;

function derive(
  password: string,
  nonce: Uint8Array,
  cost: { readonly memory: number; readonly passes: number; readonly parallelism: number },
): Promise<Uint8Array> {
  // so that it makes no difference how a keyboard composes an accent
  const message = Buffer.from(password.normalize('NFKC'));
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, tagLength: TAG_BYTES, ...cost }, (error, tag) =>
      error === null ? resolve(tag) : reject(error),
    );
  });
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}
