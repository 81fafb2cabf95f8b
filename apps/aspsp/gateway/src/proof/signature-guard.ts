import type { Verifier } from '@openxs2a/certificates';
import { type Context, identityOf, type Proof, RefusedError, refusedSignature } from '@openxs2a/edge';
import {
  createMessageVerifier,
  createSealVerifier,
  fromIncomingRequest,
  fromRequest,
  type HttpMessage,
  PROFILES,
  type SealVerdict,
  type SealVerifier,
  type SignatureProfile,
} from '@openxs2a/http-signatures';
import type { BankProfile } from '@openxs2a/profile';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { Clock } from '@openxs2a/service';
import { findNodeRequest } from '../connection/node-host.ts';
import type { Sightings } from '../directory/sightings.ts';
import { type Callers, callerOf } from './callers.ts';

export interface SignatureGuardOptions {
  readonly profile: BankProfile['signature'];
  readonly certificates: Verifier;
  readonly clock: Clock;
  readonly callers: Callers;
  readonly sightings: Sightings;
  readonly onVerdict: (verdict: string) => void;
}

/** What signatures of one family are held to, and how a request is told that has one. */
interface Family {
  readonly verify: SealVerifier;
  readonly isSigned: (headers: Headers) => boolean;
  readonly isOfUrl: boolean;
}

/**
 * Whether the message is sealed as the profile says, by the party on the connection. `off` looks at nothing; `optional` holds
 * to its signature whoever sends one. Leaves the seal in the identity.
 */
export function createSignatureGuard(options: SignatureGuardOptions): Proof['signature'] {
  const { profile, callers, sightings, onVerdict } = options;
  if (profile.requests === 'off') return function passUnsigned() {};
  const own = createFamily(PROFILES[profile.profile], options);
  const jws = PROFILES[profile.profile].kind === 'jws' ? own : createFamily(PROFILES['jws-http-headers'], options);

  const accept = (verdict: SealVerdict, context: Context): void | Promise<void> => {
    onVerdict(verdict.accepted ? 'accepted' : verdict.reason);
    if (!verdict.accepted) {
      if (verdict.reason === 'revoked') sightings.seeRevoked('qsealc', verdict.evidence);
      throw new RefusedError(refusedSignature(verdict));
    }
    const { certificate } = verdict.evidence;
    const identity = { ...identityOf(context), seal: { fingerprint: certificate.certificate.fingerprint } };
    context.identity = identity;
    return sightings.see({ identity, evidence: certificate });
  };
  return function verifySignature({ request, context, options: { header } }) {
    const family = header === 'x-jws-signature' ? jws : own;
    if (profile.requests === 'optional' && !family.isSigned(request.headers)) return;
    const verdict = family.verify(toMessage(request, family), callerOf(callers, context));
    return verdict instanceof Promise ? verdict.then((settled) => accept(settled, context)) : accept(verdict, context);
  };
}

function createFamily(profile: SignatureProfile, { certificates, clock }: SignatureGuardOptions): Family {
  return {
    verify: createSealVerifier({ messages: createMessageVerifier({ profile, clock }), certificates }),
    isSigned: (headers) => listSignatureHeaders(profile).some((name) => headers.has(name)),
    isOfUrl: profile.requestTarget === 'url',
  };
}

/** Whoever sends the certificate means to sign. `Digest` alone is a header of HTTP and says nothing. */
function listSignatureHeaders(profile: SignatureProfile): readonly string[] {
  const signature = profile.kind === 'jws' ? 'x-jws-signature' : profile.signatureHeader;
  return [signature, profile.certificateHeader.request];
}

/** As it came, line by line, where the host is Node. */
function toMessage({ env, raw, bytes }: IncomingRequest, { isOfUrl }: Family): HttpMessage {
  const node = findNodeRequest(env);
  if (node === undefined) return fromRequest(raw, bytes);
  return fromIncomingRequest(node, bytes, isOfUrl ? new URL(raw.url).origin : undefined);
}
