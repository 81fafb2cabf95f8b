import { DEFAULT_CONSENT_POLICY } from '@openxs2a/consent';
import { expect, test } from 'vitest';
import { parseProfile } from './parse-profile.ts';
import { DEFAULT_PROFILE } from './presets.ts';
import { toConsentPolicy } from './to-consent-policy.ts';

test('the defaults of the profile are those of the consents', () => {
  expect(toConsentPolicy(DEFAULT_PROFILE)).toEqual(DEFAULT_CONSENT_POLICY);
});

test('what the profile says differently, the policy says, too', () => {
  const agreed = { 'PSDDE-BAFIN-100001': 24 };
  const profile = parseProfile({
    timeZone: 'Europe/Lisbon',
    sca: {
      approaches: ['DECOUPLED', 'REDIRECT'],
      multilevel: true,
      authorisationConfirmation: true,
      authorisationMinutes: 60,
    },
    services: { ownerName: false, trustedBeneficiaries: true, standingOrders: false },
    accounts: { references: ['bban', 'maskedPan'] },
    transactions: { bookingStatuses: ['both', 'pending', 'booked'] },
    consents: {
      offered: {
        bankOffered: false,
        allPsd2: false,
        availableAccounts: false,
        availableAccountsWithBalance: false,
        combinedService: true,
      },
      frequencyPerDay: {
        cap: 2,
        agreed,
        whenAbove: 'refuse',
        whenOneOff: 'refuse',
        countPer: 'account',
        day: 'rolling',
      },
      confirmWithin: { receivedMinutes: 10, partiallyAuthorisedMinutes: 20 },
      oneOff: { withinMinutes: 20, followUpMinutes: 5 },
      maxDays: 90,
      scaValidDays: 91,
      multiple: true,
      whenReplaced: 'expired',
      whenDeletedUnauthorised: 'rejected',
      unofferedInformation: 'refuse',
    },
  });
  expect(toConsentPolicy(profile)).toEqual({
    timeZone: 'Europe/Lisbon',
    offered: {
      bankOffered: false,
      allPsd2: false,
      availableAccounts: false,
      availableAccountsWithBalance: false,
      ownerName: false,
      trustedBeneficiaries: true,
      combinedService: true,
    },
    scaApproaches: ['DECOUPLED', 'REDIRECT'],
    accountReferences: ['bban', 'maskedPan'],
    unofferedInformation: 'refuse',
    maxDays: 90,
    frequencyPerDay: { cap: 2, agreed, whenAbove: 'refuse', whenOneOff: 'refuse', countPer: 'account', day: 'rolling' },
    scaValidDays: 91,
    confirmWithin: { received: 10, partiallyAuthorised: 20 },
    authorisationWithin: 60,
    oneOff: { within: 20, bookingStatuses: ['booked', 'pending'], followUpWithin: 5 },
    multipleConsents: true,
    multilevelSca: true,
    authorisationConfirmation: true,
    whenReplaced: 'expired',
    whenDeletedUnauthorised: 'rejected',
  });
});
