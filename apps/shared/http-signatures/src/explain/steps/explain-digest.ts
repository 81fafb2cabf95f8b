import { checkDigest, type DigestRule, renderDigest } from '../../steps/digest.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import { findDigestCauses } from '../digest/find-digest-cause.ts';

export function explainDigest(
  rule: DigestRule,
  header: string | undefined,
  body: Uint8Array,
  attempts: number,
): DescribedStep {
  if (header === undefined) {
    return {
      ...skipStep('digest', 'There is no digest to hold against the body.'),
      expected: renderDigest(rule.algorithm, body),
    };
  }
  const outcome = checkDigest(rule, header, body);
  const step = describeStep(
    'digest',
    outcome,
    (algorithm) => ({ found: header, words: `It is the ${algorithm} hash of the body, ${count(body.length)}.` }),
    () => findDigestCauses(header, body, attempts),
  );
  if (outcome.accepted) return step;
  const sent = DIGESTS.find((each) => each === outcome.evidence['algorithm']);
  return { ...step, found: header, expected: renderDigest(sent ?? rule.algorithm, body) };
}

const DIGESTS = ['SHA-256', 'SHA-512'] as const;

function count(bytes: number): string {
  return bytes === 0 ? 'which is empty' : `${bytes} byte${bytes === 1 ? '' : 's'}`;
}
