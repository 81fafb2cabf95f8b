import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CSV_FORMAT } from './formats.ts';
import { maskIbans } from './mask-ibans.ts';
import { COLUMNS, type Row, toRow } from './row.ts';

const row = (actor: string): Row =>
  toRow({
    id: 1,
    node: 'one',
    time: new Date(0),
    kind: 'consent-used',
    actor,
    subject: 'c-1',
    body: {},
    sealed: true,
    by: undefined,
    tppId: undefined,
    psuId: undefined,
    corporateId: undefined,
    consentId: 'c-1',
    operation: undefined,
    resourceId: undefined,
    result: undefined,
    requestId: undefined,
  });

/** RFC 4180, as simple as its grammar where every cell is quoted. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  for (const [, cell = '', end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    records.at(-1)?.push(cell.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

test('any text is one cell, unchanged but for the apostrophe that keeps it from being a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: ANY_CHARACTER }), (text) => {
      const records = parseCsv(CSV_FORMAT.begin + CSV_FORMAT.page([row(text)], true));
      expect(records.map((record) => record.length)).toEqual([COLUMNS.length, COLUMNS.length]);
      const cell = records[1]?.[COLUMNS.indexOf('actor')] ?? '';
      expect([text, `'${text}`]).toContain(cell);
      expect(cell).not.toMatch(/^[\s\p{Cc}]*[=+\-@＝＋－＠]/u);
    }),
  );
});

test.each(['=1+1', '+1', '-1', '@A1', '\t=1', '\r=1', ' =1', '＝1'])('%j is no formula', (text) => {
  expect(CSV_FORMAT.page([row(text)], true)).toContain(`"'${text}"`);
});

test.each([
  ['DE02120300000000202051', 'DE…2051'],
  ['de02120300000000202051', 'DE…2051'],
  ['to DE02 1203 0000 0000 2020 51, please', 'to DE…2051, please'],
  ['pay DE02120300000000202051 now', 'pay DE…2051 now'],
  ['pay AB12 AT61 1904 3002 3457 3201 now', 'pay AB12 AT…3201 now'],
  ['{"iban":"FR7630006000011234567890189"}', '{"iban":"FR…0189"}'],
  ['NO9386011117947', 'NO…7947'],
  ['DE03120300000000202051', 'DE03120300000000202051'],
  ['2f77a125-aa7a-45c0-b414-cea25a116035', '2f77a125-aa7a-45c0-b414-cea25a116035'],
  ['PSDDE-BAFIN-100001', 'PSDDE-BAFIN-100001'],
])('IBANs are covered, and nothing else: %s', (text, masked) => {
  expect(maskIbans(text)).toBe(masked);
});
