import { isObject, numberIn, type SchemaObject, schemaIn, schemaMapIn, stringsIn } from '../schema.ts';
import { requiredOf } from '../view.ts';
import { evaluatedKeys } from './evaluated.ts';
import { below, collect, type Found, found, type Walk } from './found.ts';

type Members = Readonly<Record<string, unknown>>;

export function explainObject(schema: SchemaObject, value: unknown, pointer: string, walk: Walk): readonly Found[] {
  if (!isObject(value)) return [];
  return collect(STEPS, (step) => step(schema, value, pointer, walk));
}

type Step = (schema: SchemaObject, value: Members, pointer: string, walk: Walk) => readonly Found[];

const STEPS: readonly Step[] = [
  explainRequired,
  explainProperties,
  explainOthers,
  explainNames,
  explainCount,
  explainDependencies,
  explainUnevaluated,
];

/** An optional property may be there without a value: it does not travel. */
export function has(value: Members, name: string): boolean {
  return Object.hasOwn(value, name) && value[name] !== undefined;
}

function explainRequired(schema: SchemaObject, value: Members, pointer: string, walk: Walk): readonly Found[] {
  return collect(requiredOf(schema, walk.view), (name) =>
    has(value, name) ? [] : found(below(pointer, name), 'required', 'is required'),
  );
}

function explainProperties(schema: SchemaObject, value: Members, pointer: string, walk: Walk): readonly Found[] {
  return collect(schemaMapIn(schema, 'properties'), ([name, item]) =>
    has(value, name) ? walk.explain(item, value[name], below(pointer, name)) : [],
  );
}

/** `patternProperties`, and `additionalProperties` for what is neither named nor matched. */
function explainOthers(schema: SchemaObject, value: Members, pointer: string, walk: Walk): readonly Found[] {
  const patterns = schemaMapIn(schema, 'patternProperties');
  const rest = schemaIn(schema, 'additionalProperties');
  if (patterns.length === 0 && (rest === undefined || rest === true)) return [];
  const named = new Set(schemaMapIn(schema, 'properties').map(([name]) => name));
  return collect(Object.keys(value), (name) => {
    const matched = patterns.filter(([pattern]) => walk.view.patterns(pattern).test(name)).map(([, item]) => item);
    if (matched.length > 0) return collect(matched, (item) => walk.explain(item, value[name], below(pointer, name)));
    if (named.has(name) || rest === undefined) return [];
    if (rest === false) return found(below(pointer, name), 'additionalProperties', 'is not allowed here');
    return walk.explain(rest, value[name], below(pointer, name));
  });
}

function explainNames(schema: SchemaObject, value: Members, pointer: string, walk: Walk): readonly Found[] {
  const names = schemaIn(schema, 'propertyNames');
  if (names === undefined) return [];
  return collect(Object.keys(value), (name) => {
    const [first] = walk.explain(names, name, '');
    return first === undefined
      ? []
      : found(below(pointer, name), 'propertyNames', `is no name that is allowed here: it ${first.says}`);
  });
}

function explainCount(schema: SchemaObject, value: Members, pointer: string): readonly Found[] {
  const [minimum, maximum] = [numberIn(schema, 'minProperties'), numberIn(schema, 'maxProperties')];
  const count = Object.keys(value).length;
  if (minimum !== undefined && count < minimum)
    return found(pointer, 'minProperties', `must have at least ${minimum} properties`);
  if (maximum === 0 && count > 0) return found(pointer, 'maxProperties', 'must have no properties');
  if (maximum !== undefined && count > maximum)
    return found(pointer, 'maxProperties', `must have at most ${maximum} properties`);
  return [];
}

function explainDependencies(schema: SchemaObject, value: Members, pointer: string, walk: Walk): readonly Found[] {
  const required = isObject(schema.dependentRequired) ? schema.dependentRequired : {};
  const missing = collect(Object.keys(required), (name) =>
    collect(has(value, name) ? stringsIn(required, name) : [], (other) =>
      has(value, other)
        ? []
        : found(below(pointer, other), 'dependentRequired', `is required where "${name}" is given`),
    ),
  );
  const schemas = collect(schemaMapIn(schema, 'dependentSchemas'), ([name, item]) =>
    has(value, name) ? walk.explain(item, value, pointer) : [],
  );
  return [...missing, ...schemas];
}

function explainUnevaluated(schema: SchemaObject, value: Members, pointer: string, walk: Walk): readonly Found[] {
  const rest = schemaIn(schema, 'unevaluatedProperties');
  if (rest === undefined || rest === true) return [];
  const { unevaluatedProperties: _, ...others } = schema;
  const seen = evaluatedKeys(others, value, walk);
  return collect(Object.keys(value), (name) => {
    if (seen.has(name)) return [];
    if (rest === false) return found(below(pointer, name), 'unevaluatedProperties', 'is not allowed here');
    return walk.explain(rest, value[name], below(pointer, name));
  });
}
