export { BANK_PROFILE, type BankProfile } from './bank-profile.ts';
export { describeProfile, type ProfileKey, type ProfileSection, renderProfile } from './describe-profile.ts';
export { parseProfile } from './parse-profile.ts';
export { DEFAULT_PROFILE, PRESETS, type PresetName } from './presets.ts';
export { ProfileError, type ProfileProblem } from './profile-error.ts';
export { toConsentPolicy } from './to-consent-policy.ts';
