/** What is said about a place in a file: a diagnostic of the reader or a finding of a rule, printed alike. */
export interface Notice {
  readonly code: string;
  readonly severity: Severity;
  readonly file: string;
  /** JSON pointer into the file; empty for the whole of it. */
  readonly pointer: string;
  readonly message: string;
  /** One-based, where the place in the text is known. */
  readonly line?: number;
  readonly column?: number;
}

export type Severity = 'error' | 'warning' | 'info';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** By file, place and severity, so that one reads down the file. */
export function sortNotices<T extends Notice>(notices: readonly T[]): T[] {
  return [...notices].sort(
    (a, b) =>
      compareTexts(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compareTexts(a.pointer, b.pointer) ||
      RANK[a.severity] - RANK[b.severity] ||
      compareTexts(a.code, b.code),
  );
}

export function hasErrors(notices: readonly Notice[]): boolean {
  return notices.some((notice) => notice.severity === 'error');
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
