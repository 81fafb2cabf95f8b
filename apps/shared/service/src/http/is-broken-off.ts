/**
 * Whether a request could not be read because its client went away before all of it was there: nobody waits for the answer, and it
 * is no fault of ours. It is what Node's request throws.
 */
export function isBrokenOff(error: unknown): boolean {
  return error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET';
}
