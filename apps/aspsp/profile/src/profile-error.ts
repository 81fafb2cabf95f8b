/** A place in the profile and the rule that it breaks. */
export interface ProfileProblem {
  /** JSON pointer (RFC 6901); empty for the whole. */
  readonly pointer: string;
  readonly problem: string;
}

/** Everything that is wrong with a profile, at once. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly code = 'ERR_PROFILE_INVALID';
  readonly problems: readonly ProfileProblem[];

  constructor(problems: readonly ProfileProblem[]) {
    const list = problems.map(({ pointer, problem }) => `  ${pointer || 'the profile'} ${problem}`).join('\n');
    super(`The bank profile is not valid:\n${list}`);
    this.problems = problems;
  }
}
