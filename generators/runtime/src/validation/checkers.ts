import { Check, Compile } from 'typebox/schema';
import { type PutReference, prepare } from './prepare.ts';
import { type Refinement, refinement } from './refinement.ts';
import { componentOf, isObject, refName, type Schema, type SchemaObject } from './schema.ts';
import type { View } from './view.ts';

export type Checker = (value: unknown) => boolean;

/** Compiles schemas of one view. A component is compiled once, when it is first met by a value. */
export interface Checkers {
  compile(schema: Schema): Checker;
}

const COMPOUND = new Set(
  (
    'properties patternProperties additionalProperties propertyNames unevaluatedProperties dependentSchemas ' +
    'items prefixItems unevaluatedItems contains allOf anyOf oneOf not if'
  ).split(' '),
);

export function createCheckers(view: View): Checkers {
  const handles = new Map<string, Refinement>();

  /** Small schemas stand in place; others are called, compiled on the first call, so that cycles have an end. */
  const call: PutReference = (name) => {
    const target = componentOf(view.schemas, name);
    if (isLeaf(target)) return prepare(target, view, call);
    const known = handles.get(name);
    if (known !== undefined) return { '~refine': [known] };
    const handle = refinement((value) => {
      handle.check = compile(target);
      return handle.check(value);
    });
    handles.set(name, handle);
    return { '~refine': [handle] };
  };

  const compile = (schema: Schema): Checker =>
    isObject(schema) && hasUnevaluated(schema)
      ? compileWhole(schema, view)
      : compilePrepared({}, prepare(schema, view, call));

  return { compile };
}

/**
 * `unevaluatedProperties` and `unevaluatedItems` look into what referenced schemas have seen, so there the references
 * stay references and TypeBox is given everything that they reach.
 */
function compileWhole(schema: SchemaObject, view: View): Checker {
  const context: Record<string, Schema> = {};
  const keep: PutReference = (name) => {
    const key = `#/components/schemas/${encodeURIComponent(name)}`;
    if (!Object.hasOwn(context, key)) {
      context[key] = true;
      context[key] = prepare(componentOf(view.schemas, name), view, keep);
    }
    return { $ref: key };
  };
  return compilePrepared(context, prepare(schema, view, keep));
}

function compilePrepared(context: Record<string, Schema>, prepared: Schema): Checker {
  const validator = Compile(context, prepared);
  if (validator.IsAccelerated()) return (value) => validator.Check(value);
  // Where code cannot be made from strings, a Validator keeps what it has evaluated from one value to the next.
  return (value) => Check(context, prepared, value);
}

function isLeaf(schema: Schema): boolean {
  return (
    !isObject(schema) ||
    (refName(schema) === undefined && !Object.keys(schema).some((keyword) => COMPOUND.has(keyword)))
  );
}

function hasUnevaluated(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.some(hasUnevaluated);
  if (!isObject(schema)) return false;
  return (
    'unevaluatedProperties' in schema || 'unevaluatedItems' in schema || Object.values(schema).some(hasUnevaluated)
  );
}
