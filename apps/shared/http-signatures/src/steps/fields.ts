import type { HttpMessage } from '../message.ts';
import { accept, refuse, type SignatureReason, type Step } from '../verdict.ts';

/** The headers of a message by lower-case name, found in one pass. */
export interface HeaderFields {
  /** Trimmed; those of a name that comes more than once joined by `, ` (draft-cavage-12, 2.3). */
  readonly values: ReadonlyMap<string, string>;
  readonly repeated: ReadonlySet<string>;
}

export function indexHeaders(headers: HttpMessage['headers']): HeaderFields {
  const values = new Map<string, string>();
  const repeated = new Set<string>();
  for (const [spelled, untrimmed] of headers) {
    const name = spelled.toLowerCase();
    const value = trimField(untrimmed);
    const before = values.get(name);
    if (before !== undefined) repeated.add(name);
    values.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return { values, repeated };
}

/** A header that carries a part of the signature: there, once, and no longer than `limit`. */
export function readOnlyField(
  { values, repeated }: HeaderFields,
  name: string,
  limit: number,
  missing: SignatureReason,
): Step<string> {
  const value = values.get(name);
  if (value === undefined || value === '') return refuse(missing, { header: name });
  if (repeated.has(name)) return refuse('header-duplicated', { header: name });
  if (value.length > limit) return refuse('header-too-large', { header: name, characters: value.length, limit });
  return accept(value);
}

/** Without the blanks and tabs around it (RFC 9110, 5.5); `trim()` would take a no-break space, too, which is content. */
function trimField(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isBlank(value.charCodeAt(start))) start += 1;
  while (end > start && isBlank(value.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === value.length ? value : value.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
