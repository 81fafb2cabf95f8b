import { printPropertyKey, printString } from '@openxs2a/emit';
import type { Json } from '@openxs2a/ir';

/** The type of all values that a specification gives for the options of a guard: literals, told apart. */
export function printOptionsType(values: readonly Json[]): string {
  const lists = values.filter((value) => Array.isArray(value)) as readonly (readonly Json[])[];
  const objects = values.filter(isObject);
  const literals = values.filter((value) => typeof value !== 'object' || value === null).map(printLiteralType);
  const types = [
    ...new Set(literals),
    ...(lists.length === 0 ? [] : [printListType(lists)]),
    ...(objects.length === 0 ? [] : [printObjectType(objects)]),
  ];
  return types.join(' | ') || 'never';
}

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function printLiteralType(value: Json): string {
  return typeof value === 'string' ? printString(value) : String(value);
}

function printListType(lists: readonly (readonly Json[])[]): string {
  const item = printOptionsType(lists.flat());
  return `readonly ${item.includes(' | ') ? `(${item})` : item}[]`;
}

/** A property that one of the objects lacks is optional. */
function printObjectType(objects: readonly { readonly [key: string]: Json }[]): string {
  const keys = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  if (keys.length === 0) return 'Readonly<Record<string, never>>';
  const members = keys.map((key) => {
    const values = objects.filter((object) => Object.hasOwn(object, key)).map((object) => object[key] as Json);
    const optional = values.length < objects.length ? '?' : '';
    return `readonly ${printPropertyKey(key)}${optional}: ${printOptionsType(values)}`;
  });
  return `{ ${members.join('; ')} }`;
}
