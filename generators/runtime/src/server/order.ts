import type { OperationDescriptor } from '../descriptor.ts';
import type { Step } from './exchange.ts';
import type { Guard } from './guard.ts';
import { createSchemeSteps, toStop } from './security.ts';

export const VALIDATE = 'validate';

/** Every guard that the operations need, each once, in the order in which the specification first names it. */
export function listGuardNames(operations: readonly OperationDescriptor[]): readonly string[] {
  const names = operations.flatMap(({ guards, security }) => [
    ...Object.keys(guards ?? {}),
    ...(security ?? []).flatMap((alternative) => Object.keys(alternative)),
  ]);
  return [...new Set(names)];
}

/**
 * The order of the checks. Throws TypeError for an order that leaves a check out, repeats one or names one that is
 * none: what is not in the order would never be asked.
 */
export function toOrder(names: readonly string[], order: readonly string[] | undefined): readonly string[] {
  if (names.includes(VALIDATE)) throw new TypeError(`No guard can be named "${VALIDATE}".`);
  const wanted = [...names, VALIDATE];
  if (order === undefined) return wanted;
  const missing = wanted.filter((name) => !order.includes(name));
  const unknown = order.filter((name, index) => !wanted.includes(name) || order.indexOf(name) !== index);
  if (missing.length > 0) throw new TypeError(`The order leaves out: ${missing.join(', ')}.`);
  if (unknown.length > 0) throw new TypeError(`The order has, unknown or twice: ${unknown.join(', ')}.`);
  return order;
}

/** The steps of one operation, in the given order. */
export function createSteps<Context>(
  operation: OperationDescriptor,
  order: readonly string[],
  guards: Readonly<Record<string, Guard<never, Context>>>,
  validate: Step<Context>,
): readonly Step<Context>[] {
  return order.flatMap((name) => {
    if (name === VALIDATE) return [validate];
    const guard = guards[name];
    if (guard === undefined) throw new TypeError(`The guard "${name}" is missing.`);
    const own = operation.guards;
    // The emitted types give each guard the type of the options that this operation's descriptor holds.
    if (own !== undefined && Object.hasOwn(own, name))
      return [createGuardStep(guard as Guard<unknown, Context>, own[name])];
    return createSchemeSteps(operation, name, guard as Guard<unknown, Context>);
  });
}

function createGuardStep<Context>(guard: Guard<unknown, Context>, options: unknown): Step<Context> {
  return ({ operation, incoming, context }) => toStop(guard({ operation, request: incoming, options, context }));
}
