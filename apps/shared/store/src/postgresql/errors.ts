import { DatabaseError } from 'pg';
import { StoreError, type StoreErrorCode } from '../error.ts';

const STATES: Readonly<Record<string, StoreErrorCode>> = {
  '23001': 'ERR_STORE_FOREIGN_KEY',
  '23502': 'ERR_STORE_NOT_NULL',
  '23503': 'ERR_STORE_FOREIGN_KEY',
  '23505': 'ERR_STORE_CONFLICT',
  '23514': 'ERR_STORE_CHECK',
  '23P01': 'ERR_STORE_CONFLICT',
  '25006': 'ERR_STORE_UNAVAILABLE',
  '25P03': 'ERR_STORE_TIMEOUT',
  '25P04': 'ERR_STORE_TIMEOUT',
  '40001': 'ERR_STORE_BUSY',
  '40P01': 'ERR_STORE_BUSY',
  '42501': 'ERR_STORE_REFUSED',
  '55P03': 'ERR_STORE_BUSY',
  '57014': 'ERR_STORE_TIMEOUT',
  P0001: 'ERR_STORE_REFUSED',
  XX001: 'ERR_STORE_CORRUPT',
  XX002: 'ERR_STORE_CORRUPT',
};

const CLASSES: Readonly<Record<string, StoreErrorCode>> = {
  '08': 'ERR_STORE_UNAVAILABLE',
  '22': 'ERR_STORE_VALUE',
  '28': 'ERR_STORE_UNAVAILABLE',
  '3D': 'ERR_STORE_UNAVAILABLE',
  '53': 'ERR_STORE_UNAVAILABLE',
  '57': 'ERR_STORE_UNAVAILABLE',
  '58': 'ERR_STORE_UNAVAILABLE',
};

/**
 * An error of the driver as one of the store; a `StoreError` or a `TypeError` as it is. `inFlight` says that a change was
 * sent which commits by itself: where the connection broke then, nobody knows whether it did.
 */
export function toStoreError(error: unknown, inFlight: boolean): unknown {
  if (error instanceof StoreError || error instanceof TypeError) return error;
  if (!(error instanceof Error)) return error;
  const code = error instanceof DatabaseError ? codeOf(error) : 'ERR_STORE_UNAVAILABLE';
  if (code === 'ERR_STORE_UNAVAILABLE' && inFlight && !isRefusal(error))
    return new StoreError('ERR_STORE_OUTCOME_UNKNOWN', `PostgreSQL: ${error.message}.`, factsOf(error));
  // the words of a bad value would contain the value
  const words = code === 'ERR_STORE_VALUE' ? 'a value does not fit' : error.message;
  return new StoreError(code, `PostgreSQL: ${words}.`, factsOf(error));
}

/** Whether running the same again may succeed: another transaction was in the way, and this one was rolled back. */
export function isRetryable(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '40001' || error.code === '40P01');
}

/** Throws an error of the store; the driver's own where running the same again may succeed. `inFlight` as above. */
export function tell(inFlight: boolean): (error: unknown) => never {
  return (error) => {
    throw isRetryable(error) ? error : toStoreError(error, inFlight);
  };
}

function codeOf({ code = '' }: DatabaseError): StoreErrorCode {
  return STATES[code] ?? CLASSES[code.slice(0, 2)] ?? 'ERR_STORE_STATEMENT';
}

/** The server answered that it did not: no room, read only. Its own end (class 57, 08) is no such answer. */
export function isRefusal(error: unknown): boolean {
  return error instanceof DatabaseError && !/^(?:57|08)/.test(error.code ?? '');
}

function factsOf(error: Error): { constraint?: string | undefined; driverCode?: string | undefined } {
  if (error instanceof DatabaseError) return { constraint: error.constraint, driverCode: error.code };
  return { driverCode: 'code' in error && typeof error.code === 'string' ? error.code : undefined };
}
