/**
 * What looks like an IBAN, from its country on; behind its end other words may follow. A digest in hex is none, though one in
 * a hundred begins like one: whoever compares fingerprints needs them whole.
 */
const CANDIDATE = /(?<![A-Za-z0-9])(?![0-9a-f]{40})[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}/g;
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
 * Grouped by blanks, an IBAN may run into the words behind it, so the longest beginning that checks out counts (ISO 7064,
 * MOD 97-10, as ISO 13616 applies it). Capitals in one piece are taken for one even if they do not check out: a mistyped
 * IBAN is close to a real one.
 */
function findIban(candidate: string): string | undefined {
  const head = Number([...candidate.slice(0, 4)].map(digitsOf).join(''));
  let rest = 0;
  let length = 4;
  let end = 0;
  for (let index = 4; index < candidate.length; index += 1) {
    const value = digitsOf(candidate.charAt(index));
    if (Number.isNaN(value)) continue; // a separator
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    length += 1;
    // The country and the check digits, six digits in all, go behind what was read up to here.
    if (length >= SHORTEST && (rest * 1_000_000 + head) % 97 === 1) end = index + 1;
  }
  return end > 0 ? candidate.slice(0, end) : /^[A-Z\d]{15,}/.exec(candidate)?.[0];
}

/** A is 10, B is 11, … */
const digitsOf = (character: string) => Number.parseInt(character, 36);

function shorten(text: string): string {
  const iban = text.replace(/[ -]/g, '').toUpperCase();
  return `${iban.slice(0, 4)}…${iban.slice(-4)}`;
}
