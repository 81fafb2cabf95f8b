import type { Api, Operation, ParameterPlace, Schema } from '@openxs2a/ir';

/** The required parameters of one place as an object literal; undefined where there are none. */
export function printParameters(api: Api, operation: Operation, place: ParameterPlace): string | undefined {
  const needed = operation.parameters.filter((parameter) => parameter.in === place && parameter.required);
  if (needed.length === 0) return undefined;
  const entries = needed.map(({ name, schema }) => `${JSON.stringify(name)}: ${printValue(api, schema)}`);
  return `{ ${entries.join(', ')} }`;
}

/** A literal that has the schema's type. */
function printValue(api: Api, schema: Schema): string {
  if (typeof schema === 'boolean') return "''";
  const { $ref, type } = schema;
  const values = schema['enum'];
  if (typeof $ref === 'string') return printValue(api, api.schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? true);
  if (Array.isArray(values)) return JSON.stringify(values[0]);
  if (type === 'boolean') return 'true';
  return type === 'integer' || type === 'number' ? '1' : "''";
}

/** `a: x, b: y` without what is not there, in braces; nothing at all where nothing is. */
export function printObject(entries: Readonly<Record<string, string | undefined>>): string {
  const there = Object.entries(entries).filter(([, value]) => value !== undefined);
  return there.length === 0 ? '' : `{ ${there.map(([name, value]) => `${name}: ${value}`).join(', ')} }`;
}
