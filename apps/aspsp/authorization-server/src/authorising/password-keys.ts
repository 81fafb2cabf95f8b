import { createECDH, hkdfSync } from 'node:crypto';
import { calculateJwkThumbprint, compactDecrypt, importJWK, type JSONWebKeySet, type JWK } from 'jose';

/** What passwords are encrypted to, so that nobody between the PSU and the bank reads them (Guidelines 1.3.8, 4.15). */
export interface PasswordKeys {
  /** To be published: a JWK Set of one key of P-256 (RFC 7517). */
  readonly publicKeys: JSONWebKeySet;
  /** The password in a compact JWE (RFC 7516); undefined where it is none, or not for this key. */
  decrypt(jwe: string): Promise<string | undefined>;
}

const LONGEST = 4096;
const KEY_ALGORITHMS = ['ECDH-ES', 'ECDH-ES+A256KW'];
const CONTENT_ALGORITHMS = ['A256GCM', 'A128GCM'];

/** From the key of authentication: the same on every node, and after a restart. */
export async function createPasswordKeys(scaKey: Uint8Array): Promise<PasswordKeys> {
  const { d, ...publicPart } = deriveKeyPair(scaKey);
  const kid = await calculateJwkThumbprint(publicPart);
  const privateKey = await importJWK({ ...publicPart, d }, 'ECDH-ES');
  const published = { ...publicPart, kid, use: 'enc', alg: 'ECDH-ES+A256KW' };
  return {
    publicKeys: { keys: [published] },
    async decrypt(jwe) {
      if (jwe.length > LONGEST) return undefined;
      try {
        const { plaintext } = await compactDecrypt(jwe, privateKey, {
          keyManagementAlgorithms: KEY_ALGORITHMS,
          contentEncryptionAlgorithms: CONTENT_ALGORITHMS,
        });
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext);
      } catch {
        // why it cannot be read says something about the key to who tries around
        return undefined;
      }
    },
  };
}

/** Of all numbers of 256 bits but one in four thousand million, each is a private key of P-256. */
function deriveKeyPair(scaKey: Uint8Array): JWK & { readonly d: string; readonly kty: 'EC' } {
  const curve = createECDH('prime256v1');
  const secret = Buffer.from(hkdfSync('sha256', scaKey, new Uint8Array(), 'passwords', 32));
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  return {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
    d: secret.toString('base64url'),
  };
}
