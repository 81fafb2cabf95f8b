import type { Schemas } from '@openxs2a/xs2a/types';
import { accept, type Outcome, refuse } from '../outcome.ts';
import { isIban } from './iban.ts';

/** How an account is named, as in requests and answers. */
export type AccountReference = Schemas['accountReference'];

const KINDS = ['iban', 'bban', 'pan', 'maskedPan', 'msisdn', 'other'] as const;
const CURRENCIES = new Set([...Intl.supportedValuesOf('currency'), 'XXX']);

/** The member of a reference that holds its identifier. */
export type AccountReferenceKind = (typeof KINDS)[number];

/**
 * Reads one reference: exactly one identifier, a currency if one sub-account is meant (Guidelines 1.3.8, 14.18). Members
 * that the standard does not know are left out. `path` is where it stands.
 */
export function readAccountReference(
  input: unknown,
  path: string,
  supported: readonly AccountReferenceKind[],
): Outcome<AccountReference> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return malformed(path);
  // whatever its members are: each is looked at before it is used
  const members = input as Readonly<Record<string, unknown>>;
  const [kind, ...others] = KINDS.filter((name) => members[name] !== undefined);
  if (kind === undefined || others.length > 0) return malformed(path);
  const identifier = readIdentifier(kind, members[kind], `${path}/${kind}`);
  if (!identifier.accepted) return identifier;
  if (!supported.includes(kind)) return refuse('account-reference-not-supported', { path: `${path}/${kind}` });
  const { currency, cashAccountType } = members;
  if (currency !== undefined && !isCurrency(currency)) return malformed(`${path}/currency`);
  if (cashAccountType !== undefined && !isText(cashAccountType, 4)) return malformed(`${path}/cashAccountType`);
  return accept({
    ...identifier.evidence,
    ...(currency === undefined ? {} : { currency }),
    ...(cashAccountType === undefined ? {} : { cashAccountType }),
  });
}

/** Whether `one` names everything that `other` names: without a currency it stands for all sub-accounts. */
export function covers(one: AccountReference, other: AccountReference): boolean {
  const sameCurrency = one.currency === undefined || one.currency === other.currency;
  return sameCurrency && identify(one) === identify(other);
}

/** A reference as a key: the same for the same identifier and currency. */
export function keyOf(reference: AccountReference): string {
  return `${identify(reference)} ${reference.currency ?? ''}`;
}

/** Enough of a reference for its owner to know it by, and too little for anybody else. */
export function maskReference(reference: AccountReference): string {
  const kind = KINDS.find((name) => reference[name] !== undefined) ?? 'other';
  const identifier = kind === 'other' ? (reference.other?.identification ?? '') : (reference[kind] ?? '');
  return `${kind} …${identifier.slice(-4)}`;
}

function identify(reference: AccountReference): string {
  return JSON.stringify(KINDS.map((kind) => (kind === 'iban' ? reference.iban?.toUpperCase() : reference[kind])));
}

function readIdentifier(kind: AccountReferenceKind, value: unknown, path: string): Outcome<AccountReference> {
  switch (kind) {
    case 'iban':
      return isIban(value) ? accept({ iban: value }) : malformed(path);
    case 'bban':
      return isText(value, 30, /^[a-zA-Z0-9]+$/) ? accept({ bban: value }) : malformed(path);
    case 'pan':
      return isText(value, 35) ? accept({ pan: value }) : malformed(path);
    case 'maskedPan':
      return isText(value, 35) ? accept({ maskedPan: value }) : malformed(path);
    case 'msisdn':
      return isText(value, 35) ? accept({ msisdn: value }) : malformed(path);
    case 'other':
      return readOther(value, path);
    default:
      return kind satisfies never;
  }
}

/** Only the identification is needed (Guidelines 1.3.16, `otherType`). */
function readOther(value: unknown, path: string): Outcome<AccountReference> {
  if (typeof value !== 'object' || value === null) return malformed(path);
  // as above
  const { identification, ...others } = value as Readonly<Record<string, unknown>>;
  if (!isText(identification, 35)) return malformed(`${path}/identification`);
  const other: Schemas['otherType'] = { identification };
  for (const name of ['schemeNameCode', 'schemeNameProprietary', 'issuer'] as const) {
    const text = others[name];
    if (text === undefined) continue;
    if (!isText(text, 35)) return malformed(`${path}/${name}`);
    other[name] = text;
  }
  return accept({ other });
}

function isCurrency(value: unknown): value is string {
  return typeof value === 'string' && CURRENCIES.has(value);
}

function isText(value: unknown, longest: number, pattern = /\S/): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= longest && pattern.test(value);
}

function malformed(path: string) {
  return refuse('account-reference-malformed', { path });
}
