import { checkFreshness, type Freshness } from '../../steps/freshness.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';

/** When it was made, as written and as read. */
export interface SigningTime {
  readonly text: string;
  readonly time: Date | undefined;
}

/** `now` is undefined where nobody says when the message was received: then only that its time can be read is looked at. */
export function explainFreshness(
  rule: Freshness | undefined,
  signedAt: SigningTime | undefined,
  now: Date | undefined,
): DescribedStep {
  if (signedAt === undefined && rule === undefined) return { step: 'date', verdict: 'fine', words: ANY_AGE, hints: [] };
  if (signedAt === undefined) return skipStep('date', 'The signature does not say when it was made.');
  const outcome = checkFreshness(rule, signedAt.time, now ?? signedAt.time ?? new Date(0), signedAt.text);
  const step = describeStep('date', outcome, () => ({ found: signedAt.text, words: wordsOf(rule, now) }));
  return outcome.accepted && rule !== undefined && now === undefined ? { ...step, verdict: 'unknown' } : step;
}

const ANY_AGE = 'The profile takes signatures of any age.';

function wordsOf(rule: Freshness | undefined, now: Date | undefined): string {
  if (rule === undefined) return ANY_AGE;
  const age = `${rule.maxAge / 1000} seconds`;
  return now === undefined
    ? `The profile takes signatures that are at most ${age} old; when this one arrived is not known.`
    : `It is not older than ${age}.`;
}
