import { accept, quote, refuse, type Step } from '../verdict.ts';
import { type HeaderFields, hasField } from './fields.ts';

/**
 * `always`: has to be signed. `when-sent`: has to be signed exactly when the message has it. `optional`: may be signed,
 * and is not when we sign.
 */
export type Coverage = 'always' | 'when-sent' | 'optional';

/** What a signature covers. */
export interface SignedHeaders {
  /** By lower-case name, pseudo-headers in their parentheses, in the order in which we sign. */
  readonly fields: Readonly<Record<string, Coverage>>;
  /** Whether further headers may be signed. Pseudo-headers never, unless `fields` names them. */
  readonly others: 'refused' | 'allowed';
}

/** `lower-case`: as draft-cavage-12, 2.1.6 has it. `any-case`: names are compared without case. */
export type HeaderNameCase = 'lower-case' | 'any-case';

/** Splits the names of a `headers` parameter: one blank between them, none twice. Returns them in lower case. */
export function parseHeaderList(text: string, nameCase: HeaderNameCase): Step<readonly string[]> {
  const lower = text.toLowerCase();
  if (nameCase === 'lower-case' && lower !== text)
    return refuse('signed-headers-malformed', { found: quote(text), expected: 'lower case' });
  return checkHeaderNames(lower.split(' '), text);
}

/** More than anybody signs. Every name is held against all others. */
const MOST_NAMES = 64;

/** Names that are to be signed, already in lower case: every one a name, none twice. */
export function checkHeaderNames(names: readonly string[], text: string): Step<readonly string[]> {
  if (names.length > MOST_NAMES) return refuse('signed-headers-malformed', { names: names.length, most: MOST_NAMES });
  for (const [index, name] of names.entries()) {
    if (!HEADER_NAME.test(name)) return refuse('signed-headers-malformed', { found: quote(text) });
    if (names.indexOf(name) !== index) return refuse('signed-header-duplicated', { header: quote(name) });
  }
  return accept(names);
}

const HEADER_NAME = /^(?:[!#$%&'*+\-.^_`|~0-9a-z]+|\([a-z-]+\))$/;

/** Whether exactly that is signed which has to be and may be. */
export function checkSignedHeaders(
  rule: SignedHeaders,
  signed: readonly string[],
  fields: HeaderFields,
): Step<readonly string[]> {
  for (const name of signed) {
    const isAllowed = Object.hasOwn(rule.fields, name) || (rule.others === 'allowed' && !isPseudoHeader(name));
    if (!isAllowed) return refuse('signed-header-not-allowed', { header: quote(name) });
  }
  for (const name in rule.fields) {
    const coverage = rule.fields[name];
    const isNeeded = coverage === 'always' || (coverage === 'when-sent' && hasField(fields, name));
    if (isNeeded && !signed.includes(name)) return refuse('signed-header-missing', { header: name });
  }
  return accept(signed);
}

/** What a signer covers of this message. */
export function chooseSignedHeaders(rule: SignedHeaders, fields: HeaderFields): readonly string[] {
  return Object.entries(rule.fields)
    .filter(([name, coverage]) => coverage === 'always' || (coverage === 'when-sent' && hasField(fields, name)))
    .map(([name]) => name);
}

export function isPseudoHeader(name: string): boolean {
  return name.startsWith('(');
}
