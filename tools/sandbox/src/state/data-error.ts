/** What lies in the folder of the sandbox cannot be used; the message says why, and what mends it. */
export class DataError extends Error {
  readonly code = 'ERR_DATA';
}

const ANEW = '"npm start -- --reset" makes everything anew.';

/** With the way out at the end. */
export const unusable = (what: string, cause?: unknown) => new DataError(`${what} ${ANEW}`, { cause });
