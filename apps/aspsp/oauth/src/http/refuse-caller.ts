import { refuseMachine } from './refusals.ts';

/** Who is let in nowhere, by the status that this has everywhere else; `retryAfter` in seconds (RFC 6749, 5.2 and 4.1.2.1). */
export function refuseCaller({
  status,
  retryAfter,
}: {
  readonly status: number;
  readonly retryAfter?: number;
}): Response {
  const refused = refuseMachine(errorOf(status), status);
  if (retryAfter !== undefined) refused.headers.set('Retry-After', String(Math.ceil(retryAfter)));
  return refused;
}

function errorOf(status: number): string {
  if ([400, 404, 413].includes(status)) return 'invalid_request';
  if (status === 429 || status >= 500) return 'temporarily_unavailable';
  return status === 403 ? 'unauthorized_client' : 'invalid_client';
}
