/** What a certificate is and says, in words, and what is wrong with it. `renderExplanation` makes text of it. */
export interface Explanation {
  /** One line: what it is and whose. */
  readonly title: string;
  readonly facts: readonly Fact[];
  /** Errors first, then warnings, then notes. */
  readonly findings: readonly Finding[];
}

/** `value` has a line for each item. Text of the certificate in it is free of control characters. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/**
 * `error`: a standard forbids it, and somebody will refuse it. `warning`: a standard advises against it, or it will
 * hinder somebody. `note`: worth knowing.
 */
export type Severity = 'error' | 'warning' | 'note';

export interface Finding {
  /** Stable. */
  readonly code: string;
  readonly severity: Severity;
  /** The clause that it is about, with its document. */
  readonly clause: string;
  /** What was found. */
  readonly text: string;
  /** What to do. */
  readonly advice: string;
}
