import type { Transaction } from '@openxs2a/core-banking';
import { fractionDigits } from '@openxs2a/core-banking';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bookedEntry, hostileText, reportMessage, statementMessage, statementOf } from '../report.fixture.ts';
import { toCharacterSetX, toNarrativeText } from './character-set.ts';
import { renderMt940 } from './mt-940.ts';
import { renderMt942 } from './mt-942.ts';
import { type Field, readBalance, readLine, readMessages, readSubfields, readUnits } from './read-mt.fixture.ts';

const SET_X = /^[A-Za-z0-9/?:().,'+ -]*$/;

test.each(['subfields', 'codewords'] as const)(
  'every line is of set x, no longer than its field, begun by nothing else (%s)',
  (narrative) => {
    fc.assert(
      fc.property(statementMessage, (message) => {
        const file = renderMt940(message, { narrative });
        for (const line of file.split('\r\n')) {
          expect(line).toMatch(SET_X);
          expect(line.replace(/^:86:/, '').length).toBeLessThanOrEqual(65);
          if (!/^:(20|25|28C|60F|61|86|62F|64|65):/.test(line) && line !== '-') expect(line).not.toMatch(/^[:-]| $/);
        }
        expect(file.match(/^:61:/gm) ?? []).toHaveLength(
          message.reports.flatMap(({ transactions }) => transactions).length,
        );
        expect(file.match(/^-$/gm)).toHaveLength(message.reports.length);
      }),
      { numRuns: 60 },
    );
  },
);

test('field 86 has six lines at most', () => {
  fc.assert(
    fc.property(statementMessage, fc.constantFrom('subfields', 'codewords'), (message, narrative) => {
      const narratives = renderMt940(message, { narrative }).split(/^:86:/m).slice(1);
      for (const text of narratives) {
        const lines = text.split('\r\n');
        const end = lines.findIndex((line) => line.startsWith(':') || line === '-' || line === '');
        expect(end).toBeGreaterThanOrEqual(1);
        expect(end).toBeLessThanOrEqual(6);
      }
    }),
    { numRuns: 60 },
  );
});

test('what is read from MT940 is what was written into it, and adds up', () => {
  fc.assert(
    fc.property(statementMessage, (message) => {
      const messages = readMessages(renderMt940(message));
      expect(messages).toHaveLength(message.reports.length);
      messages.forEach((fields, index) => {
        const { reportId, account, transactions = [], opening, closing } = message.reports[index] ?? {};
        expect(valuesOf(fields, '20')).toEqual([reportId]);
        expect(valuesOf(fields, '25')).toEqual([account?.iban]);
        const [first, last] = [...valuesOf(fields, '60F'), ...valuesOf(fields, '62F')].map(readBalance);
        const decimals = fractionDigits(account?.currency ?? '');
        expect(first).toEqual(['250101', account?.currency, opening?.amount.minorUnits, decimals]);
        expect(last).toEqual(['261130', account?.currency, closing?.amount.minorUnits, decimals]);
        const lines = valuesOf(fields, '61').map(readLine);
        expect(lines.map(lineFacts)).toEqual(transactions.map(expectedLine));
        const sum = lines.reduce((total, [, , mark, amount]) => total + readUnits(mark, amount), 0n);
        expect((first?.[2] ?? 0n) + sum).toBe(last?.[2]);
        valuesOf(fields, '86').forEach((value, entry) => {
          expectNarrative(value, transactions[entry]);
        });
      });
    }),
    { numRuns: 80 },
  );
});

test('AIS-TRX-033 MT942 has booked and pending entries, says which are pending, and counts both sides', () => {
  fc.assert(
    fc.property(reportMessage, (message) => {
      readMessages(renderMt942(message)).forEach((fields, index) => {
        const { transactions = [] } = message.reports[index] ?? {};
        const lines = valuesOf(fields, '61').map(readLine);
        expect(lines.map(lineFacts)).toEqual(transactions.map(expectedLine));
        const pending = valuesOf(fields, '86').map(
          (value) => readSubfields(value).get(0)?.startsWith('PENDING') ?? false,
        );
        expect(pending).toEqual(transactions.map(({ bookingStatus }) => bookingStatus === 'pending'));
        for (const side of ['D', 'C'] as const) {
          const [, count, amount] = /^(\d+)[A-Z]{3}([\d,]+)$/.exec(valuesOf(fields, `90${side}`)[0] ?? '') ?? [];
          const ofSide = lines.filter(([, , mark]) => mark === side);
          expect(Number(count)).toBe(ofSide.length);
          const sum = ofSide.reduce((total, [, , , figure]) => total + readUnits('C', figure), 0n);
          expect(readUnits('C', amount)).toBe(sum);
        }
      });
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['Bäckerei Größe & Söhne', 'Baeckerei Groesse + Soehne'],
  ['ÄÖÜ', 'AEOEUE'],
  ['Çelik Łódź', 'Celik Lodz'],
  ['12,50 € @home', '12,50 EUR (at)home'],
  ['Ελλάς Щука', 'Ellas SHTuka'],
  ['a\r\n:61:b\t c', 'a :61:b c'],
  ['😀#\u{D800}', '...'],
  ['-'.repeat(45), `${'-'.repeat(20)} ${'-'.repeat(20)} ${'-'.repeat(5)}`],
])('%j becomes %j', (text, expected) => {
  expect(toCharacterSetX(text)).toBe(expected);
});

test('nothing that is no blank vanishes, and nothing can begin a subfield or a code word', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const visible = Array.from(text).filter((character) => !/[\s\p{Cc}\p{M}]/u.test(character)).length;
      expect(toCharacterSetX(text).replaceAll(' ', '').length).toBeGreaterThanOrEqual(visible);
      expect(toNarrativeText(text)).not.toMatch(/[?/]|[A-Za-z]{4}\+/);
    }),
  );
});

