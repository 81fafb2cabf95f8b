import type { HttpMessage } from '../../message.ts';
import type { Step } from '../../verdict.ts';
import { type DescribedStep, describeStep } from '../describe-step.ts';
import type { Hint } from '../deviations/deviation.ts';
import type { StepName } from '../explanation.ts';

/** What is longer is not looked into, as a verifier does not. */
const LONGEST = 8_192;

/** A header that carries a part of the signature. Of one that comes twice, the first is explained further. */
export function explainCarrier(
  step: StepName,
  outcome: Step<string>,
  { headers }: HttpMessage,
  name: string,
): { readonly step: DescribedStep; readonly value: string | undefined } {
  const first = headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1].trim();
  const described = describeStep(
    step,
    outcome,
    (text) => ({ words: `The header "${name}" is there, once, with ${text.length} characters.` }),
    () => hintElsewhere(step, headers),
  );
  const isRepeated = !outcome.accepted && outcome.reason === 'header-duplicated' && (first?.length ?? 0) < LONGEST;
  return { step: described, value: outcome.accepted ? outcome.evidence : isRepeated ? first : undefined };
}

/** The same thing under another name. */
function hintElsewhere(step: StepName, headers: HttpMessage['headers']): readonly Hint[] {
  const elsewhere = ELSEWHERE.filter((each) => each.step === step).flatMap(({ pattern, words }) => {
    const found = headers.find(([name, value]) => pattern.test(`${name}: ${value}`));
    return found === undefined ? [] : [{ codes: ['elsewhere'], words: `The message has "${found[0]}": ${words}.` }];
  });
  return elsewhere.slice(0, 1);
}

const ELSEWHERE: readonly { readonly step: StepName; readonly pattern: RegExp; readonly words: string }[] = [
  {
    step: 'signature-header',
    pattern: /^x-jws-signature:/i,
    words: 'it is signed by a JWS, which profiles beginning with "jws" verify',
  },
  {
    step: 'signature-header',
    pattern: /^authorization: *signature /i,
    words: 'the signature stands there, as the profile "ing-token" has it',
  },
  {
    step: 'signature-header',
    pattern: /^signature-input:/i,
    words: 'it is signed after RFC 9421, which is another standard than that of NextGenPSD2',
  },
  {
    step: 'signature-header',
    pattern: /^signature: *keyid=/i,
    words: 'it is signed by HTTP signatures, which profiles verify whose names do not begin with "jws"',
  },
  {
    step: 'digest-header',
    pattern: /^(?:content|repr)-digest:/i,
    words: 'that is the header of RFC 9530; the profile asks for "Digest" of RFC 3230',
  },
  {
    step: 'certificate-header',
    pattern: /certificate|-cert:/i,
    words: 'a certificate may stand there, but this is not the header that the profile asks for',
  },
];
