import type { ConsentPolicy } from '@openxs2a/consent';
import type { BankProfile } from './bank-profile.ts';

/** What the profile says to the package of consents. */
export function toConsentPolicy({
  timeZone,
  sca,
  consents,
  services,
  accounts,
  transactions,
}: BankProfile): ConsentPolicy {
  const { combinedService, bankOffered, allPsd2, availableAccounts, availableAccountsWithBalance } = consents.offered;
  const { ownerName, trustedBeneficiaries } = services;
  return {
    timeZone,
    offered: {
      bankOffered,
      allPsd2,
      availableAccounts,
      availableAccountsWithBalance,
      ownerName,
      trustedBeneficiaries,
      combinedService,
    },
    scaApproaches: sca.approaches,
    accountReferences: accounts.references,
    unofferedInformation: consents.unofferedInformation,
    maxDays: consents.maxDays,
    frequencyPerDay: consents.frequencyPerDay,
    scaValidDays: consents.scaValidDays,
    confirmWithin: {
      received: consents.confirmWithin.receivedMinutes,
      partiallyAuthorised: consents.confirmWithin.partiallyAuthorisedMinutes,
    },
    authorisationWithin: sca.authorisationMinutes,
    oneOff: {
      within: consents.oneOff.withinMinutes === 0 ? undefined : consents.oneOff.withinMinutes,
      bookingStatuses: reportsOf(transactions.bookingStatuses),
      followUpWithin: consents.oneOff.followUpMinutes,
    },
    multipleConsents: consents.multiple,
    multilevelSca: sca.multilevel,
    authorisationConfirmation: sca.authorisationConfirmation,
    whenReplaced: consents.whenReplaced,
    whenDeletedUnauthorised: consents.whenDeletedUnauthorised,
  };
}

/** The statuses that no other one joins. */
function reportsOf(statuses: BankProfile['transactions']['bookingStatuses']) {
  return (['booked', 'pending', 'information'] as const).filter((status) => statuses.includes(status));
}
