/** What looks like an IBAN, from its country on; behind its end other words may follow. */
const CANDIDATE = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}/g;
const SHORTEST = 15;

/** Every IBAN of a text shortened to its country, check digits and last four: `DE89…3000`. */
export function shortenIbans(text: string): string {
  const candidates = new RegExp(CANDIDATE);
  let shortened = '';
  let done = 0;
  for (let match = candidates.exec(text); match !== null; match = candidates.exec(text)) {
    const iban = findIban(match[0]);
    // What follows is looked at anew: another IBAN may begin where this one only seemed to go on.
    candidates.lastIndex = match.index + (iban?.length ?? 1);
    if (iban === undefined) continue;
    shortened += text.slice(done, match.index) + shorten(iban);
    done = candidates.lastIndex;
  }
  return shortened + text.slice(done);
}

/**
 * Grouped by blanks, an IBAN may run into the words behind it, so the longest beginning that checks out counts. Capitals
 * in one piece are taken for one even if they do not check out: a mistyped IBAN is close to a real one.
 */
function findIban(candidate: string): string | undefined {
  for (let end = candidate.length; end >= SHORTEST; end -= 1) {
    const beginning = candidate.slice(0, end);
    if (/[ -]$/.test(beginning)) continue;
    if (hasValidCheckDigits(toCompact(beginning))) return beginning;
  }
  return /^[A-Z\d]{15,}/.exec(candidate)?.[0];
}

const toCompact = (text: string) => text.replace(/[ -]/g, '').toUpperCase();

function shorten(text: string): string {
  const iban = toCompact(text);
  return `${iban.slice(0, 4)}…${iban.slice(-4)}`;
}

/** ISO 7064, MOD 97-10, as ISO 13616 applies it. */
function hasValidCheckDigits(iban: string): boolean {
  if (iban.length < SHORTEST) return false;
  const turned = iban.slice(4) + iban.slice(0, 4);
  let rest = 0;
  for (const character of turned) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
