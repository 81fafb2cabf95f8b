import { findFormat } from '../formats.ts';
import { componentOf, isObject, refName, type Schema, type SchemaObject, schemaIn, schemasIn } from '../schema.ts';
import { isBytes, type View } from '../view.ts';
import { explainArray } from './array.ts';
import { collect, type Found, found, type Walk } from './found.ts';
import { explainNumber } from './number.ts';
import { explainObject } from './object.ts';
import { explainText } from './text.ts';
import { explainType, explainValue } from './type.ts';
import { explainUnion } from './union.ts';

/** How many schemas are put to objects and lists of one value. */
const BUDGET = 100_000;

/** Which rules a value breaks and where, in the order of the schema. For values that a check has refused. */
export function explain(schema: Schema, value: unknown, view: View): readonly Found[] {
  const known = createMemory();
  let budget = BUDGET;
  const walk: Walk = {
    view,
    explain: (item, part, pointer) => {
      if (!isObject(item) || typeof part !== 'object' || part === null) return explainSchema(item, part, pointer, walk);
      return known(item, part, pointer, () => {
        budget -= 1;
        return budget < 0 ? [] : explainSchema(item, part, pointer, walk);
      });
    },
  };
  return walk.explain(schema, value, '');
}

type Memory = (schema: object, value: object, pointer: string, make: () => readonly Found[]) => readonly Found[];

/**
 * What was found stays known: alternatives that hold one another would else multiply at every level of a value, and
 * whoever sends it chooses how deep it is.
 */
function createMemory(): Memory {
  const bySchema = new Map<object, Map<object, { pointer: string; all: readonly Found[] }>>();
  return (schema, value, pointer, make) => {
    const byValue = bySchema.get(schema) ?? new Map();
    bySchema.set(schema, byValue);
    const known = byValue.get(value);
    if (known?.pointer === pointer) return known.all;
    const all = make();
    byValue.set(value, { pointer, all });
    return all;
  };
}

function explainSchema(schema: Schema, value: unknown, pointer: string, walk: Walk): readonly Found[] {
  if (!isObject(schema)) return schema === false ? found(pointer, 'false', 'is not allowed') : [];
  if (isBytes(schema, walk.view) && value instanceof Uint8Array) return [];
  // A value of another type breaks further rules only by being of that type.
  const type = explainType(schema, value, pointer);
  if (type.length > 0) return type;
  return collect(STEPS, (step) => step(schema, value, pointer, walk));
}

type Step = (schema: SchemaObject, value: unknown, pointer: string, walk: Walk) => readonly Found[];

const STEPS: readonly Step[] = [
  explainValue,
  explainText,
  explainNumber,
  explainFormat,
  explainObject,
  explainArray,
  explainReference,
  (schema, value, pointer, walk) => collect(schemasIn(schema, 'allOf'), (item) => walk.explain(item, value, pointer)),
  explainUnion,
  explainNot,
  explainCondition,
];

function explainFormat(schema: SchemaObject, value: unknown, pointer: string): readonly Found[] {
  const check = findFormat(schema.format);
  return check === undefined || check(value) ? [] : found(pointer, 'format', `must have the format "${schema.format}"`);
}

function explainReference(schema: SchemaObject, value: unknown, pointer: string, walk: Walk): readonly Found[] {
  const name = refName(schema);
  return name === undefined ? [] : walk.explain(componentOf(walk.view.schemas, name), value, pointer);
}

function explainNot(schema: SchemaObject, value: unknown, pointer: string, walk: Walk): readonly Found[] {
  const not = schemaIn(schema, 'not');
  if (not === undefined || walk.explain(not, value, pointer).length > 0) return [];
  return found(pointer, 'not', 'must not be what the specification rules out');
}

function explainCondition(schema: SchemaObject, value: unknown, pointer: string, walk: Walk): readonly Found[] {
  const condition = schemaIn(schema, 'if');
  if (condition === undefined) return [];
  const met = walk.explain(condition, value, pointer).length === 0;
  const branch = schemaIn(schema, met ? 'then' : 'else');
  return branch === undefined ? [] : walk.explain(branch, value, pointer);
}
