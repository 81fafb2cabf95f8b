import { Default } from 'typebox/value';
import { BANK_PROFILE, type BankProfile } from './bank-profile.ts';
import { checkConsistency } from './check-consistency.ts';
import { findProblems } from './find-problems.ts';
import { ProfileError } from './profile-error.ts';

/**
 * The profile that parsed JSON describes, frozen. What is left out has its default; a key that is not known is refused,
 * since a slip would otherwise be a decision that nobody took. The input is not changed. Throws ProfileError with all
 * problems; those between keys are looked for once each key is well formed.
 */
export function parseProfile(json: unknown): BankProfile {
  const problems = findProblems(BANK_PROFILE, json);
  if (problems.length > 0) throw new ProfileError(problems);
  // The schema has just found nothing wrong, and what was left out is there now.
  const profile = Default(BANK_PROFILE, structuredClone(json)) as BankProfile;
  const conflicts = checkConsistency(profile);
  if (conflicts.length > 0) throw new ProfileError(conflicts);
  return deepFreeze(profile);
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
