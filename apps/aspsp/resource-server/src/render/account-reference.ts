import type { Account, AccountReference } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import { pickKnown } from './known.ts';

/**
 * By one identifier, as the interface has it, and with the currency where there is one. Undefined for an account that has
 * no name but a full card number, which never leaves the bank (PCI DSS; Guidelines 1.3.8, 14.18).
 */
export function renderAccountReference(reference: AccountReference): Schemas['accountReference'] | undefined {
  const identifier = pickIdentifier(reference);
  return identifier && { ...identifier, ...pickKnown<{ currency?: string }>({ currency: reference.currency }) };
}

/** The account of an answer: with its currency where it is one of several under the same identifier. */
export function referenceOf(account: Account): Schemas['accountReference'] | undefined {
  const { currency, ...names } = account;
  const isSubAccount = account.kind === 'payment' && account.collectionId !== undefined;
  return renderAccountReference(isSubAccount ? { ...names, currency } : names);
}

/** A number that is not masked yet loses its middle: first six and last four digits may be shown (PCI DSS, 3.4.1). */
export function maskPan(pan: string): string {
  const digits = pan.replace(/[ -]/g, '');
  return /^[0-9]{12,19}$/.test(digits)
    ? `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`
    : pan;
}

function pickIdentifier(names: AccountReference): Schemas['accountReference'] | undefined {
  const { iban, bban, maskedPan, msisdn, other } = names;
  if (iban !== undefined) return { iban };
  if (bban !== undefined) return { bban };
  if (maskedPan !== undefined) return { maskedPan: maskPan(maskedPan) };
  if (msisdn !== undefined) return { msisdn };
  if (other !== undefined) return { other: { ...other } };
  return undefined;
}
