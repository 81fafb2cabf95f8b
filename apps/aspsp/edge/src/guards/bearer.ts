import type { TokenReader, TokenReading } from '@openxs2a/oauth/tokens';
import type { IncomingRequest, OperationDescriptor } from '@openxs2a/runtime/server';
import { type Context, type Guards, identityOf } from '../context.ts';
import { RefusedError } from '../refused.ts';
import { type Service, serviceOf } from '../service.ts';

/** What is known of access tokens, and of what they may open. */
export interface AccessTokens extends TokenReader {
  /** The bank's id of the PSU of a resource, for tokens that are for all that a PSU has with a TPP; undefined where it is none of this TPP's. */
  findOwner(scope: TokenReading['scope'], tppId: string): Promise<string | undefined>;
}

export interface TokenGuardOptions {
  readonly tokens: AccessTokens;
  /** Whether a TPP has to have a token before it creates anything (Guidelines 1.3.8, 4.3). */
  readonly isPreStep: boolean;
  /** Where a TPP reads how to get one. */
  readonly metadataUrl?: string | undefined;
}

/** Access tokens of a bank that issues none: a request without one passes, and no token is known. */
export const refuseTokens: Guards['BearerAuthOAuth'] = ({ request }) => {
  refuseQueryToken(request);
  if (request.headers.has('authorization')) throw new RefusedError({ reason: 'token-unknown' });
};

/**
 * Access tokens, all that is decided about them (Guidelines 1.3.8, 13.6 and 14.11.1). What was authorised by OAuth is read with
 * a token; in the pre-step nothing is created without one. Everywhere else a request may do without, and the token of one that
 * has one is of this TPP and certificate, has not expired, and is for the resource that is asked for.
 */
export function createTokenGuard(options: TokenGuardOptions): Guards['BearerAuthOAuth'] {
  const { tokens } = options;
  return function checkToken({ operation, request, context }) {
    refuseQueryToken(request);
    const wanted = findWanted(operation, request);
    const authorization = request.headers.get('authorization');
    if (authorization === null) return refuseWithout(options, { operation, wanted, context });
    return accept(tokens, { authorization, wanted, context });
  };
}

/** The resource that a request is about; without an id it is to be created. */
interface Wanted {
  readonly service: Extract<Service, TokenReading['scope']['service']>;
  readonly resourceId: string | undefined;
}

/** Undefined for services that no token is for. */
function findWanted(operation: OperationDescriptor, { parameters }: IncomingRequest): Wanted | undefined {
  const service = serviceOf(operation);
  if (service !== 'AIS' && service !== 'PIS' && service !== 'PIIS') return undefined;
  const { path, headers } = parameters;
  const id = service === 'PIS' ? path['paymentId'] : (path['consentId'] ?? headers['Consent-ID']);
  return { service, resourceId: typeof id === 'string' ? id : undefined };
}

/** URLs are kept in logs and histories (RFC 9700, 4.3.2). */
function refuseQueryToken({ target }: IncomingRequest): void {
  if (!/[?&]access_token=/i.test(target)) return;
  throw new RefusedError({ reason: 'token-invalid', evidence: { token: 'in the query' } });
}

interface Without {
  readonly operation: OperationDescriptor;
  readonly wanted: Wanted | undefined;
  readonly context: Context;
}

function refuseWithout(
  { tokens, isPreStep, metadataUrl }: TokenGuardOptions,
  { operation, wanted, context }: Without,
): void | Promise<void> {
  if (wanted === undefined) return;
  const { method, guards = {} } = operation;
  if (wanted.resourceId !== undefined && Object.hasOwn(guards, 'consent'))
    return refuseRead(tokens, wanted, identityOf(context).tppId);
  if (!isPreStep || wanted.resourceId !== undefined || method !== 'POST') return;
  throw new RefusedError({
    reason: 'token-missing',
    ...(metadataUrl !== undefined && { links: { scaOAuth: { href: metadataUrl } } }),
  });
}

/** What is another TPP's is as unknown as nothing, which is for the consent to say. */
async function refuseRead(tokens: AccessTokens, wanted: Wanted, tppId: string): Promise<void> {
  const isRefused = (await tokens.isNeeded(wanted)) && (await tokens.findOwner(wanted, tppId)) !== undefined;
  if (isRefused) throw new RefusedError({ reason: 'token-missing' });
}

interface Given {
  readonly authorization: string;
  readonly wanted: Wanted | undefined;
  readonly context: Context;
}

async function accept(tokens: AccessTokens, { authorization, wanted, context }: Given): Promise<void> {
  const { tppId, qwac } = identityOf(context);
  const [, text] = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization) ?? [];
  if (text === undefined) throw new RefusedError({ reason: 'token-unknown', evidence: { token: 'malformed' } });
  const verdict = await tokens.read(text, { tppId, fingerprint: qwac.fingerprint });
  if (!verdict.accepted)
    throw new RefusedError({ reason: REASONS[verdict.reason], evidence: { token: verdict.reason } });
  const { token } = verdict;
  if (wanted === undefined || !(await opens(tokens, token, wanted, tppId)))
    throw new RefusedError({ reason: 'token-invalid', evidence: { scope: token.scope, wanted } });
  context.token = token;
}

const REASONS = {
  unknown: 'token-unknown',
  expired: 'token-expired',
  'other-certificate': 'token-invalid',
} as const;

/** Whatever is created is opened by nothing yet: there the token only says for whom. */
async function opens(
  tokens: AccessTokens,
  { scope, psuId }: TokenReading,
  { service, resourceId }: Wanted,
  tppId: string,
): Promise<boolean> {
  if (scope.service !== service) return false;
  if (resourceId === undefined) return true;
  if (scope.resourceId !== undefined) return scope.resourceId === resourceId;
  return (await tokens.findOwner({ service, resourceId }, tppId)) === psuId;
}
