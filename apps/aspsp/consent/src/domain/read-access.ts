import type { Schemas } from '@openxs2a/xs2a/types';
import { accept, type ConsentRefusal, type Outcome, refuse } from '../outcome.ts';
import type { ConsentPolicy } from '../policy.ts';
import { type AccountReference, covers, readAccountReference } from './account-reference.ts';

export type AccountAccess = Schemas['accountAccess'];

/** The forms of access that a request can take (Guidelines 1.3.8, 6.3.1). */
export type ConsentModel =
  | 'dedicated'
  | 'bankOffered'
  | 'allPsd2'
  | 'availableAccounts'
  | 'availableAccountsWithBalance';

export interface AskedAccess {
  readonly model: ConsentModel;
  /** As asked, of what the standard knows and this bank offers. */
  readonly access: AccountAccess;
}

export const LISTS = ['accounts', 'balances', 'transactions'] as const;
const ALL_TYPES = ['allPsd2', 'availableAccounts', 'availableAccountsWithBalance'] as const;
const ALL_VALUES = ['allAccounts', 'allAccountsWithOwnerName'] as const;
const INFORMATION = ['ownerName', 'trustedBeneficiaries'] as const;
const ROOT = '/access';

type Members = Readonly<Record<string, unknown>>;
type Lists = Partial<Record<(typeof LISTS)[number], AccountReference[]>>;
type Information = Partial<Record<(typeof INFORMATION)[number], AccountReference[]>>;

/** Reads what a request wants to be opened. Members that the standard does not know open nothing. */
export function readAccess(input: unknown, policy: ConsentPolicy): Outcome<AskedAccess> {
  if (!isMembers(input)) return refuse('access-empty', { path: ROOT });
  const allTypes = ALL_TYPES.filter((name) => input[name] !== undefined);
  const lists = readLists(input, LISTS, ROOT, policy);
  if (!lists.accepted) return lists;
  const information = readInformation(input['additionalInformation'], policy);
  if (!information.accepted) return information;
  const restriction = readRestriction(input['restrictedTo']);
  if (!restriction.accepted) return restriction;
  const [allType, second] = allTypes;
  if (second !== undefined) return refuse('access-mixed', { path: `${ROOT}/${second}` });
  const parts = { lists: lists.evidence, information: information.evidence, restriction: restriction.evidence };
  return allType === undefined ? readNamed(input, parts, policy) : readAllType(allType, input[allType], parts, policy);
}

type Restriction = Pick<AccountAccess, 'restrictedTo'>;

/** What a request consists of beside an all-type member, each part read by itself. */
interface Parts {
  readonly lists: Lists;
  readonly information: Information;
  readonly restriction: Restriction;
}

function readAllType(
  model: (typeof ALL_TYPES)[number],
  value: unknown,
  { lists, information, restriction }: Parts,
  policy: ConsentPolicy,
): Outcome<AskedAccess> {
  const path = `${ROOT}/${model}`;
  const known = ALL_VALUES.find((name) => name === value);
  if (known === undefined) return refuse('access-value-unknown', { path });
  if (LISTS.some((name) => (lists[name]?.length ?? 0) > 0)) return refuse('access-mixed', { path });
  if (Object.keys(information).length > 0)
    return refuse('additional-information-alone', { path: `${ROOT}/additionalInformation` });
  if (!policy.offered[model]) return refuse('access-not-offered', { path });
  const withName = known === 'allAccountsWithOwnerName';
  if (withName && !policy.offered.ownerName && policy.unofferedInformation === 'refuse')
    return refuse('access-not-offered', { path });
  const granted = withName && policy.offered.ownerName ? 'allAccountsWithOwnerName' : 'allAccounts';
  return accept({ model, access: { [model]: granted, ...restriction } });
}

function readNamed(
  input: Members,
  { lists, information, restriction }: Parts,
  policy: ConsentPolicy,
): Outcome<AskedAccess> {
  const present = LISTS.flatMap((name) => lists[name] ?? []);
  const names = LISTS.filter((name) => lists[name] !== undefined);
  if (names.length === 0) return refuseNameless(input, information);
  const isBankOffered = present.length === 0;
  const refusal =
    checkMixing(lists, information, isBankOffered) ??
    (isBankOffered ? checkBankOffered(policy) : checkDedicated(present, information, restriction)) ??
    checkOffered(information, policy);
  if (refusal !== undefined) return refusal;
  const offered = INFORMATION.filter((name) => information[name] !== undefined && policy.offered[name]);
  const additionalInformation = Object.fromEntries(offered.map((name) => [name, information[name] ?? []]));
  return accept({
    model: isBankOffered ? 'bankOffered' : 'dedicated',
    access: { ...lists, ...(offered.length > 0 ? { additionalInformation } : {}), ...restriction },
  });
}

