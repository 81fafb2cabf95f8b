/**
 * Base64 has slashes, and some clients of OCSP write them into the path as they are, although RFC 6960 A.1 has them
 * percent-encoded. All that follows `/ocsp/` is one segment.
 */
export function restoreSlashes(request: Request): Request {
  const { pathname, search, origin } = new URL(request.url);
  const [, encoded] = /^\/ocsp\/(.+)$/.exec(pathname) ?? [];
  if (request.method !== 'GET' || encoded === undefined || !encoded.includes('/')) return request;
  return new Request(`${origin}/ocsp/${encoded.replaceAll('/', '%2F')}${search}`, { headers: request.headers });
}
