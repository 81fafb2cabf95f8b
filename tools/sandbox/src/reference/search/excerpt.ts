/** A stretch of text, and whether it is what was looked for. */
export interface Stretch {
  readonly text: string;
  readonly isHit: boolean;
}

const LENGTH = 180;

/** The text cut into stretches that match a term and those that do not; nothing is lost and nothing added. */
export function markTerms(text: string, terms: readonly string[]): readonly Stretch[] {
  if (terms.length === 0) return [{ text, isHit: false }];
  const longestFirst = [...terms]
    .sort((a, b) => b.length - a.length)
    .map((term) => term.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return text
    .split(new RegExp(`(${longestFirst.join('|')})`, 'giu'))
    .map((part, index) => ({ text: part, isHit: index % 2 === 1 }))
    .filter((stretch) => stretch.text !== '');
}

/** About a line of a text around the first term in it, cut between words. */
export function excerptOf(text: string, terms: readonly string[]): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  if (plain.length <= LENGTH) return plain;
  const lower = plain.toLowerCase();
  const hits = terms.map((term) => lower.indexOf(term)).filter((at) => at >= 0);
  const wanted = Math.max(0, Math.min(...hits, plain.length) - LENGTH / 3);
  const start = hits.length === 0 || wanted === 0 ? 0 : plain.indexOf(' ', wanted) + 1;
  const end = start + LENGTH >= plain.length ? plain.length : plain.lastIndexOf(' ', start + LENGTH);
  const body = plain.slice(start, end > start ? end : start + LENGTH);
  return `${start === 0 ? '' : '… '}${body}${end >= plain.length ? '' : ' …'}`;
}
