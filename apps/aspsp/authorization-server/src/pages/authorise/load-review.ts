import type { Account, CoreBanking } from '@openxs2a/core-banking';
import type { AuthenticationMethod } from '@openxs2a/sca';
import type { AuthorisationView } from '../../authorising/road.ts';
import type { PagesOptions } from '../options.ts';
import type { Reviewed } from './show-review.ts';

export interface LoadedReview {
  readonly reviewed: Reviewed;
  readonly methods: readonly AuthenticationMethod[];
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

export async function loadAccounts(core: CoreBanking, ids: readonly string[]): Promise<readonly Account[]> {
  const accounts = await Promise.all(ids.map((id) => core.findAccount(id)));
  return accounts.filter((account) => account !== undefined);
}
