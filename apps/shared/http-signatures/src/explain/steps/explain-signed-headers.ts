import type { HeaderFields } from '../../steps/fields.ts';
import { checkSignedHeaders, type SignedHeaders } from '../../steps/signed-headers.ts';
import type { Step } from '../../verdict.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import { describeReason } from '../reason-words.ts';

/** The list of what is signed, as far as it is a list: `names` goes on with what can be made of `text`. */
export function explainHeaderList(
  outcome: Step<readonly string[]> | undefined,
  text: string | undefined,
): { readonly step: DescribedStep; readonly value: readonly string[] | undefined } {
  if (outcome === undefined || text === undefined) {
    return { step: skipStep('signed-header-list', 'What is signed is not said.'), value: undefined };
  }
  const step = describeStep('signed-header-list', outcome, (names) => ({
    found: text,
    words: `${names.length} names, each once.`,
  }));
  return { step: { found: text, ...step }, value: outcome.accepted ? outcome.evidence : readLoosely(text) };
}

/** Whether that is signed which has to be; of faults, all of them. */
export function explainSignedHeaders(
  rule: SignedHeaders,
  names: readonly string[] | undefined,
  fields: HeaderFields,
): DescribedStep {
  if (names === undefined) return skipStep('signed-headers', 'What is signed is not known.');
  const outcome = checkSignedHeaders(rule, names, fields);
  const step = describeStep('signed-headers', outcome, () => ({
    words: 'All that has to be signed is, and nothing that may not be.',
  }));
  if (outcome.accepted) return step;
  return { ...step, found: names.join(' '), words: findFaults(rule, names, fields).join(' ') };
}

/** Asks the verifier again and again, each time with one fault mended. */
function findFaults(rule: SignedHeaders, names: readonly string[], fields: HeaderFields): readonly string[] {
  const faults: string[] = [];
  let mended = names;
  for (let rounds = names.length + Object.keys(rule.fields).length; rounds > 0; rounds -= 1) {
    const outcome = checkSignedHeaders(rule, mended, fields);
    if (outcome.accepted) break;
    faults.push(describeReason(outcome.reason, outcome.evidence));
    const header = String(outcome.evidence['header']);
    mended =
      outcome.reason === 'signed-header-missing' ? [...mended, header] : mended.filter((name) => name !== header);
  }
  return faults;
}

function readLoosely(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().split(/[\s,;]+/))].filter((name) => name !== '');
}
