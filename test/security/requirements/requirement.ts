/** Something that the law, or the state of the art, demands of a bank's interface, in our own words. */
export interface Requirement {
  /** At the start of the names of the tests that show it. */
  readonly id: string;
  readonly demands: string;
  /** Rules of the interface that demand the same: what shows them shows it. */
  readonly like?: readonly string[];
  /** What of it no test shows, or nothing of it. */
  readonly left?: Left;
}

export interface Left {
  readonly because: 'no matter of software' | 'not offered yet' | 'not in use';
  readonly reason: string;
}

export interface Section {
  readonly title: string;
  readonly requirements: readonly Requirement[];
}
