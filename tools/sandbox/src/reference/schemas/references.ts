import { mapSchema, type Schema } from '@openxs2a/ir';

const PREFIX = '#/components/schemas/';

/** The name of the component that a reference leads to. */
export const nameOf = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1);

/** The components that a schema names, each once, not those that they name in turn. */
export function findReferences(schema: Schema): ReadonlySet<string> {
  const found = new Set<string>();
  mapSchema(schema, (part) => {
    if (typeof part['$ref'] === 'string' && part['$ref'].startsWith(PREFIX)) found.add(nameOf(part['$ref']));
    return part;
  });
  return found;
}
