import type { RefusalEvidence } from '@openxs2a/certificates';
import type { SignatureReason } from './verdict.ts';

export type SigningErrorCode = 'ERR_MESSAGE_NOT_SIGNABLE';

/** A message that cannot be signed as its profile asks. `reason` is what a verifier would have said. */
export class SigningError extends Error {
  readonly code: SigningErrorCode = 'ERR_MESSAGE_NOT_SIGNABLE';
  readonly reason: SignatureReason;
  readonly evidence: RefusalEvidence;

  constructor(reason: SignatureReason, evidence: RefusalEvidence) {
    const details = Object.entries(evidence).map(([name, value]) => `${name} "${value}"`);
    super(`The message cannot be signed: ${[reason, ...details].join(', ')}.`);
    this.name = 'SigningError';
    this.reason = reason;
    this.evidence = evidence;
  }
}
