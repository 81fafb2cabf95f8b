import { decodeBody } from '../codec/body.ts';
import { findMedia } from '../codec/media.ts';
import { CodecError, type Problem, toProblem } from '../codec/problem.ts';
import type { MediaDescriptor, OperationDescriptor } from '../descriptor.ts';
import type { RequestValidator } from '../validation/interfaces.ts';
import type { Exchange, Step, Stop } from './exchange.ts';
import { createNegotiator } from './negotiate.ts';
import type { Refusal } from './reply.ts';

/**
 * The step that negotiates, decodes the body and checks the request against the specification: 406, 415 or 400. A
 * body that no one declared is left alone, as HTTP has it; guards see its bytes.
 *
 * What was wrong with the writing of the parameters is reported here, too, so that the order of the checks holds.
 */
export function createValidateStep<Context>(
  operation: OperationDescriptor,
  validator: RequestValidator | undefined,
): Step<Context> {
  const negotiate = createNegotiator(operation.responses);
  const types = (operation.body?.content ?? []).map((media) => media.type);
  return (exchange) => {
    const { incoming } = exchange;
    const { types: accepts, isServable } = negotiate(incoming.headers.get('accept'));
    if (!isServable) return refuse({ status: 406, code: 'not-acceptable', problems: [], types: negotiate(null).types });
    exchange.accepts = accepts;
    const found = findBody(operation, incoming.headers, incoming.bytes);
    if (found === 'unsupported') return refuse({ status: 415, code: 'unsupported-media-type', problems: [], types });
    const problems = [...incoming.parameters.problems, ...readBody(exchange, found)];
    if (validator !== undefined) addProblems(problems, validator.request(operation.id, toDecoded(exchange)));
    return problems.length === 0 ? undefined : refuse({ status: 400, code: 'invalid-request', problems });
  };
}

const refuse = (refusal: Refusal): Stop => ({ kind: 'refusal', refusal });

/** A compressed body is of another type than its content type says; nothing here decompresses. */
function isEncoded(headers: Headers): boolean {
  const encoding = headers.get('content-encoding');
  return encoding !== null && encoding.toLowerCase() !== 'identity';
}

type Found = { readonly media: MediaDescriptor; readonly contentType: string } | 'unsupported' | 'missing' | 'none';

/** An empty body is one only where its media type has an empty text. */
function findBody(operation: OperationDescriptor, headers: Headers, bytes: Uint8Array): Found {
  const { body } = operation;
  if (body === undefined) return 'none';
  const contentType = headers.get('content-type');
  const media = findMedia(body.content, contentType);
  if (bytes.length === 0 && (media === undefined || media.kind === 'json' || media.kind === 'multipart')) {
    return body.required === true ? 'missing' : 'none';
  }
  if (media === undefined || isEncoded(headers)) return 'unsupported';
  return { media, contentType: contentType ?? media.type };
}

function readBody<Context>({ incoming }: Exchange<Context>, found: Found): readonly Problem[] {
  if (found === 'missing') return [toProblem('body', undefined, 'required', 'The body is required.')];
  if (typeof found === 'string') return [];
  try {
    const value = decodeBody(found.media, incoming.bytes, found.contentType);
    incoming.body = { type: found.media.type, value };
    return [];
  } catch (error) {
    if (error instanceof CodecError) return error.problems;
    throw error;
  }
}

function toDecoded<Context>({ incoming }: Exchange<Context>) {
  const { parameters, body } = incoming;
  return body === undefined ? parameters : { ...parameters, body };
}

/** A place that could not be read is not judged twice. */
function addProblems(problems: Problem[], more: readonly Problem[]): void {
  if (more.length === 0) return;
  const isBodyKnown = problems.some(({ place }) => place === 'body');
  const known = new Set(problems.map(({ place, pointer }) => `${place} ${pointer}`));
  for (const problem of more) {
    if (problem.place === 'body' && isBodyKnown) continue;
    if (!known.has(`${problem.place} ${problem.pointer}`)) problems.push(problem);
  }
}
