import type { DistinguishedName } from '../../name.ts';
import { malformed } from '../../read/error.ts';
import { toRawExtensions } from '../../read/extensions.ts';
import { toName } from '../../read/name.ts';
import type { Signed } from '../../read/signature.ts';
import { readTime } from '../../read/time.ts';
import { type FindStatus, indexEntries } from './crl-entries.ts';
import { type CrlExtensions, readCrlExtensions } from './crl-extensions.ts';
import { readCrlFrame } from './crl-frame.ts';

/** A certificate revocation list as it stands (RFC 5280, 5). Nothing is believed here. */
export interface Crl extends CrlExtensions {
  readonly der: Uint8Array;
  readonly signed: Signed;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly findStatus: FindStatus;
}

/** Throws CertificateError for what cannot be read, RevocationError for a kind of list that is not supported. */
export function readCrl(der: Uint8Array): Crl {
  const { list, bytes, entries } = readCrlFrame(der);
  const { tbsCertList, signatureAlgorithm, signature } = list;
  // RFC 5280, 5.1.1.2: else the signature would not cover how it is to be checked
  if (!signatureAlgorithm.isEqual(tbsCertList.signature)) throw malformed('The two algorithms differ.');
  return {
    der,
    signed: { bytes, algorithm: signatureAlgorithm, signature: new Uint8Array(signature) },
    issuer: toName(tbsCertList.issuer, 'issuer'),
    thisUpdate: readTime(tbsCertList.thisUpdate),
    nextUpdate: readTime(tbsCertList.nextUpdate),
    ...readCrlExtensions(toRawExtensions(tbsCertList.crlExtensions)),
    findStatus: indexEntries(der, entries),
  };
}