function refuseNameless(input: Members, information: Information): ConsentRefusal {
  if (Object.keys(information).length > 0)
    return refuse('additional-information-alone', { path: `${ROOT}/additionalInformation` });
  // statements are an extended service, which is none of this bank's
  if (input['statements'] !== undefined) return refuse('access-not-offered', { path: `${ROOT}/statements` });
  return refuse('access-empty', { path: ROOT });
}

/** All lists are filled, or all are empty (14.16); the list of trusted beneficiaries may be empty in both cases. */
function checkMixing(lists: Lists, information: Information, isBankOffered: boolean): ConsentRefusal | undefined {
  const isWrong = (list: readonly unknown[] | undefined) => list !== undefined && (list.length === 0) !== isBankOffered;
  const mixed = LISTS.find((name) => isWrong(lists[name]));
  if (mixed !== undefined) return refuse('access-mixed', { path: `${ROOT}/${mixed}` });
  const path = `${ROOT}/additionalInformation`;
  if (isWrong(information.ownerName)) return refuse('access-mixed', { path: `${path}/ownerName` });
  if (isBankOffered && (information.trustedBeneficiaries?.length ?? 0) > 0)
    return refuse('access-mixed', { path: `${path}/trustedBeneficiaries` });
  return undefined;
}

/** The PSU chooses at the bank: not possible where all is embedded in the TPP (6.3.1.2). */
function checkBankOffered({ offered, scaApproaches }: ConsentPolicy): ConsentRefusal | undefined {
  const isPossible = offered.bankOffered && scaApproaches.some((approach) => approach !== 'EMBEDDED');
  return isPossible ? undefined : refuse('access-not-offered', { path: ROOT });
}

function checkDedicated(
  named: readonly AccountReference[],
  information: Information,
  { restrictedTo }: Restriction,
): ConsentRefusal | undefined {
  if (restrictedTo !== undefined) return refuse('restriction-not-allowed', { path: `${ROOT}/restrictedTo` });
  for (const name of INFORMATION) {
    const index = (information[name] ?? []).findIndex((reference) => !named.some((one) => covers(one, reference)));
    if (index >= 0)
      return refuse('additional-information-unnamed', { path: `${ROOT}/additionalInformation/${name}/${index}` });
  }
  return undefined;
}

function checkOffered(information: Information, policy: ConsentPolicy): ConsentRefusal | undefined {
  if (policy.unofferedInformation === 'ignore') return undefined;
  const unoffered = INFORMATION.find((name) => information[name] !== undefined && !policy.offered[name]);
  return unoffered && refuse('access-not-offered', { path: `${ROOT}/additionalInformation/${unoffered}` });
}

function readInformation(input: unknown, policy: ConsentPolicy): Outcome<Information> {
  if (input === undefined) return accept({});
  const path = `${ROOT}/additionalInformation`;
  return isMembers(input)
    ? readLists(input, INFORMATION, path, policy)
    : refuse('account-reference-malformed', { path });
}

function readLists<Name extends string>(
  input: Members,
  names: readonly Name[],
  root: string,
  policy: ConsentPolicy,
): Outcome<Partial<Record<Name, AccountReference[]>>> {
  const lists: Partial<Record<Name, AccountReference[]>> = {};
  for (const name of names) {
    if (input[name] === undefined) continue;
    const list = readReferences(input[name], `${root}/${name}`, policy);
    if (!list.accepted) return list;
    lists[name] = list.evidence;
  }
  return accept(lists);
}

function readReferences(input: unknown, path: string, policy: ConsentPolicy): Outcome<AccountReference[]> {
  if (!Array.isArray(input)) return refuse('account-reference-malformed', { path });
  const references: AccountReference[] = [];
  for (const [index, item] of input.entries()) {
    const reference = readAccountReference(item, `${path}/${index}`, policy.accountReferences);
    if (!reference.accepted) return reference;
    references.push(reference.evidence);
  }
  return accept(references);
}

/** ISO 20022 cash account types, for instance `SVGS`. */
function readRestriction(input: unknown): Outcome<Restriction> {
  if (input === undefined) return accept({});
  const isType = (item: unknown): item is string => typeof item === 'string' && /^[A-Z0-9]{1,4}$/.test(item);
  if (!Array.isArray(input) || input.length === 0 || !input.every(isType))
    return refuse('restriction-malformed', { path: `${ROOT}/restrictedTo` });
  return accept({ restrictedTo: input });
}

function isMembers(input: unknown): input is Members {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
