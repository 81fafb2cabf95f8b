import { toPrintable } from '../printable.ts';

/**
 * Text of headers, a byte each, as a person can read it: UTF-8 where it is that, blanks marked where they could be
 * overlooked, tabs and line ends by their symbols, and nothing that a terminal would obey.
 */
export function toVisible(text: string): string {
  const marked = toUnicode(text).replace(/^ +| +$| {2,}/g, (blanks) => '·'.repeat(blanks.length));
  return toPrintable(marked.replaceAll('\t', '→').replaceAll('\r', '␍').replaceAll('\n', '␊'));
}

function toUnicode(text: string): string {
  if (!/^[\0-\xff]*[\x80-\xff]/.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  const decoded = bytes.toString('utf8');
  return Buffer.from(decoded, 'utf8').equals(bytes) ? decoded : text;
}

/** Lines with the sign of their end, as many as there are; the last has none where nothing ends it. */
export function toVisibleLines(text: string): string[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? ['']).map(toVisible);
}
