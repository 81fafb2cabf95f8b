/** What became of a pattern: `undefined` where it is no regular expression under any reading. */
export interface NormalPattern {
  readonly pattern: string;
  readonly repaired: boolean;
  readonly anchored: boolean;
}

/**
 * A pattern as validators need it: valid under the Unicode flag, and anchored. JSON Schema searches for a pattern
 * anywhere in the text, but a specification that writes `[A-Z]{2}` for a country means the whole of it; only a pattern
 * that has an anchor of its own is left as it is.
 */
export function normalisePattern(pattern: string): NormalPattern | undefined {
  const bare = stripDelimiters(pattern);
  const valid = isValid(bare) ? bare : repair(bare);
  if (!isValid(valid)) return undefined;
  const anchored = !hasAnchor(valid);
  const body = anchored && hasAlternatives(valid) ? `(?:${valid})` : valid;
  return { pattern: anchored ? `^${body}$` : valid, repaired: valid !== pattern, anchored };
}

function isValid(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false; // the question was whether it throws
  }
}

/** `/^[a-z]+$/`: a literal of some language was pasted, slashes and all. */
function stripDelimiters(pattern: string): string {
  return /^\/\^.*\$\/$/s.test(pattern) ? pattern.slice(1, -1) : pattern;
}

/** The parts of a pattern: escapes, characters of a class, anything else. */
function* tokens(pattern: string): Generator<{ readonly text: string; readonly inClass: boolean }> {
  let inClass = false;
  for (let index = 0; index < pattern.length; index += 1) {
    const char = pattern.charAt(index);
    const text = char === '\\' ? pattern.slice(index, index + 2) : char;
    yield { text, inClass };
    if (text === '[') inClass = true;
    if (text === ']') inClass = false;
    index += text.length - 1;
  }
}

const SYNTAX = '^$\\.*+?()[]{}|/';

/** Takes the backslash from characters that need none, and gives one to braces that open no quantifier. */
function repair(pattern: string): string {
  const quantifiers = new Set(
    [...pattern.matchAll(/\{\d+(,\d*)?\}/g)].flatMap(({ index, 0: text }) => [index, index + text.length - 1]),
  );
  let at = 0;
  let out = '';
  for (const { text, inClass } of tokens(pattern)) {
    out += repairToken(text, inClass, quantifiers.has(at) || /\\[pPuk]$/.test(out.slice(-2)));
    at += text.length;
  }
  return out;
}

function repairToken(text: string, inClass: boolean, keep: boolean): string {
  if (text === '\\A') return '^';
  if (text === '\\Z' || text === '\\z') return '$';
  if (text.length === 2) {
    const char = text.charAt(1);
    const needed = SYNTAX.includes(char) || (inClass && char === '-') || /[A-Za-z0-9]/.test(char);
    return needed ? text : char;
  }
  return !inClass && !keep && '{}]'.includes(text) && text !== '' ? `\\${text}` : text;
}

function hasAnchor(pattern: string): boolean {
  return [...tokens(pattern)].some(({ text, inClass }) => !inClass && (text === '^' || text === '$'));
}

function hasAlternatives(pattern: string): boolean {
  return [...tokens(pattern)].some(({ text, inClass }) => !inClass && text === '|');
}
