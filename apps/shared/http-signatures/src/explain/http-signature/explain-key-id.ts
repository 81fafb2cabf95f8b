import type { Certificate } from '@openxs2a/certificates';
import { compareKeyId, type KeyIdRule, renderKeyId } from '../../http-signature/key-id.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import { type Hint, toHint } from '../deviations/deviation.ts';
import { findDeviations } from '../deviations/find-deviations.ts';
import type { LooseParameters } from './explain-parameters.ts';
import { describeIssuerDifference } from './issuer-difference.ts';
import { createKeyIdDeviations, type KeyIdAttempt } from './key-id-deviations.ts';

/** Whether keyId names the certificate, and if not, what in it names another. */
export function explainKeyId(
  rule: KeyIdRule,
  { keyId, rawKeyId }: LooseParameters,
  certificate: Certificate | undefined,
  given: Certificate | undefined,
): DescribedStep {
  if (keyId === undefined) return skipStep('key-id', 'There is no keyId to read.');
  if (certificate === undefined)
    return { ...skipStep('key-id', 'There is no certificate to hold it against.'), found: keyId };
  const attempt = { rule, value: keyId, raw: rawKeyId ?? keyId, certificate };
  const step = describeStep(
    'key-id',
    compareKeyId(rule, attempt, certificate),
    () => ({
      words:
        rule.form === 'opaque'
          ? 'The profile takes any text; it is compared with nothing.'
          : 'It names the certificate.',
    }),
    () => findCauses(attempt, given),
  );
  const expected = rule.form === 'opaque' ? {} : { expected: renderKeyId(rule, certificate) };
  return step.verdict === 'fine' ? { ...step, found: keyId } : { ...step, found: keyId, ...expected };
}

/** A serial number and a name; what is longer is neither. */
const LONGEST = 1_024;

function findCauses(attempt: KeyIdAttempt, given: Certificate | undefined): readonly Hint[] {
  if (attempt.raw.length > LONGEST) return [];
  const found = findDeviations(attempt, createKeyIdDeviations(given), holds, { depth: 3, attempts: 2_000 });
  if (found === undefined) return describeIssuerDifference(attempt.value, attempt.certificate);
  const hint = toHint('It names the certificate', found.deviations);
  const isIssuerIgnored = hint.codes.includes('issuer-differs');
  return isIssuerIgnored ? [hint, ...describeIssuerDifference(attempt.value, attempt.certificate)] : [hint];
}

function holds({ rule, certificate, ...text }: KeyIdAttempt): boolean {
  return compareKeyId(rule, text, certificate).accepted;
}
