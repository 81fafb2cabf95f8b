import type { Certificate } from '@openxs2a/certificates';
import type { HeaderLimits } from '../limits.ts';
import type { CertificateReader } from '../steps/certificate.ts';
import type { DescribedStep } from './describe-step.ts';
import type { ExplainedCover } from './explain-cover.ts';

/** What both families need to explain. */
export interface ExplanationSetup {
  readonly limits: HeaderLimits;
  readonly readCertificate: CertificateReader;
  /** What should have signed, or stands in for a certificate that the message does not have. */
  readonly given: Certificate | undefined;
  /** When the message was received; undefined where nobody says. */
  readonly now: Date | undefined;
  /** How many sets of deviations are tried at most. */
  readonly attempts: number;
}

/** What the explanation of a family comes to. */
export interface FamilyExplanation {
  readonly steps: readonly DescribedStep[];
  readonly certificate: Certificate | undefined;
  readonly cover: Pick<ExplainedCover, 'lines' | 'signed'>;
}
