import type { RefusalEvidence } from '@openxs2a/certificates';
import type { Step } from '../verdict.ts';
import type { Hint } from './deviations/deviation.ts';
import type { ExplainedStep, StepName } from './explanation.ts';
import { describeReason } from './reason-words.ts';

/** The clause of a step is set where all steps come together. */
export type DescribedStep = Omit<ExplainedStep, 'clause'>;

export interface FineStep {
  readonly found?: string;
  readonly words: string;
}

/** A step of the verifier as a step of its explanation. `hints` are only asked for where it refuses. */
export function describeStep<Found>(
  step: StepName,
  outcome: Step<Found>,
  fine: (evidence: Found) => FineStep,
  hints: () => readonly Hint[] = () => [],
): DescribedStep {
  if (outcome.accepted) return { step, verdict: 'fine', ...fine(outcome.evidence), hints: [] };
  const { reason, evidence } = outcome;
  return {
    step,
    verdict: 'wrong',
    reason,
    ...pick('found', evidence['found']),
    ...pick('expected', evidence['expected'] ?? evidence['allowed']),
    words: describeReason(reason, evidence),
    hints: hints(),
  };
}

/** A step that an earlier fault left nothing to look at. */
export function skipStep(step: StepName, words: string): DescribedStep {
  return { step, verdict: 'skipped', words, hints: [] };
}

function pick(key: 'found' | 'expected', value: RefusalEvidence[string] | undefined) {
  return value === undefined ? {} : { [key]: String(value) };
}
