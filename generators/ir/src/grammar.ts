/**
 * Where in an OpenAPI 3 document which kind of object stands. Everything that walks a document walks by this table, so
 * that a property that happens to be called `$ref` or `schema` is never mistaken for one.
 */
export type Kind =
  | 'document'
  | 'components'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'responses'
  | 'response'
  | 'header'
  | 'callback'
  | 'link'
  | 'example'
  | 'securityScheme'
  | 'schema';

type Shape = 'one' | 'list' | 'map';
type Field = readonly [Shape, Kind];

const operation: Field = ['one', 'operation'];
const schemas: Field = ['map', 'schema'];
const schema: Field = ['one', 'schema'];
const schemaList: Field = ['list', 'schema'];
const examples: Field = ['map', 'example'];

export const FIELDS: Readonly<Record<Kind, Readonly<Record<string, Field>>>> = {
  document: { paths: ['one', 'paths'], webhooks: ['map', 'pathItem'], components: ['one', 'components'] },
  components: {
    schemas,
    responses: ['map', 'response'],
    parameters: ['map', 'parameter'],
    examples,
    requestBodies: ['map', 'requestBody'],
    headers: ['map', 'header'],
    securitySchemes: ['map', 'securityScheme'],
    links: ['map', 'link'],
    callbacks: ['map', 'callback'],
    pathItems: ['map', 'pathItem'],
  },
  paths: {},
  pathItem: {
    parameters: ['list', 'parameter'],
    get: operation,
    put: operation,
    post: operation,
    delete: operation,
    options: operation,
    head: operation,
    patch: operation,
    trace: operation,
  },
  operation: {
    parameters: ['list', 'parameter'],
    requestBody: ['one', 'requestBody'],
    responses: ['one', 'responses'],
    callbacks: ['map', 'callback'],
  },
  parameter: { schema, content: ['map', 'mediaType'], examples },
  requestBody: { content: ['map', 'mediaType'] },
  mediaType: { schema, examples, encoding: ['map', 'encoding'] },
  encoding: { headers: ['map', 'header'] },
  responses: {},
  response: { headers: ['map', 'header'], content: ['map', 'mediaType'], links: ['map', 'link'] },
  header: { schema, content: ['map', 'mediaType'], examples },
  callback: {},
  link: {},
  example: {},
  securityScheme: {},
  schema: {
    properties: schemas,
    patternProperties: schemas,
    additionalProperties: schema,
    unevaluatedProperties: schema,
    propertyNames: schema,
    dependentSchemas: schemas,
    items: schema,
    prefixItems: schemaList,
    contains: schema,
    unevaluatedItems: schema,
    allOf: schemaList,
    anyOf: schemaList,
    oneOf: schemaList,
    not: schema,
    if: schema,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: schema,
    else: schema,
    contentSchema: schema,
    $defs: schemas,
    definitions: schemas,
  },
};

/** Kinds whose every member but extensions is of one kind. */
const MEMBERS: Partial<Record<Kind, Kind>> = { paths: 'pathItem', responses: 'response', callback: 'pathItem' };

/** The section of `components` that holds a kind, where there is one. */
export const SECTIONS: Partial<Record<Kind, string>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  example: 'examples',
  requestBody: 'requestBodies',
  header: 'headers',
  securityScheme: 'securitySchemes',
  link: 'links',
  callback: 'callbacks',
  pathItem: 'pathItems',
};

/** Which kind stands under a key of an object of the given kind. */
export function fieldOf(kind: Kind, key: string): Field | undefined {
  const members = MEMBERS[kind];
  if (members !== undefined) return key.startsWith('x-') ? undefined : ['one', members];
  return Object.hasOwn(FIELDS[kind], key) ? FIELDS[kind][key] : undefined;
}

export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The reference that an object is, where its kind may be one. */
export function refOf(kind: Kind, node: Node): string | undefined {
  return SECTIONS[kind] !== undefined && typeof node['$ref'] === 'string' ? node['$ref'] : undefined;
}
