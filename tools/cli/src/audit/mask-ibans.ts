import { isIban } from '@openxs2a/consent';

/** Words with single spaces between them: an IBAN is one, or is printed in groups. */
const WORDS = /[A-Za-z0-9]+(?: [A-Za-z0-9]+)*/g;

/** An IBAN of 34 characters, the longest, in groups of four. */
const MOST_GROUPS = 9;

/** The text with every IBAN (ISO 13616, by its check digits) as country and last four characters: `DE…2051`. */
export function maskIbans(text: string): string {
  return text.replace(WORDS, (run) => maskWords(run.split(' ')).join(' '));
}

function maskWords(words: readonly string[]): readonly string[] {
  const masked: string[] = [];
  for (let index = 0; index < words.length; ) {
    const iban = findIban(words, index);
    masked.push(iban === undefined ? (words[index] ?? '') : `${iban.text.slice(0, 2)}…${iban.text.slice(-4)}`);
    index += iban?.groups ?? 1;
  }
  return masked;
}

/** The longest that begins with this word. */
function findIban(
  words: readonly string[],
  from: number,
): { readonly text: string; readonly groups: number } | undefined {
  if (!/^(?:[A-Z]{2}|[a-z]{2})\d{2}/.test(words[from] ?? '')) return undefined;
  for (let groups = MOST_GROUPS; groups > 0; groups -= 1) {
    const text = words.slice(from, from + groups).join('');
    const upper = text.toUpperCase();
    // ids of both cases are none, whatever their digits add up to
    if ((text === upper || text === text.toLowerCase()) && isIban(upper)) return { text: upper, groups };
  }
  return undefined;
}
