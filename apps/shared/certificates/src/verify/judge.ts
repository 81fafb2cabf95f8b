import type { Certificate } from '../certificate.ts';
import type { CertificateUse } from '../verdict.ts';
import { createIssuanceCheck } from './path/issuance.ts';
import { checkLeaf } from './path/leaf.ts';
import { findPaths, type Sources } from './path/search.ts';
import { validatePath } from './path/validate.ts';
import type { VerificationPolicy } from './policy.ts';
import { checkProfile, type ProfileEvidence } from './profile/profile.ts';
import { isRefusal, type Refusal, withoutRefusals } from './refusal.ts';

export interface Judgement {
  /** What the leaf is by each path that will do, the likeliest first. */
  readonly accepted: readonly ProfileEvidence[];
  /** Why the likeliest path will not do; counts where none does. */
  readonly refusal: Refusal;
}

/**
 * Everything that can be judged without asking anybody, in this order: the leaf, its paths, and for each path whether it is
 * valid and whether the leaf fits its use.
 */
export function judge(
  leaf: Certificate,
  use: CertificateUse,
  sources: Sources,
  now: Date,
  policy: VerificationPolicy,
): Judgement {
  const checkIssuance = createIssuanceCheck(policy);
  const unfit = checkLeaf(leaf, now, policy, checkIssuance);
  if (unfit !== undefined) return { accepted: [], refusal: unfit };
  const { paths, refusal } = findPaths(leaf, sources, checkIssuance, policy);
  const results = paths.map(
    (path) => validatePath(path, now, policy, checkIssuance) ?? checkProfile(path, leaf, use, policy),
  );
  return {
    accepted: withoutRefusals(results),
    refusal: results.find(isRefusal) ?? refusal,
  };
}
