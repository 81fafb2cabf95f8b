import type { Grant } from '@openxs2a/consent';
import type { Account, Balance } from '@openxs2a/core-banking';
import { RefusedError } from '@openxs2a/edge';
import type { ResourceServerDeps } from '../deps.ts';
import { type OpenedAccount, opens } from '../domain/opened-account.ts';
import { accountGone, grantedAccountOf, loadOpenedAccount } from './load-accounts.ts';

type Deps = Pick<ResourceServerDeps, 'core' | 'profile'>;

/** The account that the call is about, and its balances. */
export async function loadAccountWithBalances<Kind extends Account>(
  { core }: Pick<Deps, 'core'>,
  grant: Grant,
  isKind: (opened: OpenedAccount) => opened is OpenedAccount<Kind>,
): Promise<{ readonly account: Kind; readonly balances: readonly Balance[] }> {
  const [{ opened }, balances] = await Promise.all([
    loadOpenedAccount({ core }, grant, isKind),
    core.listBalances(grantedAccountOf(grant).accountId),
  ]);
  if (balances === undefined) throw accountGone(grant);
  return { account: opened.account, balances };
}

/**
 * Balances that go along where `withBalance` asks for them, by the bank's id of their account: of those accounts alone whose
 * balances the consent opens. A bank may leave them out, or refuse where one of the accounts is without the right.
 */
export async function loadBalancesBeside(
  { core, profile }: Deps,
  opened: readonly OpenedAccount[],
  withBalance: boolean | undefined,
): Promise<ReadonlyMap<string, readonly Balance[] | undefined>> {
  const { balancesInList, balancesNotGranted } = profile.accounts;
  if (withBalance !== true || !balancesInList) return new Map();
  const granted = opened.filter((one) => opens(one, 'balances'));
  if (balancesNotGranted === 'refuse' && granted.length < opened.length)
    throw new RefusedError({ reason: 'consent:access-not-granted', evidence: { parameter: 'withBalance' } });
  const loaded = granted.map(async ({ account: { id } }) => [id, await core.listBalances(id)] as const);
  return new Map(await Promise.all(loaded));
}
