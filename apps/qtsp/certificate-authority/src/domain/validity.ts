import type { CertificateKind } from './certificate-record.ts';

/** How long certificates count, in hours. */
export type Lifetimes = Readonly<Record<CertificateKind, number>>;

const HOUR = 3_600_000;
const SECOND = 1_000;
/** Clocks of others may be behind by so much. */
const BACKDATED = 300 * SECOND;

/** From just before now, in whole seconds, as certificates have them; never longer than the issuer itself. */
export function toValidity(
  hours: number,
  now: Date,
  issuerEnd: Date,
): { readonly notBefore: Date; readonly notAfter: Date } {
  const start = Math.floor((now.getTime() - BACKDATED) / SECOND) * SECOND;
  const end = Math.floor(now.getTime() / SECOND) * SECOND + hours * HOUR;
  return { notBefore: new Date(start), notAfter: new Date(Math.min(end, issuerEnd.getTime())) };
}
