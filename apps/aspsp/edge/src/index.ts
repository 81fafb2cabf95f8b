export { createAccountDirectory } from './account-directory.ts';
export { DEFAULT_WIRE_CHOICES, type WireChoices } from './choices.ts';
export type { WireAnswer, WireRow } from './codes.ts';
export {
  answerHeaders,
  type Context,
  type Guards,
  grantOf,
  type Handlers,
  identityOf,
  type OperationId,
} from './context.ts';
export { createRefuse, logFieldsOf, type RefuseOptions } from './create-refuse.ts';
export type { AccessTokens } from './guards/bearer.ts';
export { createIdempotency, type Idempotency, type KeptAnswer } from './guards/idempotency.ts';
export { type Home, homeOf } from './home.ts';
export type { Identity, ProvenCertificate } from './identity.ts';
export {
  createIdentityTokens,
  createTokenIdentify,
  createTokenProof,
  IDENTITY_HEADER,
  type TokenIdentified,
  type TokenRequest,
} from './identity-token.ts';
export { ORDER } from './order.ts';
export type { Part } from './part.ts';
export type { Proof } from './proof.ts';
export type { EdgeReason, RefusalReason } from './reason.ts';
export {
  type Refused,
  RefusedError,
  refusedByError,
  refusedCertificate,
  refusedConsent,
  refusedRequest,
  refusedSca,
  refusedSignature,
} from './refused.ts';
export { answerOf, createRenderError, type RefusedCall, type RenderError } from './render-error.ts';
export { echoRequestId, readRequestId } from './request-id.ts';
export { SERVICES, type Service, serviceOf } from './service.ts';
export { toWireChoices } from './to-wire-choices.ts';
export { createWireTable, type WireTable } from './wire-table.ts';
export { type Answered, createXs2aApp, type Observer, type Xs2aApp, type Xs2aAppOptions } from './xs2a-app.ts';
