import { Hono, type Context as HonoContext } from 'hono';
import type { OperationDescriptor } from './descriptor.ts';
import type { AnyHandler, ServerConfig } from './server/config.ts';
import { receiveHead } from './server/incoming.ts';
import { type Runner, run } from './server/operation.ts';
import { createSteps, listGuardNames, toOrder } from './server/order.ts';
import { createRefuser, type Refuser } from './server/refuse.ts';
import { listRoutes, type Route } from './server/routes.ts';
import { createValidateStep } from './server/validate.ts';

export type { Problem } from './codec/problem.ts';
export type { OperationDescriptor } from './descriptor.ts';
export type { ServerConfig, ServerOptions } from './server/config.ts';
export type { Guard, GuardCall, SchemeOptions, Verdict } from './server/guard.ts';
export type { IncomingRequest, RefusedRequest } from './server/incoming.ts';
export { ResultError } from './server/render.ts';
export { describeRefusal, type Refusal, type RefusalCode, type Reply } from './server/reply.ts';
export type { HandlerAnswer, HandlerInput } from './server/typing.ts';

const BODY_LIMIT = 1024 * 1024;

/**
 * A Hono app that serves the operations of the descriptors. Throws TypeError for a missing handler, a missing guard
 * and an order that leaves a check out.
 *
 * Each request goes: route (404, 405) -> body (413) -> context -> guards and `validate` (406, 415, 400) in their order
 * -> handler -> answer. HEAD is answered as GET. The app can be mounted below a prefix of another one.
 */
export function createServer<Context, Id extends string, GuardName extends string = never>(
  config: ServerConfig<Context, Id, GuardName>,
): Hono {
  const refuse = createRefuser(config);
  const app = new Hono();
  for (const [pattern, runners] of groupByPattern(createRunners(config, refuse))) {
    const methods = new Map(runners.map((runner) => [runner.route.operation.method, runner]));
    const allow = [...methods.keys()].flatMap((method) =>
      method === 'GET' && !methods.has('HEAD') ? ['GET', 'HEAD'] : [method],
    );
    app.all(pattern, (c) => dispatch(methods, allow, refuse, c));
  }
  app.notFound((c) => refuse({ status: 404, code: 'not-found', problems: [] }, receiveHead(c), undefined));
  return app;
}

function dispatch<Context>(
  methods: ReadonlyMap<string, Runner<Context>>,
  allow: readonly string[],
  refuse: Refuser<Context>,
  c: HonoContext,
): Promise<Response> {
  const { method } = c.req;
  const runner = methods.get(method) ?? (method === 'HEAD' ? methods.get('GET') : undefined);
  if (runner !== undefined) return run(runner, c);
  return refuse({ status: 405, code: 'method-not-allowed', problems: [], allow }, receiveHead(c), undefined);
}

function createRunners<Context>(config: ServerConfig<Context>, refuse: Refuser<Context>): readonly Runner<Context>[] {
  const operations = listServed(config);
  const order = toOrder(listGuardNames(operations), config.order);
  const { guards = {}, validateResponses = false } = config;
  const validators = config.validators === false ? undefined : config.validators;
  return operations.flatMap((operation) => {
    const validate = createValidateStep<Context>(operation, validators);
    const shared = {
      steps: createSteps(operation, order, guards, validate),
      handler: findHandler(config, operation.id),
      createContext: config.context,
      bodyLimit: config.limits?.body ?? BODY_LIMIT,
      responseValidator: validateResponses ? validators : undefined,
      refuse,
    };
    return listRoutes(operation).map((route) => ({ route, ...shared }));
  });
}

function listServed<Context>({ descriptors, operations }: ServerConfig<Context>): readonly OperationDescriptor[] {
  if (operations === undefined) return Object.values(descriptors);
  return operations.map((id) => {
    const descriptor = Object.hasOwn(descriptors, id) ? descriptors[id] : undefined;
    if (descriptor === undefined) throw new TypeError(`There is no operation "${id}".`);
    return descriptor;
  });
}

/** Handlers may be methods of an object that keeps its state in `this`. */
function findHandler<Context>({ handlers }: ServerConfig<Context>, id: string): AnyHandler<Context> {
  const handler: unknown = handlers[id];
  if (typeof handler !== 'function') throw new TypeError(`The handler "${id}" is missing.`);
  return handler.bind(handlers);
}

/** More literal patterns first, whatever their methods: a request belongs to the first path that matches it. */
function groupByPattern<Context>(runners: readonly Runner<Context>[]): ReadonlyMap<string, readonly Runner<Context>[]> {
  const rank = ({ rank: key, pattern }: Route) => `${key} ${pattern}`;
  const sorted = [...runners].sort((a, b) => (rank(a.route) < rank(b.route) ? -1 : 1));
  return Map.groupBy(sorted, (runner) => runner.route.pattern);
}
