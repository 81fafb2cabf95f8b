/** Where requests go: what a path of the document is appended to. */
export interface BaseUrl {
  readonly origin: string;
  /** `/api`, or nothing. */
  readonly prefix: string;
}

/** A URL without query, fragment and credentials: none of them would survive what is appended. */
export function parseBaseUrl(baseUrl: string | URL): BaseUrl {
  if (!URL.canParse(String(baseUrl))) throw new TypeError('"baseUrl" must be an absolute URL');
  const url = new URL(String(baseUrl));
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError('"baseUrl" must be https or http');
  if (url.username !== '' || url.password !== '') throw new TypeError('"baseUrl" must not carry credentials');
  if (url.search !== '' || url.hash !== '') throw new TypeError('"baseUrl" must have neither query nor fragment');
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}

/** Appends an encoded path, which has no dot segments, and an encoded query. */
export function joinUrl(base: BaseUrl, path: string, query: string): URL {
  return new URL(`${base.origin}${base.prefix}${path}${query === '' ? '' : `?${query}`}`);
}

/**
 * A link that the server gave, absolute or relative to the base (RFC 3986, 5). One that leads to another origin is
 * refused with a TypeError: what a request carries is for this server only.
 */
export function resolveLink(base: BaseUrl, link: string | URL): URL {
  const root = `${base.origin}${base.prefix}/`;
  if (!URL.canParse(String(link), root)) throw new TypeError('"link" must be a URL');
  const url = new URL(String(link), root);
  if (url.origin !== base.origin || url.username !== '' || url.password !== '') {
    throw new TypeError('"link" must lead to the server that the client is for');
  }
  url.hash = '';
  return url;
}
