import type { HttpMessage } from '../../message.ts';

/** A message as some tool wrote it down. Header values are bytes, a character each (Latin-1), as Node's own are. */
export interface Capture {
  readonly kind: CaptureKind;
  readonly message: HttpMessage;
  /** Where the message may differ from what travelled, and what was assumed. */
  readonly notes: readonly CaptureNote[];
}

export type CaptureKind = 'http' | 'curl' | 'har';

export interface CaptureNote {
  readonly code: CaptureNoteCode;
  /** A sentence. */
  readonly words: string;
}

export type CaptureNoteCode =
  /** A body was sent, by all signs, and is not here. */
  | 'body-absent'
  | 'body-length-differs'
  /** Bytes after the length that `Content-Length` says were left out. */
  | 'body-cut'
  | 'body-decoded'
  | 'body-rebuilt'
  | 'body-damaged'
  | 'headers-added'
  | 'header-unfolded'
  | 'method-unknown'
  | 'rest-ignored'
  | 'text-recoded';

export interface CaptureOptions {
  /** Which entry of a HAR, counted from 0; without it, the only one that is signed. */
  readonly entry?: number;
  /** Reads the files that a curl command names. Without it, such a command is refused. */
  readonly readFile?: (path: string) => Uint8Array;
}

/** What is larger is no capture of one message. */
export const MAX_CAPTURE_BYTES = 64 * 1024 * 1024;
