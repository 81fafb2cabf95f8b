import type { OpenBank } from '../bank/open-bank.ts';
import { addDays } from '../days.ts';
import type { CreatedConsent } from '../journey/authorise.ts';
import { type Approach, createRequest, WISHES } from '../journey/consent.ts';
import type { OAuthClient, OAuthFlow } from '../journey/oauth-client.ts';
import type { Tpp } from '../journey/tpp.ts';
import { startAuthorisation } from '../journey/update.ts';
import { type Conversation, createConversation } from './conversation.ts';

/** A bank, and what the TPP talks to it by. */
export interface TppBank extends Pick<OpenBank, 'title' | 'pagesUrl' | 'today'> {
  readonly tpp: Tpp;
  /** Where the bank's redirect is OAuth: what its link leads to, followed. */
  readonly openOAuth: (metadataUrl: string) => Promise<Pick<OAuthClient, 'begin'>>;
  /** Kept where the client of the TPP takes them from. */
  readonly tokens: Map<string, string>;
}

export interface Wanted {
  readonly approach: Approach;
  readonly psuId: string | undefined;
  readonly redirectUri: string;
}

/** A consent that the bank has created. */
export interface Asked extends CreatedConsent {
  readonly conversation: Conversation;
  readonly flow: OAuthFlow | undefined;
  /** Where the bank wants the browser to go, if it does. */
  readonly page: string | undefined;
}

export interface Refused {
  readonly status: number | 'undeclared';
  readonly bytes: Uint8Array;
}

const DAYS = 90;

/** Asks the bank for a consent, and for what its links say that the PSU does next. */
export async function askForConsent(
  { tpp, today, openOAuth }: TppBank,
  { approach, psuId, redirectUri }: Wanted,
): Promise<Asked | Refused> {
  const created = await tpp.createConsent({
    headers: {
      ...WISHES[approach],
      'TPP-Redirect-URI': redirectUri,
      ...(psuId !== undefined && { 'PSU-ID': psuId }),
    },
    body: { type: 'application/json', value: createRequest(addDays(today, DAYS)) },
  });
  if (created.status !== 201) return created;
  const { consentId } = created.body;
  // where the bank leaves the beginning to the TPP
  const begun =
    created.body._links.startAuthorisation === undefined ? created : await startAuthorisation(tpp, consentId);
  if (begun.status !== 201) return begun;
  const { _links } = begun.body;
  const metadataUrl = _links.scaOAuth?.href;
  const flow =
    metadataUrl === undefined ? undefined : await (await openOAuth(metadataUrl)).begin({ consentId, redirectUri });
  const conversation = createConversation(tpp, {
    consentId,
    _links,
    approach: begun.headers['ASPSP-SCA-Approach'] ?? '',
  });
  return { consentId, _links, conversation, flow, page: flow?.address.href ?? _links.scaRedirect?.href };
}
