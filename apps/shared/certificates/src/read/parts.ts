import type { Certificate } from '../certificate.ts';
import { parseDer, toDer } from './asn1.ts';
import { type RawExtension, toRawExtensions } from './extensions.ts';
import type { Signed } from './signature.ts';
import { WrittenCertificate } from './syntax.ts';

/** What of a certificate is signed, hashed, repeated or read by few, octet by octet as it stands. */
export interface CertificateParts {
  readonly signed: Signed;
  /** The octets of the INTEGER. */
  readonly serialNumber: ArrayBuffer;
  /** DER of the names. */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** What stands in the BIT STRING of the key, without its algorithm. */
  readonly keyBits: Uint8Array;
  readonly extensions: readonly RawExtension[];
}

const PARTS = new WeakMap<Certificate, CertificateParts>();

/** The parts of a certificate that `readCertificate` has read, or of another with the same DER, which is read again. */
export function partsOf(certificate: Certificate): CertificateParts {
  return PARTS.get(certificate) ?? keepParts(certificate, parseDer(certificate.der, WrittenCertificate, 'Certificate'));
}

/** While a path is sought and statuses are asked for, they are needed again and again, and to read them takes a millisecond. */
export function keepParts(certificate: Certificate, written: WrittenCertificate): CertificateParts {
  const parts = toParts(written);
  PARTS.set(certificate, parts);
  return parts;
}

function toParts({ tbsCertificate: tbs, tbsCertificateRaw, ...outer }: WrittenCertificate): CertificateParts {
  return {
    signed: {
      bytes: new Uint8Array(tbsCertificateRaw ?? []),
      algorithm: outer.signatureAlgorithm,
      signature: new Uint8Array(outer.signatureValue),
    },
    serialNumber: tbs.serialNumber,
    issuer: toDer(tbs.issuer),
    subject: toDer(tbs.subject),
    keyBits: new Uint8Array(tbs.subjectPublicKeyInfo.subjectPublicKey),
    extensions: toRawExtensions(tbs.extensions),
  };
}
