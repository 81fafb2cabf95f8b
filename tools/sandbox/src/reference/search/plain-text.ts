/** Texts of a document one after the other, as sentences without the marks of Markdown; what is no text is left out. */
export const joinTexts = (texts: readonly unknown[]) =>
  texts
    .filter((text) => typeof text === 'string')
    .map(toPlain)
    .filter((text) => text !== '')
    .map((text, index, all) => (index < all.length - 1 && /[\p{L}\p{N})]$/u.test(text) ? `${text}.` : text))
    .join(' ');

function toPlain(text: string): string {
  const lines = text.split('\n').flatMap(toLine).join(' ');
  return lines
    .replaceAll(/`|\*\*/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/;$/, '.');
}

/** A row of a table with commas between its cells; the line below the head says nothing. */
function toLine(line: string): readonly string[] {
  const row = /^\s*\|(.*)\|\s*$/.exec(line)?.[1];
  if (row === undefined) return [line.replace(/^\s*(?:#+|-) /, '')];
  const cells = row.split('|').map((cell) => cell.trim());
  return cells.every((cell) => /^:?-*:?$/.test(cell)) ? [] : [`${cells.join(', ')};`];
}
