import type { AccountReferenceKind } from './domain/account-reference.ts';

/**
 * What this bank decides about consents, where the standard leaves it open or its sources disagree. Read once, when the
 * consents are created; what a consent was granted stays with it when the policy changes.
 */
export interface ConsentPolicy {
  /** IANA name of the zone whose days count for `validUntil`, frequencies and `lastActionDate`. */
  readonly timeZone: string;
  /** What may be asked for beside dedicated consents, which every bank takes (Guidelines 1.3.8, 6.3.1.1). */
  readonly offered: {
    readonly bankOffered: boolean;
    readonly allPsd2: boolean;
    readonly availableAccounts: boolean;
    readonly availableAccountsWithBalance: boolean;
    readonly ownerName: boolean;
    readonly trustedBeneficiaries: boolean;
    /** Sessions that combine account information and payment (`combinedServiceIndicator`). */
    readonly combinedService: boolean;
  };
  /** A bank offered consent needs a page on which the PSU chooses: it is not offered where all is embedded. */
  readonly scaApproaches: readonly ('REDIRECT' | 'DECOUPLED' | 'EMBEDDED')[];
  readonly accountReferences: readonly AccountReferenceKind[];
  /** Owner names or trusted beneficiaries that are asked for and not offered: left out, or the request is refused. */
  readonly unofferedInformation: 'ignore' | 'refuse';
  /** Days that a consent lasts at most, the day on which it is asked for included; 0 for no limit. */
  readonly maxDays: number;
  readonly frequencyPerDay: {
    /** RTS, Article 36(5)(b). */
    readonly cap: number;
    /** Agreed with a TPP, by its organisation identifier; in place of the cap. */
    readonly agreed: Readonly<Record<string, number>>;
    readonly whenAbove: 'lower' | 'refuse';
    /** A one-off consent that asks for more than 1. */
    readonly whenOneOff: 'lower' | 'refuse';
    /**
     * What has a counter of its own: each endpoint of each account, each account, or nothing, where reads are not limited.
     * With `account`, the lists of accounts count together as one.
     */
    readonly countPer: 'endpoint' | 'account' | 'none';
    /** A day by the calendar of `timeZone`, or any 24 hours. */
    readonly day: 'calendar' | 'rolling';
  };
  /** Days after which SCA has to be done again, the day on which it was done included (RTS, Article 10a). */
  readonly scaValidDays: number;
  /** Minutes in which somebody has to authorise what was created. */
  readonly confirmWithin: { readonly received: number; readonly partiallyAuthorised: number };
  /** Minutes that one authorisation may take. */
  readonly authorisationWithin: number;
  readonly oneOff: {
    /** Minutes from its authorisation in which a one-off consent may be used; undefined for until its `validUntil`. */
    readonly within: number | undefined;
    /** Booking statuses of which a report can be had: a one-off consent is used up when all of them were read. */
    readonly bookingStatuses: readonly ('booked' | 'pending' | 'information')[];
    /** Minutes in which pages and transaction details may be read after a one-off consent was used up. */
    readonly followUpWithin: number;
  };
  /** Whether several recurring consents of one TPP and PSU may be valid at once (`ASPSP-Multiple-Consent-Support`). */
  readonly multipleConsents: boolean;
  /** Whether several PSUs may have to authorise one consent. */
  readonly multilevelSca: boolean;
  /** Whether the TPP has to confirm an authorisation by a code. Fixed for a consent when it is created. */
  readonly authorisationConfirmation: boolean;
  /** What a valid consent becomes when a newer one takes its place. */
  readonly whenReplaced: 'terminatedByTpp' | 'expired';
  /** What a consent becomes that the TPP deletes before it was authorised. */
  readonly whenDeletedUnauthorised: 'terminatedByTpp' | 'rejected';
}

export const DEFAULT_CONSENT_POLICY: ConsentPolicy = {
  timeZone: 'Europe/Berlin',
  offered: {
    bankOffered: true,
    allPsd2: true,
    availableAccounts: true,
    availableAccountsWithBalance: true,
    ownerName: true,
    trustedBeneficiaries: false,
    combinedService: false,
  },
  scaApproaches: ['REDIRECT'],
  accountReferences: ['iban', 'pan', 'maskedPan'],
  unofferedInformation: 'ignore',
  maxDays: 180,
  frequencyPerDay: {
    cap: 4,
    agreed: {},
    whenAbove: 'lower',
    whenOneOff: 'lower',
    countPer: 'endpoint',
    day: 'calendar',
  },
  scaValidDays: 180,
  confirmWithin: { received: 30, partiallyAuthorised: 24 * 60 },
  authorisationWithin: 24 * 60,
  oneOff: { within: undefined, bookingStatuses: ['booked', 'pending', 'information'], followUpWithin: 20 },
  multipleConsents: false,
  multilevelSca: false,
  authorisationConfirmation: false,
  whenReplaced: 'terminatedByTpp',
  whenDeletedUnauthorised: 'terminatedByTpp',
};
