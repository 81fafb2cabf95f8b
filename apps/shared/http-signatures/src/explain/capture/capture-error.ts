export type CaptureErrorCode =
  | 'ERR_CAPTURE_EMPTY'
  | 'ERR_CAPTURE_TOO_LARGE'
  /** Neither HTTP, nor a curl command, nor HAR. */
  | 'ERR_CAPTURE_KIND'
  /** It begins as one of them and breaks its rules; `line` says where. */
  | 'ERR_CAPTURE_SYNTAX'
  /** What it says is only known where it ran: a shell variable, a file. */
  | 'ERR_CAPTURE_INCOMPLETE'
  /** A form of message whose bytes cannot be told from it. */
  | 'ERR_CAPTURE_UNSUPPORTED'
  /** Which of several messages is meant is not said, or it is not there. */
  | 'ERR_CAPTURE_ENTRY';

/** Why a capture cannot be read. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  readonly code: CaptureErrorCode;
  /** Counted from 1, where the place is known. */
  readonly line?: number;

  constructor(code: CaptureErrorCode, message: string, line?: number) {
    super(line === undefined ? message : `Line ${line}: ${message}`);
    this.code = code;
    if (line !== undefined) this.line = line;
  }
}

/** The line, counted from 1, that an offset is in. */
export function lineAt(text: string, offset: number): number {
  return countLines(text)(offset);
}

/** As `lineAt`, for offsets that only grow: the text is gone through once. */
export function countLines(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (offset) => {
    for (; next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) line += 1;
    return line;
  };
}
