import { isId, type Parameters } from '../domain/parameters.ts';
import { readRequestedScope } from '../domain/requested-scope.ts';
import type { OAuthOptions } from '../oauth.ts';
import type { Scope } from '../scope.ts';

/** An authorisation request that may go on to the provider. */
export interface CheckedRequest {
  readonly scope: Scope;
  /** Undefined in the pre-step. */
  readonly authorisationId: string | undefined;
  readonly redirectUri: string;
}

export type RequestVerdict = { readonly accepted: true; readonly evidence: CheckedRequest } | RequestRefusal;

export interface RequestRefusal {
  readonly accepted: false;
  /** OAuth's (RFC 6749, 4.1.2.1). */
  readonly error: 'invalid_request' | 'invalid_scope' | 'unauthorized_client' | 'unsupported_response_type';
  readonly reason: RequestReason;
  /** Where the client is to be told: only once it is certain that the address is the client's. */
  readonly redirectUri?: string;
}

export type RequestReason =
  | 'client-unknown'
  | 'scope-invalid'
  | 'service-not-allowed'
  | 'pre-step-not-offered'
  | 'pushed-required'
  | 'resource-not-open'
  | 'redirect-uri-missing'
  | 'redirect-uri-wrong'
  | 'response-type-unsupported'
  | 'response-mode-unsupported'
  | 'state-missing';

/** From where a request comes, and so how much is certain of it. */
export type RequestOrigin =
  | { readonly kind: 'browser' }
  /** Its client pushes it; `domains` are the names in the certificate that proves it. */
  | { readonly kind: 'client'; readonly domains: readonly string[] }
  /** It was pushed, and its address was looked at then. */
  | { readonly kind: 'pushed' };

/**
 * What the provider does not ask: whether the scope is one and of an open resource of this client, and where the answer may
 * go. In this order, since before the address is certain nobody is sent to it (RFC 9700, 4.11).
 */
export async function checkRequest(
  options: OAuthOptions,
  parameters: Parameters,
  origin: RequestOrigin,
): Promise<RequestVerdict> {
  const clientId = parameters.get('client_id') ?? '';
  const client = isId(clientId) ? await options.clients.find(clientId) : undefined;
  if (client === undefined || client.isBlocked) return refuse('unauthorized_client', 'client-unknown');
  const certainUri = origin.kind === 'pushed' ? parameters.get('redirect_uri') : undefined;
  const scope = readRequestedScope(parameters.get('scope') ?? '');
  if (scope === undefined) return refuse('invalid_scope', 'scope-invalid', certainUri);
  if (!client.mayHave(scope.service)) return refuse('unauthorized_client', 'service-not-allowed', certainUri);
  if (scope.resourceId === undefined && options.preStep === undefined)
    return refuse('invalid_scope', 'pre-step-not-offered', certainUri);
  const open = await findOpen(options, scope, clientId, parameters);
  if (open === undefined) return refuse('invalid_scope', 'resource-not-open', certainUri);
  const redirectUri = parameters.get('redirect_uri');
  if (redirectUri === undefined) return refuse('invalid_request', 'redirect-uri-missing');
  const problem = judgeRedirectUri(options, redirectUri, open.redirectUri, origin);
  if (problem !== undefined) return refuse('invalid_request', problem);
  return (
    checkForm(parameters, redirectUri) ?? {
      accepted: true,
      evidence: { scope, redirectUri, authorisationId: open.authorisationId },
    }
  );
}

interface Open {
  readonly authorisationId: string | undefined;
  readonly redirectUri: string | undefined;
}

/** The pre-step: nothing was begun before. */
const LOGIN: Open = { authorisationId: undefined, redirectUri: undefined };

async function findOpen(
  { resources }: OAuthOptions,
  scope: Scope,
  clientId: string,
  parameters: Parameters,
): Promise<Open | undefined> {
  if (scope.resourceId === undefined) return LOGIN;
  const authorisationId = parameters.get('authorisationId');
  if (authorisationId !== undefined && !isId(authorisationId)) return undefined;
  return resources.findOpen(scope, clientId, authorisationId);
}

/** The same as in the initiation, character by character; where that had none, one of the domains of the certificate. */
function judgeRedirectUri(
  { isRedirectUriOf, profile }: OAuthOptions,
  redirectUri: string,
  initiated: string | undefined,
  origin: RequestOrigin,
): RequestReason | undefined {
  // FAPI 2.0 Security Profile, 5.3.2.2: plain http is for apps on the device, and no TPP with a certificate is one
  if (profile === 'fapi2' && !redirectUri.startsWith('https:')) return 'redirect-uri-wrong';
  if (initiated !== undefined) return redirectUri === initiated ? undefined : 'redirect-uri-wrong';
  if (origin.kind === 'browser') return 'pushed-required';
  const isCertain = origin.kind === 'pushed' || isRedirectUriOf(redirectUri, origin.domains);
  return isCertain ? undefined : 'redirect-uri-wrong';
}

/** Beside what the provider looks at itself, the code_challenge among it. */
function checkForm(parameters: Parameters, redirectUri: string): RequestRefusal | undefined {
  if (parameters.get('response_type') !== 'code')
    return refuse('unsupported_response_type', 'response-type-unsupported', redirectUri);
  if ((parameters.get('response_mode') ?? 'query') !== 'query')
    return refuse('invalid_request', 'response-mode-unsupported', redirectUri);
  if (!parameters.has('state')) return refuse('invalid_request', 'state-missing', redirectUri);
  return undefined;
}

function refuse(error: RequestRefusal['error'], reason: RequestReason, redirectUri?: string): RequestRefusal {
  return { accepted: false, error, reason, ...(redirectUri === undefined ? {} : { redirectUri }) };
}
