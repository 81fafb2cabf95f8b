/** Sources of tests, and the ids that they name; here, where nobody looks for tests. */
export const SOURCES: readonly (readonly [source: string, ids: readonly string[]])[] = [
  ["test('AIS-CNS-001 a name', () => {});", ['AIS-CNS-001']],
  ['test.each([["N-AIS-TRX-101", 1]])("%s a row", () => {});', ['N-AIS-TRX-101']],
  ['test(`RTS-180-001 RTS-FRQ-002 two`, () => {});', ['RTS-180-001', 'RTS-FRQ-002']],
  ["// AIS-CNS-001 'AIS-CNS-002'\ntest('no rule', () => {});", []],
  ["/* AIS-CNS-001\n * 'AIS-CNS-002' */ test('it accepts */*', () => {});", []],
  ["test('Accept: */*', () => {}); test('AIS-CNS-003', () => {}); // */", ['AIS-CNS-003']],
  ["test.skip('AIS-CNS-001 later', () => {}); test.todo('AIS-CNS-002 later');", []],
  ["test.skipIf(missing)('AIS-CNS-004 if it is there', () => {});", ['AIS-CNS-004']],
];
