export { DEFAULT_WIRE_CHOICES, type WireChoices } from './choices.ts';
export type { WireAnswer, WireRow } from './codes.ts';
export { createRefuse, logFieldsOf, type RefuseOptions } from './create-refuse.ts';
export type { EdgeReason, RefusalReason } from './reason.ts';
export {
  type Refused,
  RefusedError,
  refusedByError,
  refusedCertificate,
  refusedConsent,
  refusedRequest,
  refusedSignature,
} from './refused.ts';
export { answerOf, createRenderError, type RefusedCall, type RenderError } from './render-error.ts';
export { echoRequestId, readRequestId } from './request-id.ts';
export { SERVICES, type Service, serviceOf } from './service.ts';
export { createWireTable, type WireTable } from './wire-table.ts';
