import { parseProfile } from './parse-profile.ts';

/** Profiles to begin with, as a bank would write them: what they say differs from the defaults. */
export const PRESETS = {
  /** To the letter of the Guidelines 1.3.8, and what they leave to the bank refused; SCA lasts as the law has it since. */
  strict: {
    sca: { redirectUriCheck: 'off' },
    consents: { frequencyPerDay: { whenAbove: 'refuse', whenOneOff: 'refuse' }, oneOff: { withinMinutes: 20 } },
  },
  /** For TPPs that were written for other banks: little is demanded, nothing is refused that can be understood. */
  lenient: {
    sca: { redirectUriCheck: 'off', multilevel: true },
    consents: { multiple: true, combinedServiceAbsent: 'false', confirmWithin: { receivedMinutes: 1440 } },
    transactions: { pageParameters: true, bookingStatuses: ['booked', 'pending', 'both', 'information', 'all'] },
    signature: { requests: 'optional', profile: 'lenient' },
  },
  /** FAPI 2.0 in the redirect, foreign redirect URIs refused, messages signed both ways. */
  fapi: {
    sca: { oauth: 'fapi2', redirectUriCheck: 'refuse', redirectMinutes: 5, authorisationMinutes: 30 },
    signature: { requests: 'required', sealAnswers: true },
  },
} as const;

export type PresetName = keyof typeof PRESETS;

export const DEFAULT_PROFILE = parseProfile({});
