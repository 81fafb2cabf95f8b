import type { Account, CoreBanking } from '@openxs2a/core-banking';

/** Those that core banking still has, in this order. */
export async function loadAccounts(core: CoreBanking, ids: readonly string[]): Promise<readonly Account[]> {
  const accounts = await Promise.all(ids.map((id) => core.findAccount(id)));
  return accounts.filter((account) => account !== undefined);
}
