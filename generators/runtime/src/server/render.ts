import { writeBody } from '../codec/body.ts';
import { encodeHeaders, type HeaderPair } from '../codec/headers.ts';
import { findMedia, findResponse, kindOfType } from '../codec/media.ts';
import type { Problem } from '../codec/problem.ts';
import type { MediaDescriptor, OperationDescriptor, ResponseDescriptor } from '../descriptor.ts';
import type { Reply } from './reply.ts';
import type { Values } from './values.ts';

/** What a handler returned is not what the specification declares. */
export class ResultError extends Error {
  readonly code = 'ERR_RESULT';
  readonly problems: readonly Problem[];

  constructor(message: string, problems: readonly Problem[] = []) {
    super([message, ...problems.map((problem) => problem.message)].join(' '));
    this.name = 'ResultError';
    this.problems = problems;
  }
}

/** A handler's answer, as untyped code could give it. */
export interface Result extends Reply {
  /** Headers that the specification does not declare. */
  readonly extraHeaders?: Values | undefined;
}

interface Content {
  readonly content: string | Uint8Array | null;
  readonly contentType?: string;
}

const NO_CONTENT: Content = { content: null };
const NULL_BODY = new Set([204, 205, 304]);

/** The response of a handler's result. Throws ResultError or CodecError where the specification does not declare it. */
export function renderResult(operation: OperationDescriptor, result: Result): Response {
  const declared = findDeclared(operation, result);
  const { content, contentType } = writeContent(declared, result);
  const headers = declared.headers ?? [];
  const pairs =
    result.headers === undefined && headers.length === 0 ? [] : encodeHeaders(headers, result.headers ?? {});
  if (result.extraHeaders !== undefined) pairs.push(...encodeHeaders([], result.extraHeaders));
  return toResponse(result.status, content, contentType, pairs);
}

/** The response that declares the result's status. Throws ResultError. */
function findDeclared(operation: OperationDescriptor, result: Result): ResponseDescriptor {
  if (typeof result !== 'object' || result === null) throw new ResultError(`"${operation.id}" returned no result.`);
  const { status } = result;
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new ResultError(`"${operation.id}" returned no status.`);
  const declared = findResponse(operation.responses, status);
  if (declared === undefined) throw new ResultError(`"${operation.id}" does not declare the status ${status}.`);
  return declared;
}

function writeContent(declared: ResponseDescriptor, result: Result): Content {
  const { status, type, body } = result;
  if (declared.content === undefined || declared.content.length === 0 || NULL_BODY.has(status)) {
    if (body === undefined) return NO_CONTENT;
    throw new ResultError(`The status ${status} is declared without a body.`);
  }
  const media = findResultMedia(declared.content, type);
  if (media === undefined) throw new ResultError(`The status ${status} is not declared with the media type "${type}".`);
  if (body === undefined) throw new ResultError(`The status ${status} is declared with a body.`);
  const { content, contentType } = writeBody(media, body);
  return { content, contentType: contentType.includes('*') ? toConcrete(media, result) : contentType };
}

/** The type may be left out where there is only one. */
function findResultMedia(content: readonly MediaDescriptor[], type: string | undefined): MediaDescriptor | undefined {
  if (type === undefined) return content.length === 1 ? content[0] : undefined;
  return findMedia(content, type);
}

/** A range is no content type: the result says which one it is, in its type or in a Content-Type header. */
function toConcrete(media: MediaDescriptor, { type, headers, extraHeaders }: Result): string {
  const named = [type, headers?.['Content-Type'], extraHeaders?.['Content-Type']].find(isConcrete);
  if (named !== undefined) return named;
  if (findMedia([media], 'application/octet-stream') !== undefined) return 'application/octet-stream';
  throw new ResultError(`"${media.type}" is a range: name the content type in the header "Content-Type".`);
}

const isConcrete = (type: unknown): type is string => typeof type === 'string' && !type.includes('*');

/** The response of a refusal: as the operation declares it, where it does; else by its media type. */
export function renderReply(operation: OperationDescriptor | undefined, reply: Reply, extra: Values = {}): Response {
  const pairs = encodeHeaders([], { ...extra, ...reply.headers });
  if (reply.body === undefined || NULL_BODY.has(reply.status)) return toResponse(reply.status, null, undefined, pairs);
  const type = reply.type ?? (typeof reply.body === 'string' ? 'text/plain' : 'application/json');
  const declared = operation && findMedia(findResponse(operation.responses, reply.status)?.content, type);
  const media = declared === undefined || declared.type.includes('*') ? { type, kind: kindOfType(type) } : declared;
  const { content, contentType } = writeBody(media, reply.body);
  return toResponse(reply.status, content, contentType, pairs);
}

function toResponse(
  status: number,
  content: string | Uint8Array | null,
  contentType: string | undefined,
  pairs: readonly HeaderPair[],
): Response {
  const own: Record<string, string> = contentType === undefined ? {} : { 'Content-Type': contentType };
  if (pairs.length === 0) return new Response(content as BodyInit | null, { status, headers: own });
  const isMultiple = pairs.some(([name]) => name.toLowerCase() === 'set-cookie');
  const headers = isMultiple ? new Headers(own) : own;
  for (const [name, value] of pairs) {
    if (name.toLowerCase() === 'content-type' && contentType !== undefined) continue;
    if (headers instanceof Headers) headers.append(name, value);
    else headers[name] = value;
  }
  return new Response(content as BodyInit | null, { status, headers });
}
