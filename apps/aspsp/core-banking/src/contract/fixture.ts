import type { IsoDate } from '../iso-date.ts';
import type { Money } from '../money.ts';
import type { PsuReference } from '../psu.ts';
import type { AccountReference } from '../reference.ts';

/**
 * What is known of the test system that a connector reads. Nothing happens there while the laws are checked. Laws about
 * what a bank does not have (cards, several currencies, standing orders) are skipped where it is left out.
 */
export interface CoreBankingFixture {
  /** Holds all accounts below but the foreign one. */
  readonly psu: PsuReference;
  /** Nobody. */
  readonly unknownPsu: PsuReference;
  /** A payment account in one currency, with at least five booked entries, on three days or more. */
  readonly account: AccountReference;
  /** A booked entry of it. */
  readonly entry: { readonly bookingDate: IsoDate; readonly transactionAmount: Money };
  /** A payment account that somebody else holds, and that has a booked entry. */
  readonly foreignAccount: AccountReference;
  /** A payment account with a pending entry; may be the first. */
  readonly pendingAccount?: AccountReference;
  /** A multicurrency account: names no currency, leads to both levels. */
  readonly multicurrencyAccount?: AccountReference;
  /** A card account with at least five booked entries, on three days or more. */
  readonly cardAccount?: AccountReference;
  /** A payment account with a standing order. */
  readonly standingOrderAccount?: AccountReference;
  /** A payment account with a trusted beneficiary. */
  readonly beneficiaryAccount?: AccountReference;
}
