import { toPrintable } from '@openxs2a/http-signatures/explain';
import { COLUMNS, type Column, type Row } from './row.ts';

/** How rows are written, page by page; what a format begins and ends with is there without any rows, too. */
export interface Format {
  readonly begin: string;
  /** `isFirst` says that no rows came before. */
  page(rows: readonly Row[], isFirst: boolean): string;
  readonly end: string;
}

/** One document, a line for each entry. */
export const JSON_FORMAT: Format = {
  begin: '{ "records": [',
  page(rows, isFirst) {
    const lines = rows.map(({ details, ...row }) =>
      JSON.stringify({ ...row, details: JSON.parse(details) as unknown }),
    );
    return `${isFirst ? '' : ','}\n${lines.join(',\n')}`;
  },
  end: '\n] }\n',
};

/** RFC 4180, every cell quoted; a spreadsheet takes none of them for a formula. */
export const CSV_FORMAT: Format = {
  begin: toLine(COLUMNS),
  page: (rows) => rows.map((row) => toLine(COLUMNS.map((column) => String(row[column] ?? '')))).join(''),
  end: '',
};

function toLine(cells: readonly string[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

/** What begins as a formula, in half or full width, also behind what spreadsheets skip, is made text by an apostrophe. */
function toCell(text: string): string {
  const isFormula = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text);
  return `"${isFormula ? "'" : ''}${text.replaceAll('"', '""')}"`;
}

/** What a person asks first; the other formats have all columns. */
const TABLE: readonly Column[] = ['time', 'kind', 'result', 'operation', 'tppId', 'psuId', 'consentId', 'requestId'];

/** Columns are as wide as those of the first page need, the last of a line is not filled up. */
export function createTableFormat(): Format {
  let widths: readonly number[] = [];
  const toText = (cells: readonly string[]) =>
    `${cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  return {
    begin: '',
    page(rows, isFirst) {
      const cells = rows.map((row) => TABLE.map((column) => toPrintable(String(row[column] ?? ''))));
      if (!isFirst) return cells.map(toText).join('');
      const all = [TABLE, ...cells];
      widths = TABLE.map((_, index) => Math.max(...all.map((each) => each[index]?.length ?? 0)));
      return all.map(toText).join('');
    },
    end: '',
  };
}
