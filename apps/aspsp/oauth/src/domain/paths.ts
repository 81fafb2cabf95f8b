/** Where the provider answers, by its own names for what that is; the same on every listener. */
export const PROVIDER_PATHS = {
  authorization: '/oauth/authorize',
  pushed_authorization_request: '/oauth/par',
  token: '/oauth/token',
  revocation: '/oauth/revocation',
  introspection: '/oauth/introspection',
} as const;

/** Between the authorisation request and its answer: to the page on which the PSU authorises, and back. */
export const INTERACTION_PATH = '/oauth/interaction';

/** RFC 8414, 3. */
export const METADATA_PATH = '/.well-known/oauth-authorization-server';

/** Whether a request is for OAuth, beside all else that a listener has. */
export function isOfOAuth({ url }: Pick<Request, 'url'>): boolean {
  const { pathname } = new URL(url);
  return pathname.startsWith('/oauth/') || pathname === METADATA_PATH;
}
