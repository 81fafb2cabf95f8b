import type { Step } from '../../verdict.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import { type Deviation, type Hint, toHint } from '../deviations/deviation.ts';
import { bytesOfAttempt, type SignatureAttempt } from './attempt.ts';
import { createProver } from './create-prover.ts';
import { describeRecovered } from './describe-recovered.ts';
import { findSignatureCause, renderShown } from './find-signature-cause.ts';

export interface ExplainedSignatureValue {
  readonly step: DescribedStep;
  /** The text that was signed, where it was found out and is not the expected one. */
  readonly signed?: string;
}

/**
 * The mathematical check. `outcome` is the verifier's own, which it makes only where nothing before is wrong; otherwise
 * the signature is tried with the best that could be made of what is there.
 */
export function explainSignatureValue(
  base: SignatureAttempt | undefined,
  outcome: Step<unknown> | undefined,
  deviations: readonly Deviation<SignatureAttempt>[],
  attempts: number,
): ExplainedSignatureValue {
  if (base === undefined)
    return { step: skipStep('signature', 'Key, algorithm, signed headers or the signature itself are not known.') };
  if (outcome?.accepted === true) return { step: describeStep('signature', outcome, () => ({ words: FITS })) };
  if (outcome === undefined && createProver()(base)) {
    return {
      step: { step: 'signature', verdict: 'fine', words: `${FITS} Only what is said above is wrong.`, hints: [] },
    };
  }
  const cause = findSignatureCause(base, deviations, attempts);
  const hints = cause === undefined ? hintOfKey(base) : [toHint('The signature fits', cause.deviations)];
  const step = outcome === undefined ? MISFITS : describeStep('signature', outcome, () => ({ words: FITS }));
  const isOtherText = cause !== undefined && cause.text !== renderShown(base);
  return { step: { ...step, hints }, ...(isOtherText ? { signed: cause.text } : {}) };
}

const FITS = 'It is what the key of the certificate makes of the expected signing string.';

const MISFITS: DescribedStep = {
  step: 'signature',
  verdict: 'wrong',
  reason: 'signature-mismatch',
  words: 'With what is there, the signature is not what the key of the certificate makes of the signing string.',
  hints: [],
};

/** The signature in the first way in which it can be read. */
function hintOfKey(base: SignatureAttempt): readonly Hint[] {
  const text = base.signatureText;
  const bytes = base.decode(text) ?? Buffer.from(text, 'base64');
  return bytes.length === 0 ? [] : [describeRecovered(base.key, bytes, bytesOfAttempt(base))];
}
