import type { PageMethod } from '@openxs2a/sca';
import type { AuthorisationView } from '../../authorising/road.ts';
import { loadAccounts } from '../base/load-accounts.ts';
import type { Reviewed } from '../base/show-review.ts';
import type { PagesOptions } from '../options.ts';

export interface LoadedReview {
  readonly reviewed: Reviewed;
  readonly methods: readonly PageMethod[];
}

/** What the PSU sees before it agrees. Where something cannot be found out, there is less to agree to, and never more. */
export async function loadReview(
  { road, core, operator }: Pick<PagesOptions, 'road' | 'core' | 'operator'>,
  { key, subject, needsChoice, tppId }: AuthorisationView,
): Promise<LoadedReview> {
  const [methods, eligible, tpp] = await Promise.all([
    road.listMethods(key),
    needsChoice ? road.listEligibleAccounts(key) : undefined,
    operator?.tpps.find(tppId),
  ]);
  const opened = subject.kind === 'consent' ? subject.accounts : [];
  const ids = eligible === undefined ? opened : eligible.accepted ? eligible.evidence : [];
  return {
    methods: methods.accepted ? methods.evidence : [],
    reviewed: {
      subject,
      accounts: await loadAccounts(core, ids),
      needsChoice,
      chosen: needsChoice ? opened : [],
      ncaName: tpp?.nca?.name,
    },
  };
}
