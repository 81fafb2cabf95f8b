/** A party answered otherwise than it had to for things to go on. The beginning of what it said is in the message. */
export class AnswerError extends Error {
  readonly code = 'ERR_ANSWER';

  constructor(what: string, bytes: Uint8Array) {
    super(`${what}: ${new TextDecoder().decode(bytes.slice(0, MOST))}`);
  }
}

/** Bytes of an answer that are worth printing. */
const MOST = 500;
