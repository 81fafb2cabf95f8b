import { refine } from './refinement.ts';
import { isObject, schemaMapIn, stringsIn } from './schema.ts';

/** TypeBox asks for these two by `hasOwnProperty` itself. */
const SAFE = new Set(['__proto__', 'constructor']);

/**
 * Property names of a prepared schema that every object inherits, such as `toString`. TypeBox asks for properties
 * with `in`, so that it would find them in any object.
 */
export function inheritedNames(schema: Readonly<Record<string, unknown>>): readonly string[] {
  const named = [...stringsIn(schema, 'required'), ...schemaMapIn(schema, 'properties').map(([name]) => name)];
  return [...new Set(named)].filter((name) => name in Object.prototype && !SAFE.has(name));
}

/** Moves them to where only own properties are looked at: `patternProperties` and checks in code. */
export function moveInheritedNames(schema: Record<string, unknown>): Record<string, unknown> {
  const names = new Set(inheritedNames(schema));
  const properties = schemaMapIn(schema, 'properties');
  const required = stringsIn(schema, 'required');
  const moved = properties.filter(([name]) => names.has(name)).map(([name, item]) => [`^${name}$`, item] as const);
  const out: Record<string, unknown> = {
    ...schema,
    properties: Object.fromEntries(properties.filter(([name]) => !names.has(name))),
    patternProperties: Object.fromEntries([...schemaMapIn(schema, 'patternProperties'), ...moved]),
    required: required.filter((name) => !names.has(name)),
  };
  const own = required.filter((name) => names.has(name));
  refine(out, (value) => !isObject(value) || own.every((name) => Object.hasOwn(value, name)));
  return out;
}
