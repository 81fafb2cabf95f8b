const CANDIDATE = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}/g;

/** Every IBAN of a text shortened to its country, check digits and last four: `DE89…3000`. */
export function shortenIbans(text: string): string {
  return text.replace(CANDIDATE, shortenCandidate);
}

/**
 * Grouped by blanks, an IBAN may run into the words behind it, so the longest beginning that checks out counts. Capitals
 * in one piece are taken for one even if they do not check out: a mistyped IBAN is close to a real one.
 */
function shortenCandidate(candidate: string): string {
  for (let end = candidate.length; end >= 15; end -= 1) {
    const compact = candidate.slice(0, end).replace(/[ -]/g, '').toUpperCase();
    if (compact.length < 15) break;
    if (hasValidCheckDigits(compact)) return shorten(compact) + candidate.slice(end);
  }
  return /^[A-Z\d]+$/.test(candidate) ? shorten(candidate) : candidate;
}

const shorten = (iban: string) => `${iban.slice(0, 4)}…${iban.slice(-4)}`;

/** ISO 7064, MOD 97-10, as ISO 13616 applies it. */
function hasValidCheckDigits(iban: string): boolean {
  const turned = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const character of turned) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
