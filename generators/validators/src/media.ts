import type { Api, Media, Schema, SchemaObject } from '@openxs2a/ir';
import { keepAssertions } from './assertions.ts';

const PREFIX = '#/components/schemas/';

/** The entry of a media type in the table of operations: what its decoded value must fit. */
export function toMediaSchema(media: Media, api: Api): object {
  const bytes = media.kind === 'multipart' ? { bytes: true } : {};
  if (media.select === undefined) return { schema: schemaOf(media, media.schema, api), ...bytes };
  const { in: place, name, cases } = media.select;
  const chosen = Object.entries(cases).map(([value, schema]) => [value, schemaOf(media, schema, api)]);
  return {
    schema: schemaOf(media, media.schema, api),
    ...bytes,
    select: { in: place, name, cases: Object.fromEntries(chosen) },
  };
}

/** Bytes are not looked into, and text only where the schema speaks of text: XML often has a schema of its content. */
function schemaOf(media: Media, schema: Schema, api: Api): Schema {
  switch (media.kind) {
    case 'binary':
      return true;
    case 'text':
    case 'xml':
      return isText(schema, api) ? keepAssertions(schema) : true;
    case 'json':
    case 'form':
    case 'multipart':
      return keepAssertions(schema);
    default:
      return media.kind satisfies never;
  }
}

function isText(schema: Schema, api: Api): boolean {
  let current: Schema | undefined = schema;
  for (let steps = 0; steps < 32; steps += 1) {
    if (typeof current !== 'object') return false;
    const ref: unknown = (current as SchemaObject)['$ref'];
    if (typeof ref !== 'string') return current['type'] === 'string';
    current = api.schemas[ref.slice(PREFIX.length)];
  }
  return false;
}
