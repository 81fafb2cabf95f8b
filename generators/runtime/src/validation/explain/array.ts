import { Hashing } from 'typebox/system';
import { numberIn, type SchemaObject, schemaIn, schemasIn } from '../schema.ts';
import { evaluatedItems } from './evaluated.ts';
import { below, collect, type Found, found, type Walk } from './found.ts';

type Items = readonly unknown[];

export function explainArray(schema: SchemaObject, value: unknown, pointer: string, walk: Walk): readonly Found[] {
  if (!Array.isArray(value)) return [];
  return collect(STEPS, (step) => step(schema, value, pointer, walk));
}

type Step = (schema: SchemaObject, value: Items, pointer: string, walk: Walk) => readonly Found[];

const STEPS: readonly Step[] = [explainCount, explainItems, explainUnique, explainContains, explainUnevaluated];

function explainCount(schema: SchemaObject, value: Items, pointer: string): readonly Found[] {
  const [minimum, maximum] = [numberIn(schema, 'minItems'), numberIn(schema, 'maxItems')];
  if (minimum !== undefined && value.length < minimum)
    return found(pointer, 'minItems', `must have at least ${minimum} items`);
  if (maximum !== undefined && value.length > maximum)
    return found(pointer, 'maxItems', `must have at most ${maximum} items`);
  return [];
}

function explainItems(schema: SchemaObject, value: Items, pointer: string, walk: Walk): readonly Found[] {
  const first = schemasIn(schema, 'prefixItems');
  const rest = schemaIn(schema, 'items');
  return collect(value.entries(), ([index, item]) => {
    const own = first[index] ?? rest;
    if (own === false) return found(below(pointer, index), 'items', 'is one item too many');
    return own === undefined ? [] : walk.explain(own, item, below(pointer, index));
  });
}

function explainUnique(schema: SchemaObject, value: Items, pointer: string): readonly Found[] {
  if (schema.uniqueItems !== true) return [];
  const seen = new Set<unknown>();
  return collect(value.entries(), ([index, item]) => {
    const hash = Hashing.Hash(item);
    if (seen.has(hash)) return found(below(pointer, index), 'uniqueItems', 'is in the list twice');
    seen.add(hash);
    return [];
  });
}

function explainContains(schema: SchemaObject, value: Items, pointer: string, walk: Walk): readonly Found[] {
  const wanted = schemaIn(schema, 'contains');
  if (wanted === undefined) return [];
  const count = value.filter((item) => walk.explain(wanted, item, '').length === 0).length;
  const minimum = numberIn(schema, 'minContains') ?? 1;
  const maximum = numberIn(schema, 'maxContains');
  const rule = schema.minContains === undefined ? 'contains' : 'minContains';
  if (count < minimum)
    return found(pointer, rule, `must have at least ${minimum} items of the kind that it must contain`);
  if (maximum !== undefined && count > maximum) {
    return found(pointer, 'maxContains', `must have at most ${maximum} items of the kind that it must contain`);
  }
  return [];
}

function explainUnevaluated(schema: SchemaObject, value: Items, pointer: string, walk: Walk): readonly Found[] {
  const rest = schemaIn(schema, 'unevaluatedItems');
  if (rest === undefined || rest === true) return [];
  const { unevaluatedItems: _, ...others } = schema;
  const seen = evaluatedItems(others, value, walk);
  return collect(value.entries(), ([index, item]) => {
    if (seen.has(index)) return [];
    if (rest === false) return found(below(pointer, index), 'unevaluatedItems', 'is one item too many');
    return walk.explain(rest, item, below(pointer, index));
  });
}
