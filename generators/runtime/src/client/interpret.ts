import { decodeBody } from '../codec/body.ts';
import { decodeHeaders } from '../codec/headers.ts';
import { findMedia, findResponse } from '../codec/media.ts';
import type { MediaDescriptor, OperationDescriptor, ResponseDescriptor } from '../descriptor.ts';
import { isSuccess } from './accept.ts';
import type { Received, UndeclaredResult } from './call-types.ts';
import type { ReceivedAnswer } from './send.ts';

/** A declared result, without the types that the operation adds. */
export interface DeclaredResult extends Received {
  readonly status: number;
  readonly type?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** What the document makes of an answer; whatever it does not declare comes back undeclared, with nothing lost. */
export function interpretAnswer(
  operation: OperationDescriptor,
  answer: ReceivedAnswer,
  url: string,
  accepted: readonly string[] | undefined,
): DeclaredResult | UndeclaredResult {
  const received: Received = { httpHeaders: answer.headers, url, bytes: answer.bytes };
  const undeclared = (reason: UndeclaredResult['reason'], cause?: unknown) =>
    toUndeclared(answer.httpStatus, received, reason, cause);
  const response = findResponse(operation.responses, answer.httpStatus);
  if (response === undefined) return undeclared('status');
  const declared = { status: answer.httpStatus, ...headersOf(response, answer.headers), ...received };
  if (response.content === undefined || mustBeEmpty(operation, answer)) return declared;
  const contentType = answer.headers.get('Content-Type');
  const media = findMedia(response.content, contentType);
  if (isAbsent(answer, media)) return undeclared('empty');
  if (media === undefined || contentType === null) return undeclared('type');
  if (isSuccess(response) && accepted !== undefined && !accepted.includes(media.type)) return undeclared('accept');
  try {
    return { ...declared, type: media.type, body: decodeBody(media, answer.bytes, contentType) };
  } catch (cause) {
    return undeclared('body', cause);
  }
}

function headersOf(response: ResponseDescriptor, headers: Headers): { headers?: Readonly<Record<string, unknown>> } {
  return response.headers === undefined ? {} : { headers: decodeHeaders(response.headers, headers) };
}

/** RFC 9110 6.4.1: whatever the document says, there is no content here. */
function mustBeEmpty(operation: OperationDescriptor, { httpStatus, bytes }: ReceivedAnswer): boolean {
  return bytes.length === 0 && (operation.method === 'HEAD' || httpStatus === 204 || httpStatus === 304);
}

/** No bytes are a value of text and of binary bodies, where the answer says that it is one. */
function isAbsent({ bytes }: ReceivedAnswer, media: MediaDescriptor | undefined): boolean {
  return bytes.length === 0 && media?.kind !== 'text' && media?.kind !== 'binary';
}

function toUndeclared(
  httpStatus: number,
  received: Received,
  reason: UndeclaredResult['reason'],
  cause: unknown,
): UndeclaredResult {
  const type = received.httpHeaders.get('Content-Type') ?? undefined;
  const text = () => decodeText(received.bytes, type);
  return {
    status: 'undeclared',
    reason,
    httpStatus,
    type,
    ...(cause === undefined ? {} : { cause }),
    text,
    ...received,
  };
}

function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows: UTF-8 shows what there is.
    return new TextDecoder().decode(bytes);
  }
}
