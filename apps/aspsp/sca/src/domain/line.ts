const LONGEST = 70;

/**
 * Names come from TPPs: a line break could begin a message of its own, and characters that turn the direction of writing
 * could show another amount or payee (RTS, Article 5(2)).
 */
export function toLine(text: string): string {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).toWellFormed()}…` : line;
}
