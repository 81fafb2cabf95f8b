/** Anything with the look of an IBAN, in groups or not. */
const IBAN = /\b[a-z]{2}\d{2}(?:[ ]?[a-z0-9]){11,30}\b/gi;
/** Digits as of a card, an account or a telephone. */
const LONG_NUMBER = /\d(?:[ -]?\d){9,}/g;

/** A name may be as long as a body; no more of it is worth reading. */
const MOST_READ = 2000;

/** Text that may leave: names that came with the request are in it, so numbers of accounts and cards are covered. */
export function toWireText(text: string, most: number): string {
  const covered = text
    .slice(0, MOST_READ)
    .replace(IBAN, '***')
    .replace(LONG_NUMBER, '***')
    .replace(/[^\x20-\x7e\xa0-\ud7ff\ue000-\uffff]/g, '?');
  return covered.length > most ? `${covered.slice(0, most - 1)}…` : covered;
}

/** A JSON pointer as the guidelines write paths: `/access/accounts/0/iban` is `access.accounts[0].iban`. */
export function toWirePath(pointer: string): string {
  const segments = pointer.split('/').slice(1).map(unescapeSegment);
  const [first = '', ...rest] = segments;
  return toWireText(
    first + rest.map((segment) => (/^\d+$/.test(segment) ? `[${segment}]` : `.${segment}`)).join(''),
    256,
  );
}

const unescapeSegment = (segment: string) => segment.replaceAll('~1', '/').replaceAll('~0', '~');
