import type { HttpMessage } from '../message.ts';
import { accept, refuse, type SignatureReason, type Step } from '../verdict.ts';

/**
 * The headers of a message, ready to be searched. Few of them are ever asked for, so that going through the names is
 * faster than making a table of them.
 */
export interface HeaderFields {
  /** In lower case, one for each line. */
  readonly names: readonly string[];
  readonly lines: HttpMessage['headers'];
}

export function indexHeaders(headers: HttpMessage['headers']): HeaderFields {
  return { names: headers.map(([name]) => name.toLowerCase()), lines: headers };
}

export function hasField({ names }: HeaderFields, name: string): boolean {
  return names.includes(name);
}

/** The value, trimmed; those of a name that comes more than once joined by `, ` (draft-cavage-12, 2.3). */
export function findField({ names, lines }: HeaderFields, name: string): string | undefined {
  let found: string | undefined;
  for (let at = names.indexOf(name); at >= 0; at = names.indexOf(name, at + 1)) {
    const value = trimField(lines[at]?.[1] ?? '');
    found = found === undefined ? value : `${found}, ${value}`;
  }
  return found;
}

/** A header that carries a part of the signature: there, once, and no longer than `limit`. */
export function readOnlyField(
  fields: HeaderFields,
  name: string,
  limit: number,
  missing: SignatureReason,
): Step<string> {
  const value = findField(fields, name);
  if (value === undefined || value === '') return refuse(missing, { header: name });
  if (fields.names.indexOf(name) !== fields.names.lastIndexOf(name))
    return refuse('header-duplicated', { header: name });
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
