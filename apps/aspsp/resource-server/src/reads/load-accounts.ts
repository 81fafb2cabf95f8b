import type { Grant } from '@openxs2a/consent';
import type { Account, Psu } from '@openxs2a/core-banking';
import { RefusedError } from '@openxs2a/edge';
import type { ResourceServerDeps } from '../deps.ts';
import { type OpenedAccount, openAccounts } from '../domain/opened-account.ts';

export interface Opened {
  /** Who gave the consent, where core banking tells. */
  readonly psu: Psu | undefined;
  readonly accounts: readonly OpenedAccount[];
}

/** What the consent opens of what the PSU has now. Refuses where the bank has blocked the PSU since. */
export async function loadOpened({ core }: Pick<ResourceServerDeps, 'core'>, grant: Grant): Promise<Opened> {
  const { psuId } = grant;
  const [psu, accounts] = await Promise.all([core.findPsuById(psuId), core.listAccounts(psuId)]);
  if (psu?.status === 'blocked') throw new RefusedError({ reason: 'psu-blocked' });
  return { psu, accounts: openAccounts(accounts, grant) };
}

/** The account that the call is about. Refuses where the PSU does not have it any more. */
export async function loadOpenedAccount<Kind extends Account>(
  deps: Pick<ResourceServerDeps, 'core'>,
  grant: Grant,
  isKind: (opened: OpenedAccount) => opened is OpenedAccount<Kind>,
): Promise<{ readonly psu: Psu | undefined; readonly opened: OpenedAccount<Kind> }> {
  const { accountId } = grantedAccountOf(grant);
  const { psu, accounts } = await loadOpened(deps, grant);
  const opened = accounts.find(({ account }) => account.id === accountId);
  if (opened === undefined || !isKind(opened)) throw accountGone(grant);
  return { psu, opened };
}

/** TypeError at an operation that is about no account. */
export function grantedAccountOf({ account }: Grant): NonNullable<Grant['account']> {
  if (account === undefined) throw new TypeError('The operation is about no account.');
  return account;
}

/** To the TPP such an account is as unknown as one that never was. */
export function accountGone({ consentId }: Grant): RefusedError {
  return new RefusedError({ reason: 'consent:account-unknown', evidence: { consentId, account: 'gone' } });
}
