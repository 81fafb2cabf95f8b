import type { Examined } from './examined.ts';
import type { Finding, Severity } from './explanation.ts';
import type { Shape } from './shape.ts';

/** One rule of one clause. Each finds at most one thing, so that a code stands for a sentence to act upon. */
export interface Check {
  readonly code: string;
  readonly severity: Severity;
  readonly clause: string;
  readonly advice: string;
  /** Which certificates the rule is for. */
  readonly of: readonly Shape[];
  /** What breaks the rule, in words; undefined where nothing does. A clause stands in for the check's own. */
  readonly find: (examined: Examined) => string | { readonly text: string; readonly clause: string } | undefined;
}

export const EVERY: readonly Shape[] = ['web', 'seal', 'authority', 'other'];
/** Those of payment service providers. */
export const PROVIDERS: readonly Shape[] = ['web', 'seal'];
export const LEAVES: readonly Shape[] = ['web', 'seal', 'other'];

export function runCheck(check: Check, examined: Examined): readonly Finding[] {
  if (!check.of.includes(examined.shape)) return [];
  const found = check.find(examined);
  if (found === undefined) return [];
  const { code, severity, advice } = check;
  const { text, clause } = typeof found === 'string' ? { text: found, clause: check.clause } : found;
  return [{ code, severity, clause, text, advice }];
}
