import type { CustomTypesConfig } from 'pg';
import type { Value } from '../database.ts';
import { StoreError } from '../error.ts';

type Read = (text: string) => Value;

// OIDs of pg_type; the server numbers its own types the same everywhere
const READERS: Readonly<Record<number, Read>> = {
  16: (text) => text === 't',
  17: readBytes,
  20: readInteger,
  21: Number,
  23: Number,
  26: Number,
  700: Number,
  701: Number,
};

/** How columns are read: as `Value` has it. What JavaScript has no exact type for (NUMERIC, dates, JSON) stays text. */
export const COLUMN_TYPES: CustomTypesConfig = {
  getTypeParser: (oid: number) => READERS[oid] ?? readText,
};

function readText(text: string): string {
  return text;
}

function readInteger(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new StoreError('ERR_STORE_VALUE', 'A column holds an integer beyond 2^53.');
}

/** A copy, because a `Buffer` is a view of memory that it shares with others. */
function readBytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'));
}
