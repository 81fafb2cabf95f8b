import type { Encoding, Example, Media, MediaKind, ParameterPlace, Schema, Selection } from '../api.ts';
import { isNode, type Node } from '../grammar.ts';
import { SCHEMA_PREFIX } from '../normalise/schema.ts';
import { listOf } from '../normalise/subsumes.ts';
import { appendPointer } from '../pointer.ts';
import type { Builder } from './builder.ts';
import { entriesOf, optionalText, resolveNode } from './resolve.ts';

/** Cases of `x-select`, as written: value of the parameter to names of schemas. */
export interface SelectRule {
  readonly in: ParameterPlace;
  readonly name: string;
  readonly cases: Readonly<Record<string, readonly string[]>>;
}

export function buildContent(
  builder: Builder,
  content: unknown,
  pointer: string,
  select: readonly SelectRule[],
): Media[] {
  const byType = new Map<string, Media>();
  for (const [written, value] of entriesOf(content)) {
    const type = normaliseType(written);
    const node = resolveNode(builder.context.document, value) ?? {};
    if (byType.has(type)) continue;
    const schema = builder.schema(node['schema'] ?? true);
    const below = appendPointer(pointer, 'content', written);
    const selection = selectionFor(schema, select);
    byType.set(type, {
      type,
      kind: kindOf(type, schema),
      schema,
      ...(selection === undefined ? {} : { select: selection }),
      encoding: buildEncoding(node['encoding']),
      examples: buildExamples(builder, node, below),
      pointer: below,
    });
  }
  return [...byType.values()];
}

/** Lower case, without the charset: `application/json; charset=utf-8` is `application/json`. */
function normaliseType(written: string): string {
  const [essence = '', ...parameters] = written.split(';').map((part) => part.trim());
  const kept = parameters.filter((parameter) => parameter !== '' && !/^charset=/i.test(parameter));
  return [essence.toLowerCase(), ...kept].join(';');
}

function kindOf(type: string, schema: Schema): MediaKind {
  const [essence = ''] = type.split(';');
  if (/[/+]json$/.test(essence) || /^application\/[\w.-]*json[\w.-]*$/.test(essence)) return 'json';
  if (/[/+]xml$/.test(essence)) return 'xml';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence.startsWith('multipart/')) return 'multipart';
  if (essence.startsWith('text/')) return 'text';
  if (/^(\*|application)\/\*$/.test(essence)) return isBinary(schema) ? 'binary' : 'json';
  return 'binary';
}

function isBinary(schema: Schema): boolean {
  return typeof schema === 'object' && (schema['format'] === 'binary' || schema['contentMediaType'] !== undefined);
}

/** The first rule whose named schemas are among the alternatives of this schema. */
function selectionFor(schema: Schema, rules: readonly SelectRule[]): Selection | undefined {
  const alternatives = typeof schema === 'object' ? [...refsIn(schema['oneOf']), ...refsIn(schema['anyOf'])] : [];
  for (const rule of rules) {
    const cases = Object.entries(rule.cases).flatMap(([value, names]) => {
      const name = names.find((candidate) => alternatives.includes(candidate));
      return name === undefined ? [] : [[value, { $ref: `${SCHEMA_PREFIX}${name}` }] as const];
    });
    if (cases.length > 0) return { in: rule.in, name: rule.name, cases: Object.fromEntries(cases) };
  }
  return undefined;
}

function refsIn(alternatives: unknown): string[] {
  if (!Array.isArray(alternatives)) return [];
  return alternatives
    .flatMap((item: unknown) => (isNode(item) ? listOf(item['$ref']) : []))
    .map((ref) => ref.slice(SCHEMA_PREFIX.length));
}

function buildEncoding(value: unknown): Media['encoding'] {
  return Object.fromEntries(
    entriesOf(value).map(([name, entry]): [string, Encoding] => {
      const node: Node = isNode(entry) ? entry : {};
      const explode = typeof node['explode'] === 'boolean' ? { explode: node['explode'] } : {};
      return [
        name,
        {
          ...optionalText('contentType', node['contentType']),
          ...(optionalText('style', node['style']) as object),
          ...explode,
        },
      ];
    }),
  );
}

/** `example` and `examples`, references followed. */
export function buildExamples(builder: Builder, node: Node, pointer: string): Example[] {
  const named = entriesOf(node['examples']).flatMap(([name, value]): Example[] => {
    const example = resolveNode(builder.context.document, value);
    if (example === undefined || example['value'] === undefined) return [];
    return [
      {
        name,
        ...optionalText('summary', example['summary']),
        value: example['value'] as Example['value'],
        pointer: appendPointer(pointer, 'examples', name),
      },
    ];
  });
  const single =
    node['example'] === undefined
      ? []
      : [{ name: 'example', value: node['example'] as Example['value'], pointer: `${pointer}/example` }];
  return [...single, ...named];
}
