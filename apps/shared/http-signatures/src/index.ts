export { createClientSigner, fromSignableRequest } from './convert/client.ts';
export { fromRequest, fromResponse } from './convert/fetch.ts';
export { fromIncomingRequest, type IncomingRequest } from './convert/node.ts';
export { SigningError, type SigningErrorCode } from './errors.ts';
export type { AlgorithmNames } from './http-signature/algorithm.ts';
export type { KeyIdRule, SerialBase } from './http-signature/key-id.ts';
export type { ParameterGrammar } from './http-signature/parameters.ts';
export type { JwsAlgorithm } from './jws/algorithm.ts';
export { HEADER_LIMITS, type HeaderLimits } from './limits.ts';
export type { HttpMessage } from './message.ts';
export type { HttpSignatureProfile, JwsProfile, SignatureProfile } from './profile.ts';
export { PROFILES, type ProfileName } from './profiles.ts';
export {
  createSealVerifier,
  type SealEvidence,
  type SealVerdict,
  type SealVerifier,
  type SealVerifierOptions,
} from './seal.ts';
export { createMessageSigner, type MessageSigner, type MessageSignerOptions } from './signer.ts';
export type { DigestAlgorithm, DigestRule } from './steps/digest.ts';
export type { Freshness } from './steps/freshness.ts';
export type { SignatureScheme } from './steps/scheme.ts';
export type { Coverage, HeaderNameCase, SignedHeaders } from './steps/signed-headers.ts';
export type { RequestTarget } from './steps/signing-string.ts';
export type { SignatureEvidence, SignatureReason, SignatureVerdict } from './verdict.ts';
export { SIGNATURE_REASONS } from './verdict.ts';
export { createMessageVerifier, type MessageVerifier, type MessageVerifierOptions } from './verifier.ts';