test('an entry as it stands in a file', () => {
  const entry = bookedEntry({
    valueDate: '2026-11-26',
    entryReference: 'A-REFERENCE-OF-MORE-THAN-16',
    endToEndId: 'INVOICE-7',
    creditorName: 'Bäckerei',
    creditorAccount: { iban: 'DE75512108001245126199' },
    creditorAgent: 'COBADEFFXXX',
    remittanceInformationUnstructured: ['Brot?'],
  });
  const payment = { ...entry, bankTransactionCode: 'PMNT-ICDT-ESCT' };
  expect(renderMt940(statementOf([payment])).split('\r\n')).toEqual([
    ':20:REPORT1',
    ':25:AT611904300234573201',
    ':28C:00000/001',
    ':60F:C250101EUR0,00',
    ':61:2611261125D12,50NTRFINVOICE-7',
    ':86:116?00PMNT-ICDT-ESCT?20EREF+INVOICE-7?21BREF+A-REFERENCE-OF-MORE-',
    'TH?22AN-16?23SVWZ+Brot.?30COBADEFFXXX?31DE75512108001245126199?32',
    'Baeckerei',
    ':62F:D261130EUR12,50',
    '-',
    '',
  ]);
  expect(renderMt940(statementOf([payment]), { narrative: 'codewords' })).toContain(
    ':86:/TYPE/PMNT-ICDT-ESCT/NAME/Baeckerei/ACCT/DE75512108001245126199/B\r\n' +
      'IC/COBADEFFXXX/EREF/INVOICE-7/BREF/A-REFERENCE-OF-MORE-THAN-16/SV\r\nWZ/Brot.\r\n',
  );
});

function valuesOf(fields: readonly Field[], wanted: string): readonly string[] {
  return fields.filter(({ tag }) => tag === wanted).map(({ value }) => value);
}

function lineFacts([value, entry, mark, amount]: readonly (string | undefined)[]): unknown {
  return { value, entry, units: readUnits(mark, amount) };
}

function expectedLine(entry: Transaction): unknown {
  const day = entry.bookingStatus === 'booked' ? entry.bookingDate : entry.entryDate;
  const value = (entry.valueDate ?? day).slice(2).replaceAll('-', '');
  return { value, entry: day.slice(5).replace('-', ''), units: entry.transactionAmount.minorUnits };
}

const PURPOSES = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63];

// what is read is the whole, or its beginning with ... behind it
function expectNarrative(value: string, entry: Transaction | undefined): void {
  const subfields = readSubfields(value);
  const debit = (entry?.transactionAmount.minorUnits ?? 0n) < 0n;
  const name = toNarrativeText((debit ? entry?.creditorName : entry?.debtorName) ?? '');
  expectBeginning((subfields.get(32) ?? '') + (subfields.get(33) ?? ''), name);
  const purpose = PURPOSES.map((number) => subfields.get(number) ?? '').join('');
  const reference = toNarrativeText(entry?.endToEndId ?? '');
  if (reference !== '') expectBeginning(purpose.slice(0, reference.length + 5), `EREF+${reference}`);
  const remittance = toNarrativeText(remittanceOf(entry));
  const start = purpose.indexOf('SVWZ+');
  if (remittance === '') expect(start).toBe(-1);
  else if (start >= 0)
    expectBeginning(purpose.slice(start + 5).split(/(?:ABWA|ABWE|XRAT|INFO)\+/)[0] ?? '', remittance);
  else expect(purpose).toMatch(/\.\.\.$/);
}

function remittanceOf(entry: Transaction | undefined): string {
  const structured = (entry?.remittanceInformationStructured ?? []).map((part) =>
    [part.referenceType, part.reference, part.referenceIssuer].filter(Boolean).join(' '),
  );
  return [...structured, ...(entry?.remittanceInformationUnstructured ?? [])].join(' ');
}

function expectBeginning(read: string, whole: string): void {
  if (read === whole) return;
  expect(read).toMatch(/\.\.\.$/);
  expect(whole.startsWith(read.slice(0, -3)) || read.startsWith(whole)).toBe(true);
}
