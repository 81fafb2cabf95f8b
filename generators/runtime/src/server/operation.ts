import type { Context as HonoContext } from 'hono';
import { decodeParameters } from '../codec/decode-parameters.ts';
import { findResponse } from '../codec/media.ts';
import type { Problem } from '../codec/problem.ts';
import type { OperationDescriptor } from '../descriptor.ts';
import type { ResponseValidator } from '../validation/interfaces.ts';
import type { AnyHandler, ServerConfig } from './config.ts';
import type { DecodedIncoming, Exchange, HandlerRequest, Step } from './exchange.ts';
import {
  createHeaderSource,
  findNodeRequest,
  isRepeated,
  type RefusedRequest,
  receiveHead,
  splitUrl,
} from './incoming.ts';
import { isPromise } from './promise.ts';
import { BodyIncompleteError, BodyTooLargeError, readBody } from './read-body.ts';
import type { Refuser } from './refuse.ts';
import { type Result, ResultError, renderReply, renderResult } from './render.ts';
import type { Route } from './routes.ts';

/** An operation with all that is decided once. */
export interface Runner<Context> {
  readonly route: Route;
  readonly steps: readonly Step<Context>[];
  readonly handler: AnyHandler<Context>;
  readonly createContext: ServerConfig<Context>['context'];
  readonly bodyLimit: number;
  readonly responseValidator: ResponseValidator | undefined;
  readonly refuse: Refuser<Context>;
}

/** Takes a request through body, context, steps, handler and answer. Never throws. */
export async function run<Context>(runner: Runner<Context>, c: HonoContext): Promise<Response> {
  const { operation } = runner.route;
  const head = receiveHead(c);
  let incoming: DecodedIncoming | undefined;
  let context: Context | undefined;
  try {
    incoming = await receive(runner, c, head);
    const made = runner.createContext(incoming, operation);
    context = isPromise(made) ? await made : made;
    return await answer(runner, { operation, incoming, context, accepts: [] });
  } catch (error) {
    return refuseFailure(runner, error, incoming ?? head, context);
  }
}

async function receive<Context>(
  runner: Runner<Context>,
  c: HonoContext,
  head: RefusedRequest,
): Promise<DecodedIncoming> {
  const bytes = await readBody(c, runner.bodyLimit);
  const { raw, env, method, target, headers } = head;
  const node = findNodeRequest(c);
  const { path, search } = splitUrl(raw.url);
  const parameters = decodeParameters(runner.route.operation, {
    path: runner.route.extract(path),
    search,
    headers: createHeaderSource(headers, node),
    cookies: headers.get('cookie'),
    ...(node === undefined ? {} : { isRepeated: (name: string) => isRepeated(node, name) }),
  });
  return { raw, env, method, target, headers, bytes, parameters };
}

async function answer<Context>(runner: Runner<Context>, exchange: Exchange<Context>): Promise<Response> {
  for (const step of runner.steps) {
    const taken = step(exchange);
    const stop = isPromise(taken) ? await taken : taken;
    if (stop === undefined) continue;
    if (stop.kind === 'reply') return renderReply(exchange.operation, stop.reply);
    return runner.refuse({ ...stop.refusal, operation: exchange.operation }, exchange.incoming, exchange.context);
  }
  const answered = runner.handler(toHandlerRequest(exchange), exchange.context);
  const result = (isPromise(answered) ? await answered : answered) as Result;
  const response = renderResult(exchange.operation, result);
  if (runner.responseValidator !== undefined) checkResult(runner.responseValidator, exchange, result);
  return response;
}

function toHandlerRequest<Context>({ incoming, accepts }: Exchange<Context>): HandlerRequest {
  const { parameters, body } = incoming;
  const { path, query, headers, cookies } = parameters;
  const request = { path, query, headers, cookies, accepts, incoming };
  return body === undefined ? request : { ...request, body };
}

function checkResult<Context>(validator: ResponseValidator, exchange: Exchange<Context>, result: Result): void {
  const { operation, incoming } = exchange;
  const { status, body, headers = {} } = result;
  const type = result.type ?? findResponse(operation.responses, status)?.content?.[0]?.type;
  const problems = validator.response(operation.id, {
    status,
    headers,
    request: incoming.parameters,
    ...(body === undefined || type === undefined ? {} : { type, body }),
  });
  if (problems.length > 0) throw new ResultError(`"${operation.id}" answered against the specification.`, problems);
}

function refuseFailure<Context>(
  runner: Runner<Context>,
  error: unknown,
  incoming: RefusedRequest,
  context: Context | undefined,
): Promise<Response> {
  const operation: OperationDescriptor = runner.route.operation;
  if (error instanceof BodyTooLargeError) {
    return runner.refuse({ status: 413, code: 'body-too-large', problems: [], operation }, incoming, context);
  }
  if (error instanceof BodyIncompleteError) {
    const problem: Problem = { place: 'body', pointer: '', rule: 'incomplete', message: 'The body broke off.' };
    return runner.refuse({ status: 400, code: 'invalid-request', problems: [problem], operation }, incoming, context);
  }
  return runner.refuse({ status: 500, code: 'internal', problems: [], cause: error, operation }, incoming, context);
}
