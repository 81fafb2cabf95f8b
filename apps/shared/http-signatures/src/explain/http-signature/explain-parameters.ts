import {
  type ParameterGrammar,
  parseParameters,
  parseSignatureParameters,
  type SignatureParameters,
} from '../../http-signature/parameters.ts';
import { decodeBase64 } from '../../steps/base64.ts';
import { refuse, type Step } from '../../verdict.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import { type Hint, toHint } from '../deviations/deviation.ts';
import { findDeviations } from '../deviations/find-deviations.ts';
import { createParameterRepairs } from './parameter-repairs.ts';

/** Those that can be read, whatever is wrong with the others. */
export type LooseParameters = Partial<SignatureParameters>;

export interface ExplainedParameters {
  readonly step: DescribedStep;
  readonly value: LooseParameters;
}

export function explainParameters(text: string | undefined, grammar: ParameterGrammar): ExplainedParameters {
  if (text === undefined) return { step: skipStep('parameters', 'There is no signature to read.'), value: {} };
  const outcome = readParameters(text, grammar);
  const repaired = outcome.accepted ? undefined : repair(text, grammar);
  const step = describeStep('parameters', outcome, describeParameters, () => repaired?.hints ?? []);
  return { step, value: outcome.accepted ? outcome.evidence : (repaired?.value ?? {}) };
}

/** As the verifier does it. */
function readParameters(text: string, grammar: ParameterGrammar): Step<SignatureParameters> {
  const parameters = parseSignatureParameters(text, grammar);
  if (!parameters.accepted || decodeBase64(parameters.evidence.signature) !== undefined) return parameters;
  return refuse('signature-malformed', { parameter: 'signature', found: parameters.evidence.signature.slice(0, 200) });
}

function describeParameters({ signature }: SignatureParameters) {
  const bytes = Buffer.from(signature, 'base64').length;
  return { words: `keyId, algorithm, headers and a signature of ${bytes} bytes.` };
}

function repair(
  text: string,
  grammar: ParameterGrammar,
): { readonly value: LooseParameters; readonly hints: readonly Hint[] } {
  const found = findDeviations(
    text,
    createParameterRepairs(text),
    (each) => parseSignatureParameters(each, grammar).accepted,
    {
      depth: 3,
      attempts: 500,
    },
  );
  if (found === undefined) return { value: readLoosely(text), hints: [] };
  const parsed = parseSignatureParameters(found.attempt, grammar);
  const hints = found.deviations.length === 0 ? [] : [toHint('The parameters can be read', found.deviations)];
  return { value: parsed.accepted ? parsed.evidence : {}, hints };
}

const NAMES = { keyid: 'keyId', algorithm: 'algorithm', headers: 'headers', signature: 'signature' } as const;

/** Whatever stands there as `name=value`, the first of each name. */
function readLoosely(text: string): LooseParameters {
  const parsed = parseParameters(text);
  const parameters = parsed.accepted ? parsed.evidence : [];
  const found: { -readonly [Name in keyof LooseParameters]: LooseParameters[Name] } = {};
  for (const { name, value, raw } of parameters) {
    const lower = name.toLowerCase();
    const known = Object.hasOwn(NAMES, lower) ? NAMES[lower as keyof typeof NAMES] : undefined; // checked the moment before
    if (known === undefined || found[known] !== undefined) continue;
    found[known] = value;
    if (known === 'keyId') found.rawKeyId = raw;
  }
  return found;
}
