import type { Schemas } from '@openxs2a/xs2a/types';
import type { Money } from './money.ts';
import type { AccountNames } from './reference.ts';

export type AccountStatus = Schemas['accountStatus'];

/** What payment and card accounts share. */
interface AccountBase extends AccountNames {
  /** The bank's own id; stable, unique over both kinds, and never shown to a TPP. */
  readonly id: string;
  /** `XXX` on the collection level of a multicurrency account (Guidelines 1.3.8, 4.5). */
  readonly currency: string;
  /** What bank and owner agreed to call it; at most 70 characters, as `displayName`. */
  readonly name?: string;
  /** The PSU's own label. */
  readonly displayName?: string;
  readonly product?: string;
  readonly status: AccountStatus;
  /** `PRIV` is a private person's account, `ORGA` that of a business. */
  readonly usage: 'PRIV' | 'ORGA';
  readonly owners: readonly AccountOwner[];
  readonly details?: string;
  /** How many PSUs have to authorise what is done with it; 2 where two sign together. */
  readonly signatures: number;
}

export interface PaymentAccount extends AccountBase {
  readonly kind: 'payment';
  /** On a sub-account: the id of its collection level, which has the same IBAN. */
  readonly collectionId?: string;
  /** ISO 20022 ExternalCashAccountType1Code: CACC, SVGS, … */
  readonly cashAccountType: string;
  readonly bic?: string;
  readonly linkedAccounts?: string;
}

export interface CardAccount extends AccountBase {
  readonly kind: 'card';
  readonly maskedPan: string;
  /**
   * Whether the bank shows debts as positive figures (Guidelines 1.3.8, 6.6). Only a wish for the wire: a core banking
   * system always gives debits and debts as negative amounts.
   */
  readonly debitAccounting: boolean;
  readonly creditLimit?: Money;
}

export interface AccountOwner {
  readonly name: string;
  readonly role?: string;
}

export type Account = PaymentAccount | CardAccount;
