import type { AccountRight, DirectoryAccount, GrantedAccount } from '../consent.ts';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { type AccountReference, keyOf, maskReference } from './account-reference.ts';
import { type AccountAccess, type AskedAccess, LISTS } from './read-access.ts';

/** What was asked for, become concrete. */
export interface GrantedAccess {
  readonly accounts: readonly GrantedAccount[];
  readonly access: AccountAccess;
}

export interface Granting {
  /** Every account that the PSU may open. */
  readonly own: readonly DirectoryAccount[];
  /** What the references of the request name, by `keyOf`. */
  readonly named: ReadonlyMap<string, readonly DirectoryAccount[]>;
  /** Ids of the accounts that the PSU chose; undefined where it had no choice. */
  readonly chosen: readonly string[] | undefined;
  readonly newResourceId: () => string;
}

const LIST_RIGHTS = {
  accounts: ['details'],
  balances: ['details', 'balances'],
  transactions: ['details', 'transactions'],
} as const satisfies Readonly<Record<(typeof LISTS)[number], readonly AccountRight[]>>;

/** Every reference of a request once. */
export function listReferences({ additionalInformation = {}, ...lists }: AccountAccess): readonly AccountReference[] {
  const { ownerName = [], trustedBeneficiaries = [] } = additionalInformation;
  const all = [...LISTS.flatMap((name) => lists[name] ?? []), ...ownerName, ...trustedBeneficiaries];
  return [...new Map(all.map((reference) => [keyOf(reference), reference])).values()];
}

/** The accounts that a consent opens, each with its rights, and the access as `GET /v1/consents/{id}` shows it. */
export function grantAccess(asked: AskedAccess, granting: Granting): Outcome<GrantedAccess> {
  switch (asked.model) {
    case 'dedicated':
      return grantNamed(asked.access, granting);
    case 'bankOffered':
      return grantChosen(asked.access, granting);
    case 'allPsd2':
      return grantAll(asked, ['details', 'balances', 'transactions', 'trustedBeneficiaries'], granting);
    case 'availableAccounts':
      return grantAll(asked, [], granting);
    case 'availableAccountsWithBalance':
      return grantAll(asked, ['balances'], granting);
    default:
      return asked.model satisfies never;
  }
}

function grantNamed(access: AccountAccess, { named, newResourceId }: Granting): Outcome<GrantedAccess> {
  const missing = listReferences(access).find((reference) => (named.get(keyOf(reference)) ?? []).length === 0);
  if (missing !== undefined) return refuse('account-not-of-psu', { account: maskReference(missing) });
  const rights = createRights();
  const give = (references: readonly AccountReference[] = [], given: readonly AccountRight[]) => {
    for (const reference of references)
      for (const account of named.get(keyOf(reference)) ?? []) rights.give(account, given);
  };
  for (const name of LISTS) give(access[name], LIST_RIGHTS[name]);
  const { additionalInformation: asked } = access;
  // an empty list asks for those of all accounts, which the access names from now on
  const beneficiaries =
    asked?.trustedBeneficiaries?.length === 0 ? listReferences(access) : asked?.trustedBeneficiaries;
  give(asked?.ownerName, ['ownerName']);
  give(beneficiaries, ['trustedBeneficiaries']);
  const additionalInformation = asked && {
    ...asked,
    ...(beneficiaries && { trustedBeneficiaries: [...beneficiaries] }),
  };
  return accept({
    accounts: rights.list(newResourceId),
    access: { ...access, ...(additionalInformation && { additionalInformation }) },
  });
}

function grantChosen(access: AccountAccess, granting: Granting): Outcome<GrantedAccess> {
  const accounts = choose(access, { ...granting, chosen: granting.chosen ?? [] });
  if (!accounts.accepted) return accounts;
  if (accounts.evidence.length === 0) return refuse('no-account-chosen');
  const lists = LISTS.filter((name) => access[name] !== undefined);
  const { ownerName, trustedBeneficiaries } = access.additionalInformation ?? {};
  const references = () => accounts.evidence.map(({ reference }) => ({ ...reference }));
  const information = {
    ...(ownerName && { ownerName: references() }),
    ...(trustedBeneficiaries && { trustedBeneficiaries: references() }),
  };
  const rights = createRights();
  for (const account of accounts.evidence) {
    for (const name of lists) rights.give(account, LIST_RIGHTS[name]);
    if (ownerName !== undefined) rights.give(account, ['ownerName']);
    if (trustedBeneficiaries !== undefined) rights.give(account, ['trustedBeneficiaries']);
  }
  return accept({
    accounts: rights.list(granting.newResourceId),
    access: {
      ...Object.fromEntries(lists.map((name) => [name, references()])),
      ...(Object.keys(information).length > 0 && { additionalInformation: information }),
    },
  });
}

function grantAll(
  { model, access }: AskedAccess,
  given: readonly AccountRight[],
  granting: Granting,
): Outcome<GrantedAccess> {
  const accounts = choose(access, granting);
  if (!accounts.accepted) return accounts;
  const { allPsd2, availableAccounts, availableAccountsWithBalance } = access;
  const value = {
    allPsd2,
    availableAccounts,
    availableAccountsWithBalance,
    dedicated: undefined,
    bankOffered: undefined,
  }[model];
  const rights = createRights();
  for (const account of accounts.evidence)
    rights.give(account, value === 'allAccountsWithOwnerName' ? [...given, 'ownerName'] : given);
  return accept({ accounts: rights.list(granting.newResourceId), access });
}

/** Of the PSU's accounts those of the kinds that the request is restricted to. */
export function eligibleAccounts(
  { restrictedTo }: AccountAccess,
  own: readonly DirectoryAccount[],
): readonly DirectoryAccount[] {
  return own.filter(
    ({ cashAccountType }) => restrictedTo === undefined || restrictedTo.includes(cashAccountType ?? ''),
  );
}

/** Of these, the ones that were chosen. */
function choose(access: AccountAccess, { own, chosen }: Granting): Outcome<readonly DirectoryAccount[]> {
  const eligible = eligibleAccounts(access, own);
  if (chosen?.some((id) => !eligible.some(({ accountId }) => accountId === id))) return refuse('account-not-of-psu');
  return accept(chosen === undefined ? eligible : eligible.filter(({ accountId }) => chosen.includes(accountId)));
}

/** Collects the rights of each account, in the order in which accounts are met. */
function createRights() {
  const collected = new Map<string, { readonly kind: DirectoryAccount['kind']; readonly rights: Set<AccountRight> }>();
  return {
    give({ accountId, kind }: DirectoryAccount, given: readonly AccountRight[]): void {
      const entry = collected.get(accountId) ?? { kind, rights: new Set() };
      for (const right of given) entry.rights.add(right);
      collected.set(accountId, entry);
    },
    list(newResourceId: () => string): readonly GrantedAccount[] {
      return [...collected].map(([accountId, { kind, rights }]) => ({
        accountId,
        resourceId: newResourceId(),
        kind,
        rights: [...rights],
      }));
    },
  };
}
