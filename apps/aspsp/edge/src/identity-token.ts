import { createHash, type KeyObject } from 'node:crypto';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { Clock } from '@openxs2a/service';
import { jwtVerify, SignJWT } from 'jose';
import type { Identity } from './identity.ts';
import type { Proof } from './proof.ts';
import type { RefusalReason } from './reason.ts';
import { RefusedError } from './refused.ts';

/** Where the gateway's word stands; the gateway lets nobody else send it. */
export const IDENTITY_HEADER = 'x-openxs2a-identity';

const ALGORITHM = 'ES256';
const ISSUER = 'gateway';
const LIFETIME = 30;

/** What a token is good for: this request and no other. */
export type TokenRequest = Pick<IncomingRequest, 'method' | 'target' | 'bytes' | 'headers'>;

export interface IdentityTokenOptions {
  /** P-256. */
  readonly key: KeyObject;
  readonly clock: Clock;
}

/** Signs who is calling, for an app that runs apart: a JWT of 30 seconds, for one method, target, body and X-Request-ID. */
export function createIdentityTokens({ key, clock }: IdentityTokenOptions) {
  return (identity: Identity, request: TokenRequest): Promise<string> => {
    const now = Math.floor(clock().getTime() / 1000);
    return new SignJWT({ identity, request: fingerprintOf(request) })
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFETIME)
      .sign(key);
  };
}

/**
 * The proof of an app that runs apart: the gateway has asked for certificate, status and signature, and its token says who it
 * found. The listener lets nobody in but the gateway (mutual TLS); a request without a good token is a fault of the bank.
 */
export function createTokenProof({ key, clock }: IdentityTokenOptions): Proof {
  return {
    async certificate({ request, context }) {
      context.identity = await readToken(request, { key, clock });
    },
    tpp() {},
    signature() {},
  };
}

/** Who the gateway says is calling what is no operation of the interface; a request without a good token is a fault of the bank. */
export function createTokenIdentify(options: IdentityTokenOptions) {
  return async (request: Request): Promise<TokenIdentified> => {
    const { pathname, search } = new URL(request.url);
    // whoever answers reads the body, too
    const bytes = new Uint8Array(await request.clone().arrayBuffer());
    const { method, headers } = request;
    try {
      const identity = await readToken({ method, target: pathname + search, headers, bytes }, options);
      return { accepted: true, identity };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      return { accepted: false, status: 500, reason: error.refused.reason };
    }
  };
}

export type TokenIdentified =
  | { readonly accepted: true; readonly identity: Identity }
  | { readonly accepted: false; readonly status: number; readonly reason: RefusalReason };

async function readToken(request: TokenRequest, { key, clock }: IdentityTokenOptions): Promise<Identity> {
  const token = request.headers.get(IDENTITY_HEADER);
  if (token === null) throw new RefusedError({ reason: 'identity-token-invalid', evidence: { token: 'missing' } });
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      requiredClaims: ['exp', 'iat', 'identity', 'request'],
      currentDate: clock(),
      maxTokenAge: LIFETIME,
      clockTolerance: 5,
    });
    if (payload['request'] !== fingerprintOf(request)) throw new TypeError('The token is for another request.');
    // whoever holds the key has put it there as this type
    return payload['identity'] as Identity;
  } catch (cause) {
    const token = cause instanceof Error ? cause.name : 'unreadable';
    throw new RefusedError({ reason: 'identity-token-invalid', evidence: { token } });
  }
}

function fingerprintOf({ method, target, bytes, headers }: TokenRequest): string {
  const body = createHash('sha256').update(bytes).digest('base64url');
  const parts = [method, target, headers.get('x-request-id') ?? '', body];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
