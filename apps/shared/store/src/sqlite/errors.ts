import { StoreError, type StoreErrorCode } from '../error.ts';

/** What an error of SQLite says beside its message; the code is extended, its lowest byte is the class. */
interface SqliteError extends Error {
  readonly code: 'ERR_SQLITE_ERROR';
  readonly errcode: number;
}

const EXTENDED: Readonly<Record<number, StoreErrorCode>> = {
  275: 'ERR_STORE_CHECK',
  787: 'ERR_STORE_FOREIGN_KEY',
  1299: 'ERR_STORE_NOT_NULL',
  1555: 'ERR_STORE_CONFLICT',
  1811: 'ERR_STORE_REFUSED',
  2067: 'ERR_STORE_CONFLICT',
  2579: 'ERR_STORE_CONFLICT',
};

const CLASSES: Readonly<Record<number, StoreErrorCode>> = {
  5: 'ERR_STORE_BUSY',
  6: 'ERR_STORE_BUSY',
  7: 'ERR_STORE_UNAVAILABLE',
  8: 'ERR_STORE_UNAVAILABLE',
  10: 'ERR_STORE_UNAVAILABLE',
  11: 'ERR_STORE_CORRUPT',
  13: 'ERR_STORE_UNAVAILABLE',
  14: 'ERR_STORE_UNAVAILABLE',
  18: 'ERR_STORE_VALUE',
  19: 'ERR_STORE_CHECK',
  26: 'ERR_STORE_CORRUPT',
};

/** How to name the unique constraint over these columns of a table. */
export type NameConstraint = (table: string, columns: readonly string[], primary: boolean) => string;

/** An error of the driver as one of the store; anything else (a `TypeError`, a `StoreError`) as it is. */
export function toStoreError(error: unknown, nameConstraint?: NameConstraint): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  if ('code' in error && error.code === 'ERR_OUT_OF_RANGE')
    return new StoreError('ERR_STORE_VALUE', 'A column holds an integer beyond 2^53.');
  if (!isSqliteError(error)) return error;
  const code = EXTENDED[error.errcode] ?? CLASSES[error.errcode & 255] ?? 'ERR_STORE_STATEMENT';
  const constraint = nameConstraint === undefined ? undefined : findConstraint(error, code, nameConstraint);
  return new StoreError(code, `SQLite: ${error.message}.`, { constraint, driverCode: String(error.errcode) });
}

function isSqliteError(error: Error): error is SqliteError {
  return 'errcode' in error && typeof error.errcode === 'number';
}

/** SQLite tells a conflict as `UNIQUE constraint failed: t.a, t.b` or `… failed: index 'name'`, and a check by its name. */
function findConstraint(error: SqliteError, code: StoreErrorCode, name: NameConstraint): string | undefined {
  const [, what = ''] = error.message.split(' constraint failed: ');
  if (code === 'ERR_STORE_CHECK') return what || undefined;
  if (code !== 'ERR_STORE_CONFLICT') return undefined;
  const [, index] = /^index '(.+)'$/.exec(what) ?? [];
  if (index !== undefined) return index;
  const columns = what.split(', ').map((column) => column.split('.'));
  return name(
    columns[0]?.[0] ?? '',
    columns.map(([, column = '']) => column),
    error.errcode !== 2067,
  );
}
