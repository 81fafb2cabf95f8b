import type { Certificate, Psd2Statement, QualifiedStatements } from '../certificate.ts';
import { parseDer } from '../read/asn1.ts';
import { type RawExtension, toRawExtensions } from '../read/extensions.ts';
import { WrittenCertificate, type WrittenTBSCertificate } from '../read/syntax.ts';
import { type Shape, shapeOf } from './shape.ts';

/** A certificate with all that checks look at. */
export interface Examined {
  readonly certificate: Certificate;
  readonly now: Date;
  readonly shape: Shape;
  /** Where how something is written matters. */
  readonly tbsCertificate: WrittenTBSCertificate;
  readonly extensions: readonly RawExtension[];
  /** What could be read of the statements, also of malformed ones. */
  readonly statements: Partial<QualifiedStatements>;
  readonly psd2: Partial<Psd2Statement>;
}

export function examine(certificate: Certificate, now: Date): Examined {
  const statements = certificate.qualified.kind === 'absent' ? {} : (certificate.qualified.value ?? {});
  const { psd2 } = statements;
  const { tbsCertificate } = parseDer(certificate.der, WrittenCertificate, 'Certificate');
  return {
    certificate,
    now,
    shape: shapeOf(certificate),
    tbsCertificate,
    extensions: toRawExtensions(tbsCertificate.extensions),
    statements,
    psd2: psd2 === undefined || psd2.kind === 'absent' ? {} : (psd2.value ?? {}),
  };
}
