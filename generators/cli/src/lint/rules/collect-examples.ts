import { type Api, appendPointer, type Example, type Json, type Schema, walk } from '@openxs2a/ir';

export interface SchemaExample {
  readonly schema: Schema;
  readonly value: Json;
  readonly pointer: string;
}

/** Every example together with the schema that it should obey; one that many operations share is taken once. */
export function collectExamples(api: Api): SchemaExample[] {
  const all = [...parameterExamples(api), ...mediaExamples(api), ...componentExamples(api)];
  return [...new Map(all.map((example) => [example.pointer, example])).values()];
}

function parameterExamples(api: Api): SchemaExample[] {
  const parameters = api.operations.flatMap((operation) => operation.parameters);
  return parameters.flatMap(({ schema, examples, pointer }) => [
    ...withSchema(schema, examples),
    ...schemaExamples(schema, appendPointer(pointer, 'schema')),
  ]);
}

/** What is text on the wire, XML above all, is not held against a schema of objects. */
function mediaExamples(api: Api): SchemaExample[] {
  const contents = api.operations.flatMap(({ body, responses }) => [
    ...(body?.content ?? []),
    ...responses.flatMap(({ content }) => content),
  ]);
  return contents
    .filter(({ kind }) => kind === 'json')
    .flatMap(({ schema, examples, pointer }) => [
      ...withSchema(schema, examples),
      ...schemaExamples(schema, appendPointer(pointer, 'schema')),
    ]);
}

function withSchema(schema: Schema, examples: readonly Example[]): SchemaExample[] {
  return examples.map(({ value, pointer }) => ({ schema, value, pointer }));
}

function componentExamples(api: Api): SchemaExample[] {
  return Object.entries(api.schemas).flatMap(([name, schema]) =>
    schemaExamples(schema, appendPointer('', 'components', 'schemas', name)),
  );
}

/** The examples inside a schema, those of its parts included. */
function schemaExamples(schema: Schema, pointer: string): SchemaExample[] {
  const found: SchemaExample[] = [];
  walk('schema', schema, pointer, (_kind, node, at) => {
    if (!Array.isArray(node.examples)) return;
    // the walk hands out the objects of the schema itself
    const part = node as Schema;
    for (const [index, value] of node.examples.entries())
      found.push({ schema: part, value, pointer: appendPointer(at, 'examples', index) });
  });
  return found;
}
