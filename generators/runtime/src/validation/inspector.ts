import { type Checkers, createCheckers } from './checkers.ts';
import { type Found, LIMIT } from './explain/found.ts';
import { explain } from './explain/walk.ts';
import { createPatterns } from './patterns.ts';
import type { Schema, Schemas } from './schema.ts';
import type { View } from './view.ts';

/** Checks values of one schema: quickly whether they fit, and slowly, where they do not, why. */
export interface Inspector {
  check(value: unknown): boolean;
  inspect(value: unknown): readonly Found[];
}

export type Reading = Pick<View, 'direction' | 'bytes'>;

/** Makes inspectors. Nothing is compiled before a value is there, and nothing twice. */
export function createInspectors(schemas: Schemas): (schema: Schema, reading: Reading) => Inspector {
  const patterns = createPatterns();
  const readings = new Map<string, { view: View; checkers: Checkers }>();
  const find = (reading: Reading) => {
    const key = `${reading.direction ?? ''} ${reading.bytes}`;
    const known = readings.get(key);
    if (known !== undefined) return known;
    const view: View = { ...reading, schemas, patterns };
    const made = { view, checkers: createCheckers(view) };
    readings.set(key, made);
    return made;
  };
  return (schema, reading) => createInspector(schema, () => find(reading));
}

const NONE: readonly Found[] = [];

function createInspector(schema: Schema, find: () => { view: View; checkers: Checkers }): Inspector {
  const inspector: Inspector = {
    check: (value) => {
      inspector.check = find().checkers.compile(schema);
      return inspector.check(value);
    },
    inspect: (value) => (inspector.check(value) ? NONE : explainRefused(schema, value, find().view)),
  };
  return inspector;
}

/** Never nothing: what was refused is refused for a reason, be it one that cannot be named. */
function explainRefused(schema: Schema, value: unknown, view: View): readonly Found[] {
  const all = explain(schema, value, view);
  if (all.length === 0)
    return [{ pointer: '', rule: 'schema', says: 'does not have the form that the specification gives it' }];
  const unique = new Map(all.map((one) => [`${one.pointer} ${one.rule}`, one]));
  return [...unique.values()].slice(0, LIMIT);
}
