import type { Certificate } from '@openxs2a/certificates';
import type { KeyIdComparison } from './http-signature/key-id.ts';
import type { HeaderLimits } from './limits.ts';
import type { CertificateReader } from './steps/certificate.ts';

/** What a verifier has at hand for every message. */
export interface VerificationSetup {
  readonly clock: () => Date;
  readonly limits: HeaderLimits;
  readonly readCertificate: CertificateReader;
  readonly compareKeyId: KeyIdComparison;
  readonly findCertificate?: (thumbprint: string) => Certificate | undefined;
}
