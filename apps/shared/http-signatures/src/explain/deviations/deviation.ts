/** One thing that senders are known to do otherwise. */
export interface Deviation<Attempt> {
  /** Stable, for programs. */
  readonly code: string;
  /** What it is otherwise in; two of one dimension exclude each other. */
  readonly dimension: string;
  /** What is done otherwise, as a condition: `a line feed is added at the end of the body`. */
  readonly words: string;
  /** The attempt with this done otherwise; undefined where it would be the same, or makes no sense. */
  apply(attempt: Attempt): Attempt | undefined;
  /** One of so many of its kind that it is tried without others only. */
  readonly isAlone?: boolean;
}

/** What would make something right that is wrong. */
export interface Hint {
  /** Of the deviations that do it together. */
  readonly codes: readonly string[];
  /** A sentence, or several. */
  readonly words: string;
}

/** `The digest fits if … and ….` */
export function toHint(what: string, deviations: readonly Pick<Deviation<never>, 'code' | 'words'>[]): Hint {
  const conditions = deviations.map(({ words }) => words).join(', and ');
  return { codes: deviations.map(({ code }) => code), words: `${what} if ${conditions}.` };
}
