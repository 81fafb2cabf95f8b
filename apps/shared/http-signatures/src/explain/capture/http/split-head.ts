/** A line of a capture and its number, counted from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** The lines up to the first empty one, and what is behind it as it stands. Empty lines before them do not count (RFC 9112, 2.2). */
export function splitHead(text: string): { readonly lines: readonly Line[]; readonly rest: string | undefined } {
  const lines: Line[] = [];
  let at = 0;
  for (let number = 1; at < text.length; number += 1) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end).replace(/\r$/, '');
    at = end < 0 ? text.length : end + 1;
    if (line !== '') lines.push({ number, text: line });
    else if (lines.length > 0) return { lines, rest: text.slice(at) };
  }
  return { lines, rest: undefined };
}
