import { isDeepStrictEqual } from 'node:util';
import {
  type Api,
  flattenSchema,
  type Header,
  type Json,
  type Media,
  mapSchema,
  type Operation,
  type Parameter,
  type Response,
  type Schema,
  type SchemaObject,
} from '@openxs2a/ir';
import { describeConstraints } from './describe-constraints.ts';

type Mutable = Record<string, unknown>;

/** Marks what travels as bytes, so that it becomes a `Uint8Array`. */
export const BYTES = 'x-bytes';

/** What an operation is called in that document: its id but for what openapi-typescript takes for a part of a reference. */
export const wireKeyOf = ({ id }: Pick<Operation, 'id'>): string =>
  id.replace(/[%#]/g, (character) => `_x${character.charCodeAt(0).toString(16)}_`);

/**
 * The Api as the document that openapi-typescript is fed: references to headers and bodies resolved, parameters and
 * responses that the document shares shared again, and the schema of every body that is no JSON replaced by what it is
 * in TypeScript (text, bytes).
 */
export function projectDocument(api: Api): Mutable {
  const paths: Record<string, Mutable> = {};
  const shared: Shared = { parameters: {}, responses: {} };
  for (const operation of api.operations) {
    paths[operation.path] ??= {};
    (paths[operation.path] as Mutable)[operation.method] = projectOperation(operation, api, shared);
  }
  const schemas = Object.fromEntries(
    Object.entries(api.schemas).map(([name, schema]) => [name, projectSchema(schema)]),
  );
  const components = { schemas, ...shared };
  return { openapi: '3.1.0', info: { title: api.title, version: api.version }, paths, components };
}

/** What several operations have by one name, as it was first met. */
type Shared = Readonly<Record<'parameters' | 'responses', Record<string, Mutable>>>;

/** A reference, where the document has one and it still stands for the same thing. */
function share(
  section: keyof Shared,
  { component }: { readonly component?: string },
  value: Mutable,
  shared: Shared,
): Mutable {
  // names beyond those of the standard (OpenAPI 3.1, 4.8.7) would have to be escaped
  if (component === undefined || !/^[\w.-]+$/.test(component)) return value;
  shared[section][component] ??= value;
  return isDeepStrictEqual(shared[section][component], value)
    ? { $ref: `#/components/${section}/${component}` }
    : value;
}

function projectOperation(operation: Operation, api: Api, shared: Shared): Mutable {
  const { body } = operation;
  return {
    operationId: wireKeyOf(operation),
    ...wordsOf(operation),
    ...(operation.summary === undefined ? {} : { summary: operation.summary }),
    parameters: operation.parameters.map((parameter) =>
      share('parameters', parameter, projectParameter(parameter), shared),
    ),
    ...(body === undefined
      ? {}
      : { requestBody: { ...wordsOf(body), required: body.required, content: projectContent(body.content, api) } }),
    responses: Object.fromEntries(
      operation.responses.map((response) => [
        response.status,
        share('responses', response, projectResponse(response, api), shared),
      ]),
    ),
  };
}

function projectParameter(parameter: Parameter): Mutable {
  const { name, in: place, required } = parameter;
  return { name, in: place, required, ...wordsOf(parameter), schema: projectSchema(parameter.schema) };
}

function projectResponse(response: Response, api: Api): Mutable {
  return {
    description: response.description ?? '',
    headers: Object.fromEntries(response.headers.map((header) => [header.name, projectHeader(header)])),
    content: projectContent(response.content, api),
  };
}

function projectHeader(header: Header): Mutable {
  return { ...wordsOf(header), required: header.required, schema: projectSchema(header.schema) };
}

function projectContent(content: readonly Media[], api: Api): Mutable {
  return Object.fromEntries(content.map((media) => [media.type, { schema: projectMedia(media, api) }]));
}

function projectMedia(media: Media, api: Api): unknown {
  switch (media.kind) {
    case 'json':
    case 'form':
      return projectSchema(media.schema);
    case 'multipart':
      return projectSchema(markBytes(media.schema, api));
    case 'text':
    case 'xml':
      return { type: 'string' };
    case 'binary':
      return { type: 'string', [BYTES]: true };
    default:
      return media.kind satisfies never;
  }
}

/** The parts of a multipart body that are files, alone or in a list. */
function markBytes(schema: Schema, api: Api): Schema {
  const flat = flattenSchema(schema, api.schemas);
  if (flat === undefined || flat['properties'] === undefined) return schema;
  const properties = flat['properties'] as Readonly<Record<string, Schema>>;
  const mark = (part: Schema): Schema => mapSchema(part, (item) => (isFile(item) ? { ...item, [BYTES]: true } : item));
  return {
    ...flat,
    properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, mark(part)])) as Json,
  };
}

function isFile(schema: SchemaObject): boolean {
  return (
    schema['format'] === 'binary' ||
    (schema['contentMediaType'] !== undefined && schema['contentEncoding'] === undefined)
  );
}

/** The schema with its constraints told in its description, where an editor shows them. */
function projectSchema(schema: Schema): Schema {
  return mapSchema(schema, (node) => {
    // alternatives are told apart by what they require; a discriminator has nothing to add, and names other values
    const { examples, discriminator, ...rest } = withOpenRest(node);
    const words = describeConstraints(node);
    const description = [node['description'], words]
      .filter((text) => typeof text === 'string' && text !== '')
      .join('\n\n');
    return {
      ...rest,
      ...(description === '' ? {} : { description }),
      ...(Array.isArray(examples) ? { example: examples[0] as Json } : {}),
    };
  });
}

/**
 * TypeScript wants every property to fit an index signature beside it; JSON Schema does not. What other members may be
 * is widened by what the declared ones are, where they differ.
 */
function withOpenRest(node: SchemaObject): SchemaObject {
  const { properties, additionalProperties: rest } = node;
  if (properties === undefined || typeof rest !== 'object' || rest === null) return node;
  const members = [rest, ...Object.values(properties as Readonly<Record<string, Json>>)].map(withoutWords);
  const distinct = members.filter(
    (schema, index) => members.findIndex((other) => isDeepStrictEqual(other, schema)) === index,
  );
  return distinct.length === 1 ? node : { ...node, additionalProperties: { anyOf: distinct } };
}

/** What the schema constrains, without what it says about itself. */
function withoutWords(schema: Json): Json {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  const { description, title, example, deprecated, ...rules } = schema as SchemaObject;
  return rules;
}

function wordsOf(thing: { readonly description?: string; readonly deprecated?: boolean }): Mutable {
  return {
    ...(thing.description === undefined ? {} : { description: thing.description }),
    ...(thing.deprecated ? { deprecated: true } : {}),
  };
}
