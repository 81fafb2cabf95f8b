import type { Certificate, Psd2Statement, QualifiedStatements } from '../certificate.ts';
import { type CertificateParts, readParts } from '../read/parts.ts';
import { type Shape, shapeOf } from './shape.ts';

/** A certificate with all that checks look at. */
export interface Examined {
  readonly certificate: Certificate;
  readonly now: Date;
  readonly shape: Shape;
  /** The bytes, where how something is written matters. */
  readonly parts: CertificateParts;
  /** What could be read of the statements, also of malformed ones. */
  readonly statements: Partial<QualifiedStatements>;
  readonly psd2: Partial<Psd2Statement>;
}

export function examine(certificate: Certificate, now: Date): Examined {
  const statements = certificate.qualified.kind === 'absent' ? {} : (certificate.qualified.value ?? {});
  const { psd2 } = statements;
  return {
    certificate,
    now,
    shape: shapeOf(certificate),
    parts: readParts(certificate.der),
    statements,
    psd2: psd2 === undefined || psd2.kind === 'absent' ? {} : (psd2.value ?? {}),
  };
}
