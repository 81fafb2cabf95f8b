import type { MiddlewareHandler } from 'hono';

/** Characters that no address of a page has, and that a database may not take. */
const ODD = /[\p{Cc}\p{Cs}]/u;

/** There is no page at an address that cannot be printed, or that is not encoded as addresses are (RFC 3986, 2.1). */
export const refuseOddAddresses: MiddlewareHandler = (c, next) => {
  const { pathname, search } = new URL(c.req.url);
  return isOdd(pathname) || isOdd(search.replaceAll('+', ' ')) ? Promise.resolve(c.notFound()) : next();
};

function isOdd(encoded: string): boolean {
  try {
    return ODD.test(decodeURIComponent(encoded));
  } catch {
    // what cannot be decoded is odd enough
    return true;
  }
}
