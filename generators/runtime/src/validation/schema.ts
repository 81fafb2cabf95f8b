/** JSON Schema 2020-12 as OpenAPI 3.1 uses it. A `$ref` points to `#/components/schemas/NAME` only. */
export type Schema = boolean | SchemaObject;
export type SchemaObject = { readonly [keyword: string]: unknown };
export type Schemas = Readonly<Record<string, Schema>>;

const PREFIX = '#/components/schemas/';

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'boolean' || isObject(value);
}

/** The value of a keyword that holds one schema. */
export function schemaIn(schema: SchemaObject, keyword: string): Schema | undefined {
  const value = schema[keyword];
  return isSchema(value) ? value : undefined;
}

/** The value of a keyword that holds a list of schemas. */
export function schemasIn(schema: SchemaObject, keyword: string): readonly Schema[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

/** The value of a keyword that holds schemas by name. */
export function schemaMapIn(schema: SchemaObject, keyword: string): readonly (readonly [string, Schema])[] {
  const value = schema[keyword];
  return isObject(value)
    ? Object.entries(value).flatMap(([key, item]) => (isSchema(item) ? [[key, item] as const] : []))
    : [];
}

export function stringsIn(schema: SchemaObject, keyword: string): readonly string[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function numberIn(schema: SchemaObject, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}

/** The types that a schema names; empty where it names none. */
export function typesOf(schema: SchemaObject): readonly string[] {
  return typeof schema.type === 'string' ? [schema.type] : stringsIn(schema, 'type');
}

/** The component that a `$ref` names; undefined where there is no `$ref`. */
export function refName(schema: SchemaObject): string | undefined {
  const ref = schema.$ref;
  if (typeof ref !== 'string') return undefined;
  if (!ref.startsWith(PREFIX)) throw new TypeError(`"${ref}" is no reference to a component schema.`);
  return decodeURIComponent(ref.slice(PREFIX.length)).replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The component of that name; own properties only, so that `constructor` is a name like any other. */
export function componentOf(schemas: Schemas, name: string): Schema {
  const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  if (schema === undefined) throw new TypeError(`There is no component schema "${name}".`);
  return schema;
}
