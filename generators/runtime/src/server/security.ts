import type { OperationDescriptor } from '../descriptor.ts';
import type { Exchange, Step, Stop } from './exchange.ts';
import type { Guard, SchemeOptions, Verdict } from './guard.ts';
import { isPromise } from './promise.ts';
import type { Reply } from './reply.ts';

interface Demand {
  readonly key: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** Alternatives of which one must hold, each a set of schemes that must all hold. */
type Alternatives = readonly (readonly Demand[])[];

/**
 * The steps that ask the guard of one security scheme for an operation. A scheme is asked only while an alternative
 * that needs it can still hold and none holds yet; when no alternative can hold any more, the first refusal is the
 * answer. An empty alternative makes every scheme optional: each is asked, and its refusal stands, so that bad
 * credentials never count as none.
 *
 * A scheme that is among the operation's own guards is asked as such, always.
 */
export function createSchemeSteps<Context>(
  operation: OperationDescriptor,
  name: string,
  guard: Guard<SchemeOptions, Context>,
): readonly Step<Context>[] {
  const alternatives = listAlternatives(operation);
  const optional = alternatives.some((demands) => demands.length === 0);
  const demands = alternatives.flat().filter((demand) => demand.name === name);
  const distinct = [...new Map(demands.map((demand) => [demand.key, demand])).values()];
  return distinct.map(({ key, scopes }) => {
    const options: SchemeOptions = { scopes, optional };
    const ask = (exchange: Exchange<Context>) => guard(toCall(exchange, options));
    if (optional || alternatives.length === 1) return (exchange) => toStop(ask(exchange));
    return (exchange) => askWhileOpen(exchange, alternatives, key, ask);
  });
}

const toCall = <Context>({ operation, incoming, context }: Exchange<Context>, options: SchemeOptions) => ({
  operation,
  request: incoming,
  options,
  context,
});

/** What a guard's verdict means for the request. */
export function toStop(verdict: Verdict | Promise<Verdict>): Stop | undefined | Promise<Stop | undefined> {
  if (isPromise(verdict)) return Promise.resolve(verdict).then(toStop);
  return verdict === undefined ? undefined : { kind: 'reply', reply: verdict };
}

function listAlternatives(operation: OperationDescriptor): Alternatives {
  return (operation.security ?? []).map((alternative) =>
    Object.entries(alternative)
      .filter(([name]) => operation.guards === undefined || !Object.hasOwn(operation.guards, name))
      .map(([name, scopes]) => ({ key: [name, ...scopes].join(' '), name, scopes })),
  );
}

async function askWhileOpen<Context>(
  exchange: Exchange<Context>,
  alternatives: Alternatives,
  key: string,
  ask: (exchange: Exchange<Context>) => ReturnType<Guard<SchemeOptions, Context>>,
): Promise<Stop | undefined> {
  exchange.verdicts ??= new Map();
  const { verdicts } = exchange;
  if (alternatives.some((demands) => demands.every((demand) => verdicts.get(demand.key) === 'holds'))) return undefined;
  if (!listOpen(alternatives, verdicts).some((demands) => demands.some((demand) => demand.key === key)))
    return undefined;
  verdicts.set(key, (await ask(exchange)) ?? 'holds');
  if (listOpen(alternatives, verdicts).length > 0) return undefined;
  const first = [...verdicts.values()].find((verdict) => verdict !== 'holds');
  return first === undefined ? undefined : { kind: 'reply', reply: first };
}

function listOpen(alternatives: Alternatives, verdicts: ReadonlyMap<string, 'holds' | Reply>): Alternatives {
  return alternatives.filter((demands) => demands.every((demand) => (verdicts.get(demand.key) ?? 'holds') === 'holds'));
}
