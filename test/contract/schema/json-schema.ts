/** What the contract tests know of JSON Schema. Nothing here is shared with what they test. */
export type Schema = boolean | SchemaObject;
export type SchemaObject = { readonly [keyword: string]: unknown };
export type Schemas = Readonly<Record<string, Schema>>;
export type Direction = 'request' | 'response';

export interface Reading {
  readonly schemas: Schemas;
  readonly direction: Direction;
  /** Strings of `format: binary` are bytes. */
  readonly bytes: boolean;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

export function lookUp(ref: unknown, schemas: Schemas): Schema {
  const name = String(ref).split('/').at(-1)?.replaceAll('~1', '/').replaceAll('~0', '~') ?? '';
  const schema = schemas[name] ?? schemas[decodeURIComponent(name)];
  if (schema === undefined) throw new Error(`There is no schema "${name}".`);
  return schema;
}

export function listOf(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? value : [];
}

export function mapOf(value: unknown): readonly (readonly [string, Schema])[] {
  return isRecord(value) ? Object.entries(value).map(([key, item]) => [key, item as Schema]) : [];
}

export function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value : [];
}

/** The required properties, less those that do not travel this way. */
export function requiredNames(schema: SchemaObject, { schemas, direction }: Reading): readonly string[] {
  const flag = direction === 'request' ? 'readOnly' : 'writeOnly';
  const properties = new Map(mapOf(schema['properties']));
  return namesOf(schema['required']).filter((name) => {
    const property = properties.get(name);
    if (!isRecord(property)) return true;
    const target = property['$ref'] === undefined ? property : lookUp(property['$ref'], schemas);
    return property[flag] !== true && !(isRecord(target) && target[flag] === true);
  });
}
