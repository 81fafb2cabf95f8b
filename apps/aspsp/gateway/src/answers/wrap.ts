import { createRenderError, type WireChoices } from '@openxs2a/edge';
import type { Metrics } from '@openxs2a/operations';
import type { FetchApp, RateVerdict } from '@openxs2a/service';
import type { ConnectionReader } from '../connection/connection.ts';
import { findNodeRequest, findSocket, type HostSocket } from '../connection/node-host.ts';
import type { AccessLog } from '../observe/access-log.ts';
import { setCommonHeaders } from './common-headers.ts';
import type { createAnswerSeal } from './seal-answers.ts';

export interface WrapOptions {
  readonly connection: ConnectionReader;
  readonly limitAddress: (address: string | undefined) => RateVerdict;
  readonly seal: ReturnType<typeof createAnswerSeal> | undefined;
  readonly metrics: Metrics;
  readonly accessLog: AccessLog;
  readonly choices: WireChoices;
}

/**
 * The outermost of an app: refuses who comes too often from one address before anything is looked at or paid for, a seal and a
 * line in the log included, and gives every other answer what all answers have.
 */
export function createWrap(options: WrapOptions): (fetch: FetchApp) => FetchApp {
  const { connection, limitAddress, seal, metrics, accessLog, choices } = options;
  const countConnection = createConnectionCount(metrics);
  const render = createRenderError(choices);
  const refuse = (request: Request, retryAfter: number): Response => {
    metrics.limited('address');
    metrics.refusal('rate-exceeded');
    metrics.request('none', 429, 0);
    const reply = render({ reason: 'rate-exceeded', retryAfter }, { headers: request.headers });
    const answer = new Response(null, { status: reply.status, headers: toHeaders(reply.headers) });
    return withCommonHeaders(answer, request);
  };
  const finish = (response: Response, request: Request, env: unknown): Response | Promise<Response> => {
    const answer = withCommonHeaders(response, request);
    return seal === undefined ? answer : seal(answer, { method: request.method, target: targetOf(request, env) });
  };
  return (fetch) =>
    async function serve(request, env) {
      const startedAt = performance.now();
      countConnection(env);
      const verdict = limitAddress(connection.addressOf({ env, headers: request.headers }));
      if (!verdict.allowed) return refuse(request, verdict.retryAfter);
      const answered = fetch(request, env);
      const response = answered instanceof Promise ? await answered : answered;
      const finished = finish(response, request, env);
      const answer = finished instanceof Promise ? await finished : finished;
      accessLog(request, answer, performance.now() - startedAt);
      return answer;
    };
}

function createConnectionCount(metrics: Metrics): (env: unknown) => void {
  const counted = new WeakSet<HostSocket>();
  return (env) => {
    const socket = findSocket(env);
    if (socket?.once === undefined || counted.has(socket)) return;
    counted.add(socket);
    metrics.connection(1);
    socket.once('close', () => metrics.connection(-1));
  };
}

function withCommonHeaders(response: Response, request: Request): Response {
  try {
    setCommonHeaders(response.headers, request);
    return response;
  } catch (error) {
    // of redirects, and of answers that came from elsewhere (Fetch, 5.5); nothing tells before
    if (!(error instanceof TypeError)) throw error;
    const own = new Response(response.body, response);
    setCommonHeaders(own.headers, request);
    return own;
  }
}

function targetOf(request: Request, env: unknown): string {
  const target = findNodeRequest(env)?.url;
  if (target?.startsWith('/')) return target;
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}

const toHeaders = (headers: Readonly<Record<string, unknown>> = {}): [string, string][] =>
  Object.entries(headers).map(([name, value]) => [name, String(value)]);
