export interface Field {
  readonly tag: string;
  readonly value: string;
}

/** The messages of a file and their fields, by a reader of its own: lines go on until the next one begins with a tag. */
export function readMessages(file: string): readonly (readonly Field[])[] {
  const messages = file.split('\r\n-\r\n');
  if (messages.pop() !== '') throw new TypeError('The last message does not end.');
  return messages.map(readFields);
}

function readFields(message: string): readonly Field[] {
  const fields: { readonly tag: string; value: string }[] = [];
  for (const line of message.split('\r\n')) {
    const [start, tag] = /^:([0-9]{2}[A-Z]?):/.exec(line) ?? [];
    const before = fields.at(-1);
    if (start !== undefined && tag !== undefined) fields.push({ tag, value: line.slice(start.length) });
    else if (before === undefined) throw new TypeError('The message begins without a tag.');
    else before.value += line;
  }
  return fields;
}

const LINE = /^(\d{6})(\d{4})([CD])(\d[\d,]*)(N[A-Z]{3})(.+?)(?:\/\/(.+))?$/;

export function readLine(value: string): readonly (string | undefined)[] {
  const parts = LINE.exec(value);
  if (parts === null) throw new TypeError(`Not a field 61: ${value}`);
  return parts.slice(1);
}

/** Minor units of a balance, total or line, by the decimals that stand behind the comma. */
export function readUnits(mark: string | undefined, amount: string | undefined): bigint {
  const units = BigInt((amount ?? '').replace(',', ''));
  return mark === 'D' ? -units : units;
}

export function readBalance(value: string): readonly [date: string, currency: string, units: bigint, decimals: number] {
  const [, mark, date = '', currency = '', amount = ''] = /^([CD])(\d{6})([A-Z]{3})(\d+,\d*)$/.exec(value) ?? [];
  return [date, currency, readUnits(mark, amount), amount.split(',')[1]?.length ?? 0];
}

/** The subfields of a structured field 86 by their numbers. */
export function readSubfields(value: string): ReadonlyMap<number, string> {
  const parts = value.slice(3).split(/\?(\d\d)/);
  return new Map(
    parts.flatMap((part, index) => (index % 2 === 1 ? [[Number(part), parts[index + 1] ?? ''] as const] : [])),
  );
}
