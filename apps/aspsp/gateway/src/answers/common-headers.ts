/** For answers between programs, which nobody shows, keeps or frames. */
const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
];

/** What every answer has. What an answer says itself stays. */
export function setCommonHeaders(headers: Headers, requestId: string | undefined): void {
  if (requestId !== undefined && !headers.has('X-Request-ID')) headers.set('X-Request-ID', requestId);
  for (const [name, value] of HEADERS) if (!headers.has(name)) headers.set(name, value);
}
