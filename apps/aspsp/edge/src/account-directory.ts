import type { AccountDirectory, DirectoryAccount } from '@openxs2a/consent';
import type { Account, CoreBanking } from '@openxs2a/core-banking';
import type { BankProfile } from '@openxs2a/profile';

/**
 * What consents ask about accounts, answered by core banking. A PSU is known by `id`, its role at the bank. Of an account of
 * several currencies the levels are there that the bank shows (AIS-ACC-005, AIS-ACC-016).
 */
export function createAccountDirectory(
  core: CoreBanking,
  { accounts: { multiCurrency }, services }: Pick<BankProfile, 'accounts' | 'services'>,
): AccountDirectory {
  /** A closed account opens to nobody anew, and nothing opens that no operation reads. */
  const isListed = (account: Account) =>
    account.status !== 'deleted' &&
    (account.kind === 'payment' || services.cardAccounts) &&
    (multiCurrency === 'both' || levelOf(account) !== HIDDEN[multiCurrency]);
  return {
    async listAccounts({ psuId }) {
      const accounts = await core.listAccounts(psuId);
      return accounts.filter(isListed).map(toDirectoryAccount);
    },
    async resolve(reference, { psuId }) {
      const [named, own] = await Promise.all([core.findAccounts(reference), core.listAccounts(psuId)]);
      const ids = new Set(own.filter(isListed).map(({ id }) => id));
      return named.filter(({ id }) => ids.has(id)).map(toDirectoryAccount);
    },
  };
}

type Level = 'collection' | 'sub-accounts';

const HIDDEN = { collection: 'sub-accounts', 'sub-accounts': 'collection' } as const;
const COLLECTION_CURRENCY = 'XXX';

/** Undefined for an account of one currency. */
function levelOf(account: Account): Level | undefined {
  if (account.kind !== 'payment') return undefined;
  if (account.collectionId !== undefined) return 'sub-accounts';
  return account.currency === COLLECTION_CURRENCY ? 'collection' : undefined;
}

function toDirectoryAccount(account: Account): DirectoryAccount {
  const { id, kind, iban, bban, maskedPan, msisdn, other, currency } = account;
  const names = Object.fromEntries(
    Object.entries({ iban, bban, maskedPan, msisdn, other }).filter(([, name]) => name !== undefined),
  );
  return {
    accountId: id,
    kind: kind === 'card' ? 'card' : 'account',
    reference: { ...names, ...(levelOf(account) === undefined ? {} : { currency }) },
    ...(account.kind === 'payment' ? { cashAccountType: account.cashAccountType } : {}),
  };
}
