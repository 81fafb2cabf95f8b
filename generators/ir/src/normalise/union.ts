import type { Json, Schema, SchemaObject } from '../api.ts';
import type { DiagnosticCode } from '../diagnostic.ts';
import { isNode } from '../grammar.ts';
import { ANNOTATIONS, SCHEMA_PREFIX } from './schema.ts';
import { flatten, listOf, type Schemas, subsumes } from './subsumes.ts';

type Note = (code: DiagnosticCode, message: string) => void;

const EMPTY_OBJECT = { type: 'object', maxProperties: 0 } as const;

/**
 * Makes the alternatives of a schema tell apart. An empty alternative, which would match everything, stands for the
 * empty object; a discriminator becomes a required property with its value; a oneOf whose alternatives contain one
 * another, so that it would refuse what it means, asks for one match only.
 */
export function tellApart(schema: SchemaObject, schemas: Schemas, note: Note): Schema {
  const keyword = schema['oneOf'] !== undefined ? 'oneOf' : 'anyOf';
  const alternatives = schema[keyword];
  if (!Array.isArray(alternatives)) return schema;
  const filled = fillEmpty(alternatives as Schema[], schemas, note);
  const told = discriminate(schema, filled, schemas);
  const { [keyword]: _, discriminator, ...rest } = schema;
  if (told !== undefined) return { ...rest, [keyword]: told };
  const kept = discriminator === undefined ? rest : { ...rest, discriminator };
  if (keyword === 'oneOf' && overlap(filled, schemas)) {
    note('overlapping-alternatives', `Alternatives overlap: ${filled.map(nameOf).join(', ')}.`);
    return { ...kept, anyOf: filled };
  }
  return { ...kept, [keyword]: filled };
}

function isEmpty(schema: Schema): boolean {
  return (
    schema === true ||
    (typeof schema === 'object' && Object.keys(schema).every((key) => ANNOTATIONS.has(key) || key.startsWith('x-')))
  );
}

function fillEmpty(alternatives: readonly Schema[], schemas: Schemas, note: Note): Schema[] {
  if (!alternatives.some(isEmpty) || alternatives.every(isEmpty)) return [...alternatives];
  const others = alternatives.filter((item) => !isEmpty(item));
  const objects = others.every((item) => isObject(item, schemas));
  note(
    'empty-alternative',
    objects ? 'An empty alternative stands for the empty object.' : 'An empty alternative was left out.',
  );
  if (!objects) return others;
  const words = alternatives.find(isEmpty);
  return [{ ...(typeof words === 'object' ? words : {}), ...EMPTY_OBJECT }, ...others];
}

function isObject(schema: Schema, schemas: Schemas): boolean {
  const flat = flatten(schema, schemas);
  return (
    flat !== undefined &&
    (listOf(flat['type']).join() === 'object' || (flat['type'] === undefined && flat['properties'] !== undefined))
  );
}

function overlap(alternatives: readonly Schema[], schemas: Schemas): boolean {
  return alternatives.some((outer, i) => alternatives.some((inner, j) => i !== j && subsumes(outer, inner, schemas)));
}

function nameOf(schema: Schema): string {
  const ref = typeof schema === 'object' ? schema['$ref'] : undefined;
  return typeof ref === 'string' ? ref.slice(SCHEMA_PREFIX.length) : 'an inline schema';
}

/** Each alternative with the value of the discriminator that names it; `undefined` where there is no discriminator. */
function discriminate(schema: SchemaObject, alternatives: readonly Schema[], schemas: Schemas): Schema[] | undefined {
  const { discriminator } = schema;
  if (!isNode(discriminator) || typeof discriminator['propertyName'] !== 'string') return undefined;
  const property = discriminator['propertyName'];
  const mapping = (isNode(discriminator['mapping']) ? discriminator['mapping'] : {}) as Readonly<
    Record<string, string>
  >;
  const refs = alternatives.map((item) =>
    typeof item === 'object' && typeof item['$ref'] === 'string' ? item['$ref'] : undefined,
  );
  if (refs.includes(undefined)) return undefined;
  return (refs as string[]).map((ref) => {
    const name = ref.slice(SCHEMA_PREFIX.length);
    const mapped = Object.entries(mapping).filter(
      ([, target]) => target === ref || target === name || target.endsWith(`/${name}`),
    );
    const values = mapped.length > 0 ? mapped.map(([value]) => value) : [name];
    return alreadySays(schemas[name], property, schemas) ? { $ref: ref } : withValue(ref, property, values);
  });
}

/** Whether the alternative itself gives the property one of few values and requires it. */
function alreadySays(schema: Schema | undefined, property: string, schemas: Schemas): boolean {
  const flat = schema === undefined ? undefined : flatten(schema, schemas);
  const own = flat && (flat['properties'] as Record<string, Schema> | undefined)?.[property];
  const said = own === undefined ? undefined : flatten(own, schemas);
  const single = said?.['const'] !== undefined || (Array.isArray(said?.['enum']) && said['enum'].length === 1);
  return single && listOf(flat?.['required']).includes(property);
}

function withValue(ref: string, property: string, values: readonly string[]): SchemaObject {
  const said: Json = values.length === 1 ? { const: values[0] ?? '' } : { enum: values };
  return { allOf: [{ $ref: ref }, { type: 'object', properties: { [property]: said }, required: [property] }] };
}
