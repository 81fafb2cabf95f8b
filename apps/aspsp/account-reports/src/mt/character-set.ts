/**
 * Text in SWIFT's character set x on one line. No character vanishes: letters lose their marks or become what the table
 * says, blanks of all kinds become single spaces, and what has no likeness becomes a full stop. What would end a field
 * early is broken up: after 20 colons or hyphens in a row comes a space, because a line must not begin with one.
 */
export function toCharacterSetX(text: string): string {
  const plain = /^[A-Za-z0-9/()., '+?:-]*$/.test(text) ? text : Array.from(text, likeness).join('');
  return plain
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(/[:-]{20}(?=[:-])/g, '$& ');
}

/** The same where text stands among subfields or code words: it can begin neither (`?`, `/`, `EREF+`). */
export function toNarrativeText(text: string): string {
  if (/^[A-Za-z0-9]*$/.test(text)) return text;
  return toCharacterSetX(text)
    .replace(/[?/]/g, '.')
    .replace(/([A-Za-z]{4})\+/g, '$1.');
}

function likeness(character: string): string {
  if (/^[A-Za-z0-9/()., '+?:-]$/.test(character)) return character;
  if (/^[\s\p{Cc}]$/u.test(character)) return ' ';
  const found = LIKENESSES.get(character);
  if (found !== undefined) return found;
  const letters = character.normalize('NFKD').replace(/\p{M}/gu, '');
  if (letters === '') return '.';
  return Array.from(letters, (letter) =>
    /^[A-Za-z0-9]$/.test(letter) ? letter : (LIKENESSES.get(letter) ?? '.'),
  ).join('');
}

const LIKENESSES: ReadonlyMap<string, string> = new Map([
  ...pairs('ä ae ö oe ü ue Ä AE Ö OE Ü UE ß ss ẞ SS æ ae Æ AE ø oe Ø OE œ oe Œ OE'),
  ...pairs('đ d Đ D ð d Ð D þ th Þ TH ł l Ł L ı i ħ h Ħ H ŋ n Ŋ N'),
  ...pairs('€ EUR £ GBP ¥ JPY $ USD & + @ (at) _ - – - — - − - = - ~ - ; , … ... \\ / | /'),
  ...pairs(`" ' “ ' ” ' „ ' ‘ ' ’ ' ‚ ' \` ' ´ ' « ' » ' < ( > ) [ ( ] ) { ( } )`),
  ...pairs('α a β b γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o'),
  ...pairs('Α A Β B Γ G Δ D Ε E Ζ Z Η I Θ TH Ι I Κ K Λ L Μ M Ν N Ξ X Ο O Π P Ρ R Σ S Τ T Υ Y Φ F Χ CH Ψ PS Ω O'),
  ...pairs('а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sht'),
  ...pairs(
    'ъ a ы y ь y э e ю yu я ya А A Б B В V Г G Д D Е E Ж ZH З Z И I К K Л L М M Н N О O П P Р R С S Т T У U Ф F',
  ),
  ...pairs('Х H Ц TS Ч CH Ш SH Щ SHT Ъ A Ы Y Ь Y Э E Ю YU Я YA'),
]);

function pairs(table: string): readonly (readonly [string, string])[] {
  const words = table.split(' ');
  return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? '.'] as const] : []));
}
