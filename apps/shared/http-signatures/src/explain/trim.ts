// By hand, because a regular expression for the end of a text takes time by the square of what is trimmed.

/** The text without these characters at its end. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The text without these characters around it. */
export function trimBoth(text: string, characters: string): string {
  const rest = trimEnd(text, characters);
  let start = 0;
  while (start < rest.length && characters.includes(rest.charAt(start))) start += 1;
  return rest.slice(start);
}

/** Optional white space around the value of a header (RFC 9110, 5.6.3). */
export const BLANKS = ' \t';
