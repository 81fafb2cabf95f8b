import type { KeyObject } from 'node:crypto';
import { type Certificate, CertificateError, type PublicKey, readCertificate } from '@openxs2a/certificates';
import { accept, refuse, type Step } from '../verdict.ts';
import type { KeyKind } from './scheme.ts';
import { rememberAccepted } from './text-cache.ts';

/** A certificate whose key is ready to verify with. */
export interface SigningCertificate {
  readonly certificate: Certificate;
  readonly key: KeyObject;
  readonly kind: KeyKind;
}

/** Reads one, in whatever way it was wrapped for a header. */
export type CertificateReader = (text: string) => Step<SigningCertificate>;

/** Remembers those that it has read: reading one takes longer than verifying with it. */
export function createCertificateReader(entries: number): CertificateReader {
  return rememberAccepted(readSigningCertificate, entries);
}

/** Reads a certificate and makes its key ready, or says why it is no key to verify with. */
export function readSigningCertificate(text: string): Step<SigningCertificate> {
  return prepare(() => readCertificate(text));
}

/** The same of a certificate that has been read. */
export function toSigningCertificate(certificate: Certificate): Step<SigningCertificate> {
  return prepare(() => certificate);
}

function prepare(read: () => Certificate): Step<SigningCertificate> {
  try {
    const certificate = read();
    const weakness = findWeakness(certificate.key);
    if (weakness !== undefined) return refuse('weak-key', { kind: certificate.key.kind, ...weakness });
    const key = certificate.key.keyObject;
    const kind = KINDS.find((each) => each === key.asymmetricKeyType);
    if (kind === undefined) return refuse('algorithm-does-not-fit-key', { key: key.asymmetricKeyType ?? 'unknown' });
    return accept({ certificate, key, kind });
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    return refuse('certificate-malformed', { code: error.code, problem: error.message });
  }
}

const KINDS: readonly KeyKind[] = ['rsa', 'rsa-pss', 'ec', 'ed25519'];
const CURVES = [
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
] as const;
const RSA_BITS = { least: 2_048, most: 8_192 };
const RSA_EXPONENT = { least: 65_537n, most: 2n ** 32n };

/** Too weak to prove anything (TS 119 312, 6.2), or so large that verifying with it is an attack on who verifies. */
function findWeakness({ kind, bits, exponent, curve }: PublicKey) {
  switch (kind) {
    case 'rsa':
      if (bits < RSA_BITS.least || bits > RSA_BITS.most) return { bits, ...RSA_BITS };
      if (exponent !== undefined && (exponent < RSA_EXPONENT.least || exponent > RSA_EXPONENT.most))
        return { exponent: String(exponent).slice(0, 40) };
      return undefined;
    case 'ec':
      return CURVES.some((each) => each === curve) ? undefined : { curve: curve ?? 'unknown' };
    default:
      return undefined;
  }
}
