import { ServiceError } from '../errors.ts';
import { createRedaction } from '../log/redact.ts';

/** What people can mend is told in words, anything else with its stack; no secret in either. */
export function describeFailure(name: string, error: unknown): { readonly text: string; readonly exitCode: 1 | 2 } {
  if (error instanceof ServiceError) return { text: `${name}: ${error.message}`, exitCode: 2 };
  const stack = error instanceof Error ? (error.stack ?? error.message) : error;
  return { text: `${name}: ${String(createRedaction()(stack))}`, exitCode: 1 };
}
