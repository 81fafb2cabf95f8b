import { chooseJwsAlgorithm, JWS_ALGORITHMS, type JwsAlgorithm } from '../../jws/algorithm.ts';
import type { SigningCertificate } from '../../steps/certificate.ts';
import { SIGNATURE_SCHEMES } from '../../steps/scheme.ts';
import { type DescribedStep, describeStep, skipStep } from '../describe-step.ts';
import type { Scheme } from '../signature/attempt.ts';
import { guessScheme } from '../steps/guess-scheme.ts';

export interface ExplainedJwsAlgorithm {
  readonly step: DescribedStep;
  /** What the name says, or else what it probably means. */
  readonly value: Scheme | undefined;
  /** What the verifier goes on with. */
  readonly chosen?: JwsAlgorithm;
}

export function explainJwsAlgorithm(
  allowed: readonly JwsAlgorithm[],
  alg: string | undefined,
  signer: SigningCertificate | undefined,
): ExplainedJwsAlgorithm {
  if (alg === undefined || signer === undefined) {
    const what = alg === undefined ? 'There is no name of an algorithm.' : 'There is no key to hold it against.';
    return { step: { ...skipStep('algorithm', what), ...(alg === undefined ? {} : { found: alg }) }, value: undefined };
  }
  const { kind, certificate } = signer;
  const { curve } = certificate.key;
  const outcome = chooseJwsAlgorithm(allowed, alg, kind, curve);
  const step = describeStep('algorithm', outcome, () => ({ words: 'It fits the key.' }));
  if (outcome.accepted) {
    const { scheme } = JWS_ALGORITHMS[outcome.evidence];
    return { step: { ...step, found: alg }, value: SIGNATURE_SCHEMES[scheme], chosen: outcome.evidence };
  }
  const fitting = allowed.filter((each) => chooseJwsAlgorithm(allowed, each, kind, curve).accepted).join(' or ');
  return { step: { ...step, found: alg, expected: fitting }, value: guessScheme(alg, kind) };
}
