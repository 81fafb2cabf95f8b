import type { Certificate } from '../../certificate.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Both ends are included (RFC 5280, 4.1.2.5). */
export function checkDates(certificate: Certificate, now: Date, place: 'leaf' | 'issuer'): Refusal | undefined {
  const { notBefore, notAfter } = certificate;
  if (now < notBefore)
    return refuse(place === 'leaf' ? 'not-yet-valid' : 'issuer-not-yet-valid', certificate, {
      notBefore: notBefore.toISOString(),
    });
  if (now > notAfter)
    return refuse(place === 'leaf' ? 'expired' : 'issuer-expired', certificate, { notAfter: notAfter.toISOString() });
  return undefined;
}

/** Milliseconds since 1970, both included. */
export interface Validity {
  readonly from: number;
  readonly until: number;
}

/** When every one of the certificates is valid. */
export function validityOf(certificates: readonly Certificate[]): Validity {
  return {
    from: Math.max(...certificates.map(({ notBefore }) => notBefore.getTime())),
    until: Math.min(...certificates.map(({ notAfter }) => notAfter.getTime())),
  };
}
