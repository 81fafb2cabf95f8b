import type { RedirectForm } from './redirect-form.ts';

/** Where the metadata of the bank's OAuth are, below the address of its pages (RFC 8414, 3). */
export const OAUTH_METADATA_PATH = '/.well-known/oauth-authorization-server';

/** The link by which a PSU comes to the bank's page, at once or by OAuth. */
export interface RedirectLink {
  readonly relation: 'scaRedirect' | 'scaOAuth';
  readonly href: string;
}

/** `ticketFor` makes the ticket of the authorisation, which in OAuth the bank gives out itself. */
export function linkToPage(form: RedirectForm, pagesUrl: string, ticketFor: () => string): RedirectLink {
  return form === 'oauth'
    ? { relation: 'scaOAuth', href: `${pagesUrl}${OAUTH_METADATA_PATH}` }
    : { relation: 'scaRedirect', href: `${pagesUrl}/authorise/${ticketFor()}` };
}
