import type { PublicKey, SignatureAlgorithm } from '../../certificate.ts';

const CURVES: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
]);

export function describeKey({ kind, bits, curve, exponent }: PublicKey): string {
  switch (kind) {
    case 'rsa':
      return `RSA, ${bits} bits, exponent ${describeExponent(exponent)}`;
    case 'ec':
      return `elliptic curve ${CURVES.get(curve ?? '') ?? curve}, ${bits} bits`;
    case 'ed25519':
      return 'Ed25519';
    case 'ed448':
      return 'Ed448';
    case 'unknown':
      return `of a kind that we do not know, ${bits} bits`;
  }
}

/** In digits as long as a person would read them. */
export function describeExponent(exponent = 0n): string {
  const { length } = exponent.toString(2);
  return length > 64 ? `of ${length} bits` : String(exponent);
}

const ALGORITHMS: Readonly<Record<SignatureAlgorithm['name'], string>> = {
  'rsa-pkcs1': 'RSA (PKCS #1 v1.5)',
  'rsa-pss': 'RSA-PSS',
  ecdsa: 'ECDSA',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
  unknown: 'an algorithm that we do not know',
};

export function describeSignature({ name, hash, oid }: SignatureAlgorithm): string {
  const words = name === 'unknown' ? `${ALGORITHMS[name]} (${oid})` : ALGORITHMS[name];
  return hash === 'none' || hash === 'unknown' ? words : `${words} with ${hash.toUpperCase().replace('SHA', 'SHA-')}`;
}
