export type { Capture, CaptureKind, CaptureNote, CaptureNoteCode, CaptureOptions } from './explain/capture/capture.ts';
export { CaptureError, type CaptureErrorCode } from './explain/capture/capture-error.ts';
export { parseCapture } from './explain/capture/parse-capture.ts';
export type { Hint } from './explain/deviations/deviation.ts';
export { explainSignature, type SignatureQuestion } from './explain/explain-signature.ts';
export type {
  CertificateSummary,
  ExplainedSigningString,
  ExplainedStep,
  SignatureExplanation,
  StepName,
} from './explain/explanation.ts';
export { toPrintable } from './explain/printable.ts';
export { type RenderOptions, renderSignatureExplanation } from './explain/render/render-explanation.ts';
