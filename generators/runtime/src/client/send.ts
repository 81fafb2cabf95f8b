import type { OperationDescriptor } from '../descriptor.ts';
import { type Deadline, startDeadline } from './deadline.ts';
import { ClientError } from './errors.ts';
import type { CallOptions, ClientOptions, WireInit } from './options.ts';
import type { PreparedRequest } from './prepare.ts';
import { readBytes, TooLong } from './read-bytes.ts';

/** An answer, read to its end. */
export interface ReceivedAnswer {
  readonly httpStatus: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE';

/** What the runtime asks of @hey-api/client-fetch: one request whose URL, headers and body are final. */
export interface Transport {
  request(options: {
    readonly baseUrl: string;
    readonly url: string;
    readonly method: Method;
    readonly headers: Headers;
    readonly body: Uint8Array | undefined;
    readonly bodySerializer: null;
    readonly parseAs: 'stream';
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
    readonly fetch: typeof globalThis.fetch;
  }): Promise<unknown>;
}

const DEFAULT_TIMEOUT = 30_000;
const DEFAULT_LIMIT = 16 * 1024 * 1024;

/** Sends the request and reads the answer whole, within the limits of time and length. */
export async function send(
  transport: Transport,
  operation: OperationDescriptor,
  request: PreparedRequest,
  options: ClientOptions,
  call: CallOptions<string>,
): Promise<ReceivedAnswer> {
  const deadline = startDeadline(operation.id, call.timeout ?? options.timeout ?? DEFAULT_TIMEOUT, call.signal);
  try {
    return await exchange(transport, operation, request, options, deadline);
  } catch (error) {
    throw explain(error, operation, request, deadline);
  } finally {
    deadline.end();
  }
}

/**
 * The transport reads the body of an error itself, without limit, and loses its media type. So the answer is taken
 * where it arrives, and the transport is left with an empty one.
 */
async function exchange(
  transport: Transport,
  operation: OperationDescriptor,
  request: PreparedRequest,
  options: ClientOptions,
  deadline: Deadline,
): Promise<ReceivedAnswer> {
  if (deadline.signal.aborted) throw deadline.signal.reason;
  let started = false;
  let answer: ReceivedAnswer | undefined;
  const outcome = await transport.request({
    baseUrl: request.url.origin,
    url: request.path,
    // OpenAPI knows these methods only.
    method: operation.method as Method,
    headers: request.headers,
    body: request.body,
    bodySerializer: null,
    parseAs: 'stream',
    redirect: 'manual',
    signal: deadline.signal,
    fetch: async (sent) => {
      started = true;
      const init = toInit(operation, request, deadline.signal);
      answer = await fetchAnswer(sent instanceof Request ? sent : new Request(sent), init, options, deadline);
      return new Response(null, { status: 204 });
    },
  });
  if (answer !== undefined) return answer;
  throw started ? errorOf(outcome) : unsendable(operation, errorOf(outcome));
}

async function fetchAnswer(
  request: Request,
  init: WireInit,
  { fetch = (sent) => globalThis.fetch(sent), maxResponseBytes = DEFAULT_LIMIT }: ClientOptions,
  { race }: Deadline,
): Promise<ReceivedAnswer> {
  const response = await race(Promise.resolve(fetch(request, init)));
  const headers = response.headers instanceof Headers ? response.headers : new Headers([...response.headers]);
  return { httpStatus: response.status, headers, bytes: await readBytes(response.body, maxResponseBytes, race) };
}

function toInit({ method }: OperationDescriptor, request: PreparedRequest, signal: AbortSignal): WireInit {
  // Bytes over shared memory, which the type leaves out, are refused by every fetch.
  const body = (request.body ?? null) as Uint8Array<ArrayBuffer> | null;
  return { method, headers: [...request.headers], body, redirect: 'manual', signal };
}

/** `fetch` refuses some requests that a document may declare: a GET with a body. */
function unsendable({ id }: OperationDescriptor, cause: unknown): ClientError {
  return new ClientError('ERR_REQUEST_INVALID', `"${id}" cannot be sent by fetch`, { operationId: id, cause });
}

function errorOf(outcome: unknown): unknown {
  return typeof outcome === 'object' && outcome !== null && 'error' in outcome ? outcome.error : outcome;
}

function explain(
  error: unknown,
  { id }: OperationDescriptor,
  request: PreparedRequest,
  deadline: Deadline,
): ClientError {
  if (error instanceof ClientError) return error;
  if (deadline.signal.aborted) return deadline.signal.reason as ClientError;
  if (error instanceof TooLong) {
    return new ClientError('ERR_RESPONSE_TOO_LARGE', `the answer to "${id}" is ${error.message}`, { operationId: id });
  }
  const message = `"${id}" got no answer from ${request.url.origin}: ${reasonOf(error)}`;
  return new ClientError('ERR_NETWORK', message, { operationId: id, cause: error });
}

/** `fetch` says "fetch failed" of everything; what failed is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection broke';
  return error.cause instanceof Error ? error.cause.message || reasonOf(error.cause) : error.message;
}
