import { METADATA_PATH } from '@openxs2a/oauth/paths';
import type { RedirectForm } from './redirect-form.ts';

/** The link by which a PSU comes to the bank's page, at once or by OAuth. */
export interface RedirectLink {
  readonly relation: 'scaRedirect' | 'scaOAuth';
  readonly href: string;
}

/** `ticketFor` makes the ticket of the authorisation, which in OAuth the bank gives out itself. */
export function linkToPage(form: RedirectForm, pagesUrl: string, ticketFor: () => string): RedirectLink {
  return form === 'oauth'
    ? { relation: 'scaOAuth', href: `${pagesUrl}${METADATA_PATH}` }
    : { relation: 'scaRedirect', href: `${pagesUrl}/authorise/${ticketFor()}` };
}
