import type { Deviation } from '../deviations/deviation.ts';
import { findDeviations } from '../deviations/find-deviations.ts';
import { hideSecret } from '../secrets.ts';
import { renderAttempt, type SignatureAttempt } from './attempt.ts';
import { createProver } from './create-prover.ts';

const SLOWER = 5;

export interface SignatureCause {
  readonly deviations: readonly Deviation<SignatureAttempt>[];
  /** The text that was signed, by all signs; without secrets. */
  readonly text: string;
}

/** The fewest known deviations by which the signature is one of this message. */
export function findSignatureCause(
  base: SignatureAttempt,
  deviations: readonly Deviation<SignatureAttempt>[],
  attempts: number,
): SignatureCause | undefined {
  // a hash that was taken out of the signature is compared much faster than a signature is verified
  const isFast = base.scheme.family === 'rsa';
  const limits = isFast ? { depth: 3, attempts } : { depth: 2, attempts: Math.ceil(attempts / SLOWER) };
  const found = findDeviations(base, deviations, createProver(), limits);
  return found === undefined ? undefined : { deviations: found.deviations, text: renderShown(found.attempt) };
}

/** The text of an attempt as it may be shown. */
export function renderShown(attempt: SignatureAttempt): string {
  const find = (name: string) => hideSecret(name, attempt.find(name) ?? '');
  return renderAttempt({ ...attempt, find }) ?? '';
}
