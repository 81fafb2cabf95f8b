/** Sources of tests, and what they are evidence for; here, where nobody looks for tests. */
export const SOURCES: readonly (readonly [source: string, evidence: readonly string[]])[] = [
  ["test('S-01 a code works once', () => {});", ['S-01 | a code works once']],
  ["test('S-03 SEC-API-013: %s has the same answer', () => {});", ['S-03 SEC-API-013 | … has the same answer']],
  ["test.each([['S-04'], ['S-05']])('%s five block', () => {});", ['S-04 | five block', 'S-05 | five block']],
  ["test.each([['S-04: no state', 1]])('%s is refused, %i', () => {});", ['S-04 | no state is refused, …']],
  ["test.each([['S-04', 1]])('%s: %s, try %#', () => {});", ['S-04 | …, try %#']],
  ["test.each(['a'])('API10 nobody believes %s', () => {});", ['API10 | nobody believes …']],
  ["test.each(['a'])('API10 nobody believes it: %s', () => {});", ['API10 | nobody believes it']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what a name may be made of
  ['test(`API10 what ${other} says${why}`, () => {});', ['API10 | what … says']],
  ["test('not S-01 at the start', () => {});", []],
];
