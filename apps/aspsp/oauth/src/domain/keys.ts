import { createPrivateKey, hkdfSync, type JsonWebKey } from 'node:crypto';

/** A key for each purpose, so that what one of them gives away says nothing about another. */
export interface OAuthKeys {
  /** Seals what is stored. */
  readonly seals: Uint8Array;
  /** Signs cookies. */
  readonly cookies: string;
  /** Of Ed25519. Nothing is signed with it, since tokens say nothing by themselves; the provider will not do without. */
  readonly unused: JsonWebKey;
}

/** From a random key of 32 bytes. */
export function deriveKeys(key: Uint8Array): OAuthKeys {
  if (key.length !== 32) throw new TypeError('A key of OAuth has 32 bytes.');
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), `oauth ${purpose}`, 32));
  return {
    seals: derive('seals'),
    cookies: Buffer.from(derive('cookies')).toString('base64url'),
    unused: toSigningKey(derive('signatures')),
  };
}

/** RFC 8410, 7: what stands before the 32 bytes of a private key of Ed25519. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

const toSigningKey = (bytes: Uint8Array): JsonWebKey =>
  createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, bytes]), format: 'der', type: 'pkcs8' }).export({
    format: 'jwk',
  });
