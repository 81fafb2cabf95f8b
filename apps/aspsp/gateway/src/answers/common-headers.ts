import { readRequestId } from '@openxs2a/edge';

/** For answers between programs, which nobody shows, keeps or frames. */
const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
];

/** What every answer has. What an answer says itself stays. */
export function setCommonHeaders(headers: Headers, request: Request): void {
  if (!headers.has('X-Request-ID')) echoRequestId(headers, request);
  for (const [name, value] of HEADERS) if (!headers.has(name)) headers.set(name, value);
}

/** Where the app itself had no part in the answer. */
function echoRequestId(headers: Headers, request: Request): void {
  const id = readRequestId(request.headers);
  if (id !== undefined) headers.set('X-Request-ID', id);
}
