import { accept, quote, refuse, type Step } from '../verdict.ts';

/** How old a signature may be that says when it was made. Milliseconds. */
export interface Freshness {
  readonly maxAge: number;
  /** How far ahead of ours the sender's clock may be. */
  readonly skew: number;
}

/** The time of a `Date` header (RFC 9110, 5.6.7), in the one form that a sender may still use. */
export function parseHttpDate(text: string): Date | undefined {
  return /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)
    ? toDate(text)
    : undefined;
}

/** The time of `sigT` (TS 119 182-1, 5.2.1): RFC 3339 in UTC, fractions of a second allowed. */
export function parseUtcTime(text: string): Date | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text) ? toDate(text) : undefined;
}

/** `found` is what was written; without a rule, nothing can be wrong with it. */
export function checkFreshness(
  rule: Freshness | undefined,
  signedAt: Date | undefined,
  now: Date,
  found: string,
): Step<undefined> {
  if (rule === undefined) return accept(undefined);
  if (signedAt === undefined) return refuse('date-malformed', { found: quote(found) });
  const age = now.getTime() - signedAt.getTime();
  if (age <= rule.maxAge && -age <= rule.skew) return accept(undefined);
  const evidence = { signedAt: signedAt.toISOString(), now: now.toISOString() };
  return age > 0
    ? refuse('too-old', { ...evidence, maxAge: rule.maxAge })
    : refuse('not-yet-valid', { ...evidence, skew: rule.skew });
}

function toDate(text: string): Date | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
