import { createPublicKey, type KeyObject } from 'node:crypto';
import { RSAPublicKey } from '@peculiar/asn1-rsa';
import type { AlgorithmIdentifier, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { fromBER, ObjectIdentifier } from 'asn1js';
import type { PublicKey } from '../certificate.ts';
import { OIDS } from '../oids.ts';
import { parseDer, toDer } from './asn1.ts';
import { CertificateError, malformed } from './error.ts';
import { toInteger } from './values.ts';

/** Named as OpenSSL names them. */
const CURVES: ReadonlyMap<string, readonly [name: string, bits: number]> = new Map([
  ['1.2.840.10045.3.1.1', ['prime192v1', 192]],
  ['1.3.132.0.33', ['secp224r1', 224]],
  ['1.2.840.10045.3.1.7', ['prime256v1', 256]],
  ['1.3.132.0.10', ['secp256k1', 256]],
  ['1.3.132.0.34', ['secp384r1', 384]],
  ['1.3.132.0.35', ['secp521r1', 521]],
  ['1.3.36.3.3.2.8.1.1.7', ['brainpoolP256r1', 256]],
  ['1.3.36.3.3.2.8.1.1.8', ['brainpoolP256t1', 256]],
  ['1.3.36.3.3.2.8.1.1.11', ['brainpoolP384r1', 384]],
  ['1.3.36.3.3.2.8.1.1.12', ['brainpoolP384t1', 384]],
  ['1.3.36.3.3.2.8.1.1.13', ['brainpoolP512r1', 512]],
  ['1.3.36.3.3.2.8.1.1.14', ['brainpoolP512t1', 512]],
]);

/** OpenSSL refuses to verify with larger ones. */
const MAX_RSA_BITS = 16_384;

/** RFC 5280, 4.1.2.7. A key of an unknown kind can be read, and has no `keyObject`. */
export function toPublicKey(info: SubjectPublicKeyInfo): PublicKey {
  return withKeyObject(readTraits(info.algorithm, new Uint8Array(info.subjectPublicKey)), info);
}

type Traits = Omit<PublicKey, 'keyObject'>;

function readTraits({ algorithm, parameters }: AlgorithmIdentifier, octets: Uint8Array): Traits {
  switch (algorithm) {
    case OIDS.rsaEncryption:
    case OIDS.rsaPss:
      return readRsa(octets);
    case OIDS.ecPublicKey:
      return readEc(parameters, octets);
    case OIDS.ed25519:
      return { kind: 'ed25519', bits: 255 };
    case OIDS.ed448:
      return { kind: 'ed448', bits: 448 };
    default:
      return { kind: 'unknown', bits: octets.length * 8 };
  }
}

function readRsa(octets: Uint8Array): Traits {
  const key = parseDer(octets, RSAPublicKey, 'RSAPublicKey');
  const modulus = toInteger(new Uint8Array(key.modulus));
  const exponent = toInteger(new Uint8Array(key.publicExponent));
  if (modulus <= 0n || exponent <= 0n) throw malformed('An RSA key has a number that is not positive.');
  return { kind: 'rsa', bits: modulus.toString(2).length, exponent };
}

/** A curve that we do not know goes by its OID, one that is written out (which RFC 5480, 2.1.1 forbids) by `explicit`. */
function readEc(parameters: AlgorithmIdentifier['parameters'], octets: Uint8Array): Traits {
  const named = parameters ? fromBER(parameters).result : undefined;
  const oid = named instanceof ObjectIdentifier ? named.getValue() : 'explicit';
  const isCompressed = octets[0] === 2 || octets[0] === 3;
  const fieldOctets = (octets.length - 1) / (isCompressed ? 1 : 2);
  const [curve, bits] = CURVES.get(oid) ?? [oid, Math.max(0, Math.trunc(fieldOctets)) * 8];
  return { kind: 'ec', bits, curve };
}

function withKeyObject(traits: Traits, info: SubjectPublicKeyInfo): PublicKey {
  let key: KeyObject | undefined;
  return {
    ...traits,
    get keyObject() {
      key ??= importKey(traits, toDer(info));
      return key;
    },
  };
}

function importKey({ kind, bits }: Traits, spki: Uint8Array): KeyObject {
  if (kind === 'rsa' && bits > MAX_RSA_BITS) throw unsupported(`An RSA key of ${bits} bits is too large.`);
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (error) {
    throw unsupported('The key is of a kind or on a curve that cannot be used here.', error);
  }
}

function unsupported(message: string, cause?: unknown): CertificateError {
  return new CertificateError('ERR_CERTIFICATE_KEY_UNSUPPORTED', message, cause === undefined ? {} : { cause });
}
