/**
 * Characters that a terminal obeys instead of showing them, or that turn text round: C0, DEL and C1 controls, line and
 * paragraph separators, marks of direction. What was captured from elsewhere is never printed with them in it.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** The text with everything that a terminal would obey written as an escape. */
export function toPrintable(text: string): string {
  return text.replace(UNPRINTABLE, escapeOf);
}

/** The text between quotes, printable, cut where it is long. */
export function quote(text: string, longest = 60): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return `"${toPrintable(cut)}"`;
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return SHORT[character] ?? (code < 0x100 ? `\\x${hex(code, 2)}` : `\\u{${hex(code, 4)}}`);
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
