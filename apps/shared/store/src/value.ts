import type { Value } from './database.ts';
import { StoreError } from './error.ts';

/**
 * Throws what both stores could not give back as it came in, so that a program that runs on one runs on the other.
 * PostgreSQL has no NUL in text, and UTF-8 no lone surrogate; an integer beyond 2^53 is a wrong number in JavaScript.
 */
export function checkValue(value: Value): void {
  switch (typeof value) {
    case 'string':
      if (value.includes('\0')) throw new StoreError('ERR_STORE_VALUE', 'A text contains NUL.');
      if (!value.isWellFormed()) throw new StoreError('ERR_STORE_VALUE', 'A text contains half a surrogate pair.');
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be stored.`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        throw new StoreError('ERR_STORE_VALUE', 'An integer is beyond 2^53.');
      return;
    case 'boolean':
      return;
    default:
      if (value === null || value instanceof Uint8Array) return;
      throw new TypeError(`A value is text, a number, a boolean, bytes or null, not ${typeof value}.`);
  }
}
