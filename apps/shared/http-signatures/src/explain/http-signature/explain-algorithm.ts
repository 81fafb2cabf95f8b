import { type AlgorithmNames, chooseScheme } from '../../http-signature/algorithm.ts';
import type { SigningCertificate } from '../../steps/certificate.ts';
import { fitsKey, type KeyKind, SIGNATURE_SCHEMES, type SignatureScheme } from '../../steps/scheme.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import type { Hint } from '../deviations/deviation.ts';
import type { Scheme } from '../signature/attempt.ts';
import { guessScheme } from '../steps/guess-scheme.ts';

export interface ExplainedAlgorithm {
  readonly step: DescribedStep;
  /** What the name says, or else what it probably means. */
  readonly value: Scheme | undefined;
  /** What the verifier goes on with. */
  readonly chosen?: SignatureScheme;
}

export function explainAlgorithm(
  names: AlgorithmNames,
  name: string | undefined,
  signer: SigningCertificate | undefined,
): ExplainedAlgorithm {
  if (name === undefined || signer === undefined) {
    const what = name === undefined ? 'There is no name of an algorithm.' : 'There is no key to hold it against.';
    return {
      step: { ...skipStep('algorithm', what), ...(name === undefined ? {} : { found: name }) },
      value: undefined,
    };
  }
  const { kind } = signer;
  const outcome = chooseScheme(names, name, kind);
  const value = outcome.accepted ? SIGNATURE_SCHEMES[outcome.evidence] : guessScheme(name, kind);
  const step = describeStep(
    'algorithm',
    outcome,
    (scheme) => ({ words: `It fits the key (${scheme}).` }),
    () => hintName(names, value, kind),
  );
  const fitting = fittingNames(names, kind).join(' or ');
  return {
    step: { ...step, found: name, ...(outcome.accepted ? {} : { expected: fitting }) },
    value,
    ...(outcome.accepted ? { chosen: outcome.evidence } : {}),
  };
}

function fittingNames(names: AlgorithmNames, kind: KeyKind): readonly string[] {
  return Object.keys(names).filter((name) => names[name]?.some((scheme) => fitsKey(scheme, kind)));
}

/** The name of this profile for what was probably meant. */
function hintName(names: AlgorithmNames, { family, hash }: Scheme, kind: KeyKind): readonly Hint[] {
  const meant = fittingNames(names, kind).find((name) =>
    names[name]?.some(
      (scheme) => SIGNATURE_SCHEMES[scheme].family === family && SIGNATURE_SCHEMES[scheme].hash === hash,
    ),
  );
  return meant === undefined ? [] : [{ codes: ['algorithm-name'], words: `The profile writes "${meant}" for that.` }];
}
