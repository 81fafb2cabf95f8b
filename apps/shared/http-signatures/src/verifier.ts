import type { Certificate } from '@openxs2a/certificates';
import { createKeyIdComparison } from './http-signature/key-id.ts';
import { verifyHttpSignature } from './http-signature/verify.ts';
import { verifyJws } from './jws/verify.ts';
import { HEADER_LIMITS, type HeaderLimits } from './limits.ts';
import type { HttpMessage } from './message.ts';
import type { HttpSignatureProfile, JwsProfile, SignatureProfile } from './profile.ts';
import { createCertificateReader } from './steps/certificate.ts';
import { parseHeaderList } from './steps/signed-headers.ts';
import { rememberAccepted } from './steps/text-cache.ts';
import type { SignatureVerdict } from './verdict.ts';
import type { HttpSignatureSetup, JwsSetup, VerificationSetup } from './verification-setup.ts';

export interface MessageVerifierOptions<Profile extends SignatureProfile = SignatureProfile> {
  readonly profile: Profile;
  readonly clock: () => Date;
  readonly limits?: Partial<HeaderLimits>;
  /** How many certificates are remembered by their text, at times twice as many; lists of headers, too. Default 500; 0 remembers none. */
  readonly cacheEntries?: number;
  /** For a JWS that gives but the thumbprint of its certificate: SHA-256, base64url without padding. */
  readonly findCertificate?: (thumbprint: string) => Certificate | undefined;
}

/**
 * Says of a message whether its signature is what the key of the certificate sent with it made of it. At once for the
 * profiles of `Signature`, by a promise for those of a JWS. Never throws or rejects for what somebody sent.
 */
export type MessageVerifier<Answer = SignatureVerdict | Promise<SignatureVerdict>> = (message: HttpMessage) => Answer;

/**
 * Makes a verifier of one profile. Of requests and of responses: those with a `status`.
 *
 * That a signature verifies says nothing of who made it, before a `Verifier` of certificates has accepted
 * `evidence.certificate`. Nor does it say that the message was not sent before: see `freshness`, and X-Request-ID.
 */
export function createMessageVerifier(
  options: MessageVerifierOptions<HttpSignatureProfile>,
): MessageVerifier<SignatureVerdict>;
export function createMessageVerifier(
  options: MessageVerifierOptions<JwsProfile>,
): MessageVerifier<Promise<SignatureVerdict>>;
export function createMessageVerifier(options: MessageVerifierOptions): MessageVerifier;
export function createMessageVerifier(options: MessageVerifierOptions): MessageVerifier {
  const { profile, clock, limits, cacheEntries = 500, findCertificate } = options;
  const setup: VerificationSetup = {
    clock,
    limits: { ...HEADER_LIMITS, ...limits },
    readCertificate: createCertificateReader(cacheEntries),
  };
  if (profile.kind === 'jws') {
    const jwsSetup: JwsSetup = { ...setup, ...(findCertificate === undefined ? {} : { findCertificate }) };
    return function verifyMessage(message) {
      return verifyJws(profile, message, jwsSetup);
    };
  }
  const httpSetup: HttpSignatureSetup = {
    ...setup,
    compareKeyId: createKeyIdComparison(),
    // a client sends one and the same list, or few
    readHeaderList: rememberAccepted((text) => parseHeaderList(text, profile.headerNames), cacheEntries),
  };
  return function verifyMessage(message) {
    return verifyHttpSignature(profile, message, httpSetup);
  };
}
