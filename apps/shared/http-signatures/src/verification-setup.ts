import type { Certificate } from '@openxs2a/certificates';
import type { KeyIdComparison } from './http-signature/key-id.ts';
import type { HeaderLimits } from './limits.ts';
import type { CertificateReader } from './steps/certificate.ts';
import type { Step } from './verdict.ts';

/** What a verifier has at hand for every message. */
export interface VerificationSetup {
  readonly clock: () => Date;
  readonly limits: HeaderLimits;
  readonly readCertificate: CertificateReader;
}

export interface HttpSignatureSetup extends VerificationSetup {
  readonly compareKeyId: KeyIdComparison;
  /** `parseHeaderList` in the case of the profile. */
  readonly readHeaderList: (text: string) => Step<readonly string[]>;
}

export interface JwsSetup extends VerificationSetup {
  readonly findCertificate?: (thumbprint: string) => Certificate | undefined;
}
