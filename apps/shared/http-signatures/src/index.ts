export type { HttpMessage } from './message.ts';
export type { SignatureEvidence, SignatureReason, SignatureVerdict } from './verdict.ts';
export { SIGNATURE_REASONS } from './verdict.ts';
