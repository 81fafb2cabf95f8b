import type { Scope } from './scope.ts';

/** An authorisation that waits for the PSU. */
export interface OpenAuthorisation {
  readonly authorisationId: string;
  /** The `TPP-Redirect-URI` of the initiation, character by character; undefined where it had none. */
  readonly redirectUri: string | undefined;
}

/** Where the browser goes from a page of the bank. */
export interface WayBack {
  /** On the pages' own origin; the page appends the parameter `proof` where the PSU has authorised in this very browser. */
  readonly returnTo: string;
  /** The origin of the client's redirect_uri, where the browser ends: pages with forms have to allow it (CSP 3, form-action). */
  readonly clientOrigin: string;
}

/** What became of what the PSU was asked on a page. */
export type Stand =
  | { readonly is: 'open' }
  | { readonly is: 'authorised'; readonly psuId: string }
  | { readonly is: 'refused' };

/** Until when tokens open anything, and whether again and again. */
export interface Life {
  readonly until: Date;
  readonly isRecurring: boolean;
}

/** What the bank lets be authorised. The bank implements it; here is asked before anything is granted. */
export interface OAuthResources {
  /**
   * What an authorisation request leads to: the resource exists, is the client's, and is still to be authorised, by OAuth. Of
   * several authorisations the newest open one, or the one that is named. Never asked for a scope without an id.
   */
  findOpen(scope: Scope, clientId: string, authorisationId?: string): Promise<OpenAuthorisation | undefined>;
  /** The page on which the PSU authorises; when that is over, well or not, the browser goes back. */
  sendToPage(authorisationId: string, way: WayBack): Promise<string>;
  /**
   * `proof` is the parameter of that name that the browser came back with, empty where it had none. That a PSU has authorised
   * is told to that browser alone: who began a flow might have somebody else follow the address of the page, and go on with
   * what that person authorised. Everybody else is told `open`.
   */
  standOf(authorisationId: string, proof: string): Promise<Stand>;
  /**
   * Undefined where tokens of this scope do not open anything (any more), or the resource is not the client's. Asked at each
   * token, refresh and introspection, and from the moment on at which `standOf` says `authorised`. Never asked for a scope
   * without an id.
   */
  lifeOf(scope: Scope, clientId: string): Promise<Life | undefined>;
}

/**
 * The login of the pre-step (Guidelines 1.3.8, 4.3), on a page of the bank. One factor, so that the SCA of the resource that
 * comes after it is the only one.
 */
export interface PreStepLogin {
  /** The page on which the PSU logs in for this client; `loginId` is random, of one authorisation request. */
  sendToPage(login: { readonly loginId: string; readonly clientId: string }, way: WayBack): Promise<string>;
  /** `authorised` once the PSU has proved itself, to the browser in which it did: `proof` as above. */
  standOf(loginId: string, proof: string): Promise<Stand>;
}

export interface OAuthClient {
  readonly legalName: string;
  readonly isBlocked: boolean;
  /** Whether its roles are enough for the service. */
  mayHave(service: Scope['service']): boolean;
}

/** A client is a TPP: its client_id is the organizationIdentifier of its certificate (SCA-OAU-003). */
export interface OAuthClients {
  /** Undefined for one that the bank has never seen. */
  find(clientId: string): Promise<OAuthClient | undefined>;
}
