export type { Capture, CaptureKind, CaptureNote, CaptureNoteCode, CaptureOptions } from './explain/capture/capture.ts';
export { CaptureError, type CaptureErrorCode } from './explain/capture/capture-error.ts';
export { parseCapture } from './explain/capture/parse-capture.ts';
