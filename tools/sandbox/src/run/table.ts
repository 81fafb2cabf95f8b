export type Align = 'left' | 'right';

/** Rows as aligned lines, two spaces between columns; the last column is not padded. */
export function createTable(columns: readonly (readonly [head: string, width: number, align?: Align])[]) {
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const [, width = 0, align] = columns[index] ?? [];
        return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return { head: row(columns.map(([head]) => head)), row };
}
