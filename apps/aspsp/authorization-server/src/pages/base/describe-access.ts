import type { AccountAccess } from '@openxs2a/consent';

/** What is asked to be read, each in words for the PSU, and of which accounts. */
export interface AccessInWords {
  /** Kinds of information: of each account that is opened. */
  readonly kinds: readonly string[];
  /** Where it is not the same for all accounts. */
  readonly reach: string | undefined;
}

const LISTS = {
  accounts: 'the accounts with their names and numbers',
  balances: 'balances',
  transactions: 'transactions',
} as const;

const INFORMATION = {
  ownerName: 'the name of the account owner',
  trustedBeneficiaries: 'the list of trusted payees',
} as const;

/** As the interface asks for it (Guidelines 1.3.8, 14.1), in words. Never more than what stands in it, and never less. */
export function describeAccess(access: AccountAccess): AccessInWords {
  const { additionalInformation = {} } = access;
  const names = [access.allPsd2, access.availableAccounts, access.availableAccountsWithBalance].some(
    (value) => value === 'allAccountsWithOwnerName',
  );
  const owner = names ? [INFORMATION.ownerName] : [];
  if (access.allPsd2 !== undefined)
    return {
      kinds: [...Object.values(LISTS), INFORMATION.trustedBeneficiaries, ...owner],
      reach: 'All your payment accounts, those that you open later excepted.',
    };
  if (access.availableAccounts !== undefined)
    return { kinds: [LISTS.accounts, ...owner], reach: 'A list of all your accounts, and nothing more of them.' };
  if (access.availableAccountsWithBalance !== undefined)
    return {
      kinds: [LISTS.accounts, LISTS.balances, ...owner],
      reach: 'A list of all your accounts with their balances, and nothing more of them.',
    };
  const lists = (['accounts', 'balances', 'transactions'] as const).filter((name) => access[name] !== undefined);
  const information = (['ownerName', 'trustedBeneficiaries'] as const).filter(
    (name) => additionalInformation[name] !== undefined,
  );
  // balances and transactions are read of accounts that are known
  const kinds = lists.includes('accounts') || lists.length === 0 ? lists : (['accounts', ...lists] as const);
  return {
    kinds: [...kinds.map((name) => LISTS[name]), ...information.map((name) => INFORMATION[name])],
    reach: undefined,
  };
}

/** What is read of one account, where a consent names its accounts. */
export function describeAccountAccess(
  access: AccountAccess,
  isNamed: (reference: object) => boolean,
): readonly string[] {
  const of = (references: readonly object[] | undefined) => references?.some(isNamed) === true;
  const { ownerName, trustedBeneficiaries } = access.additionalInformation ?? {};
  return [
    of(access.balances) ? LISTS.balances : undefined,
    of(access.transactions) ? LISTS.transactions : undefined,
    of(ownerName) ? INFORMATION.ownerName : undefined,
    of(trustedBeneficiaries) || trustedBeneficiaries?.length === 0 ? INFORMATION.trustedBeneficiaries : undefined,
  ].filter((words) => words !== undefined);
}
