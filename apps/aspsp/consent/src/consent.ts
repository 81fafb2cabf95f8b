import type { AccountReference } from './domain/account-reference.ts';
import type { LocalDate } from './domain/calendar.ts';
import type { ConsentStatus } from './domain/consent-status.ts';
import type { AccountAccess, ConsentModel } from './domain/read-access.ts';
import type { ScaStatus } from './domain/sca-status.ts';

/** A person at the bank, and for whom it acts where that is a company. */
export interface Psu {
  readonly psuId: string;
  readonly corporateId?: string | undefined;
}

export interface Consent {
  readonly consentId: string;
  readonly tppId: string;
  /** Legal name, for the pages of the PSU. */
  readonly tppName: string;
  /** Who was named when it was created; from its first authorisation on, who authorised it. */
  readonly psu: Psu | undefined;
  readonly model: ConsentModel;
  /** As asked for; as granted from its authorisation on (Guidelines 1.3.8, 6.3.3). */
  readonly access: AccountAccess;
  readonly recurring: boolean;
  readonly validUntil: LocalDate;
  readonly frequencyPerDay: number;
  readonly combinedService: boolean;
  /** Whether the TPP has to confirm the authorisation by a code; as it was when the consent was created. */
  readonly authorisationConfirmation: boolean;
  readonly consentStatus: ConsentStatus;
  readonly createdAt: Date;
  readonly lastActionAt: Date;
  readonly authorisedAt: Date | undefined;
  /** When it ends by itself; undefined for one that has ended. */
  readonly dueAt: Date | undefined;
}

export interface Authorisation {
  readonly authorisationId: string;
  readonly consentId: string;
  readonly psu: Psu | undefined;
  readonly scaStatus: ScaStatus;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly dueAt: Date | undefined;
}

/** What the bank knows about an account of a PSU, as far as consents go. */
export interface DirectoryAccount {
  /** The bank's own id; no TPP ever sees it. */
  readonly accountId: string;
  readonly kind: 'account' | 'card';
  /** As a consent names it: with a currency where several sub-accounts share an identifier. */
  readonly reference: AccountReference;
  /** ISO 20022 code. */
  readonly cashAccountType?: string | undefined;
}

/** The accounts of the PSUs: the bank's side of a consent. */
export interface AccountDirectory {
  /** All payment and card accounts that the PSU may open to a TPP. */
  listAccounts(psu: Psu): Promise<readonly DirectoryAccount[]>;
  /** Those that a reference names, all sub-accounts where it has no currency; none where the PSU may not open it. */
  resolve(reference: AccountReference, psu: Psu): Promise<readonly DirectoryAccount[]>;
}

/**
 * `details`: the account can be read by its id. `balances` and `transactions` need it too, but for the balances that a list
 * of accounts shows (`availableAccountsWithBalance`).
 */
export type AccountRight = 'details' | 'balances' | 'transactions' | 'ownerName' | 'trustedBeneficiaries';

export interface GrantedAccount {
  readonly accountId: string;
  /** What the TPP sees of it: random, the same for as long as the consent lasts, another in every consent. */
  readonly resourceId: string;
  readonly kind: 'account' | 'card';
  readonly rights: readonly AccountRight[];
}

/** What a consent opens, as plain data that can be handed on to another process. */
export interface Grant {
  readonly consentId: string;
  readonly tppId: string;
  readonly psuId: string;
  readonly corporateId?: string | undefined;
  readonly model: ConsentModel;
  readonly recurring: boolean;
  /** When SCA was done, in milliseconds since 1970: older history may need it anew (RTS, Article 10(1)(b)). */
  readonly authorisedAt: number;
  /** Every account that may be listed, each with what else may be read of it. */
  readonly accounts: readonly GrantedAccount[];
  /** The account that this call is about. */
  readonly account?: GrantedAccount;
  /** What was counted, to be given back where the read fails. */
  readonly use: CountedUse;
}

export interface CountedUse {
  readonly consentId: string;
  readonly operation: string;
  readonly resourceId: string;
  readonly part: string;
  /** Milliseconds since 1970; undefined where the read was not counted. */
  readonly countedAt: number | undefined;
}
