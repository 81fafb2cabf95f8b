import type { Header, Parameter, ParameterPlace, ParameterStyle } from '../api.ts';
import { FIELDS, isNode, type Node } from '../grammar.ts';
import { appendPointer } from '../pointer.ts';
import type { Builder } from './builder.ts';
import { buildExamples } from './media.ts';
import { componentName, entriesOf, optionalText, resolveNode } from './resolve.ts';

const PLACES = new Set(['path', 'query', 'header', 'cookie']);
const STYLES: Readonly<Record<ParameterPlace, ParameterStyle>> = {
  path: 'simple',
  query: 'form',
  header: 'simple',
  cookie: 'form',
};
/** OpenAPI 3.1, 4.8.12.1: a header parameter of one of these names is ignored. */
const IGNORED = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation: its own win over those of the path. */
export function buildParameters(
  builder: Builder,
  lists: readonly (readonly [unknown, string])[],
  path: string,
  operation: Node,
): Parameter[] {
  const merged = new Map<string, Parameter>();
  for (const [list, pointer] of lists) {
    for (const [key, parameter] of buildList(builder, list, pointer)) merged.set(key, parameter);
  }
  return withTemplate(builder, [...merged.values()], path, operation);
}

function buildList(builder: Builder, list: unknown, pointer: string): Map<string, Parameter> {
  const found = new Map<string, Parameter>();
  for (const [index, value] of (Array.isArray(list) ? list : []).entries()) {
    const parameter = buildParameter(builder, value, appendPointer(pointer, index));
    if (parameter === undefined) continue;
    const key = `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
    const known = found.get(key);
    if (known !== undefined && essenceOf(known) !== essenceOf(parameter)) {
      builder.context.report(
        'duplicate-parameter',
        isNode(value) ? value : undefined,
        '',
        `The ${parameter.in} parameter "${parameter.name}" is declared twice.`,
      );
    }
    if (known === undefined) found.set(key, parameter);
  }
  return found;
}

/** All but where it stands. */
function essenceOf({ pointer, component, ...rest }: Parameter): string {
  return JSON.stringify(rest);
}

function buildParameter(builder: Builder, value: unknown, pointer: string): Parameter | undefined {
  const { context } = builder;
  const node = resolveNode(context.document, value);
  const written = isNode(value) ? value : undefined;
  if (node === undefined) return undefined; // an unresolved reference, which has been reported
  const { name, in: place } = node;
  if (typeof name !== 'string' || name === '' || typeof place !== 'string' || !PLACES.has(place)) {
    context.report(
      'invalid-structure',
      written,
      '',
      'A parameter has a "name" and is "in" path, query, header or cookie.',
    );
    return undefined;
  }
  if (place === 'header' && IGNORED.has(name.toLowerCase())) {
    context.report('ignored-parameter', written, '', `The header parameter "${name}" is ignored, as OpenAPI says.`);
    return undefined;
  }
  const where = place as ParameterPlace;
  const style = (typeof node['style'] === 'string' ? node['style'] : STYLES[where]) as ParameterStyle;
  return {
    ...componentName(value),
    name,
    in: where,
    required: where === 'path' || isTrue(node['required']),
    style,
    explode: typeof node['explode'] === 'boolean' ? node['explode'] : style === 'form',
    allowReserved: isTrue(node['allowReserved']),
    ...buildCommon(builder, node),
    examples: buildExamples(builder, node, pointer),
    pointer,
  };
}

/** What parameters and headers share: the schema, or the one media type whose schema it is. */
function buildCommon(builder: Builder, node: Node) {
  const [content] = entriesOf(node['content']);
  const media = content && isNode(content[1]) ? content[1] : undefined;
  return {
    deprecated: isTrue(node['deprecated']),
    ...optionalText('description', node['description']),
    schema: builder.schema(media?.['schema'] ?? node['schema'] ?? schemaAside(builder, node)),
    ...(content === undefined ? {} : { contentType: content[0] }),
  };
}

/** Swagger 2.0 wrote `type` and its company beside the name; some files still do. */
function schemaAside(builder: Builder, node: Node): unknown {
  const keywords = new Set([
    ...Object.keys(FIELDS.schema),
    'type',
    'format',
    'enum',
    'pattern',
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
    'default',
  ]);
  const found = Object.entries(node).filter(([key]) => keywords.has(key));
  if (found.length === 0) return true;
  builder.context.report(
    'repaired-keyword',
    node,
    '',
    `Keywords of the schema stand beside it: ${found.map(([key]) => `"${key}"`).join(', ')}.`,
  );
  return Object.fromEntries(found);
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** Every name of the template is a parameter, and every path parameter is in the template. */
function withTemplate(builder: Builder, parameters: readonly Parameter[], path: string, operation: Node): Parameter[] {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '');
  const declared = new Set(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name));
  const report = (code: 'unused-path-parameter' | 'missing-path-parameter', message: string) =>
    builder.context.report(code, operation, '', message);
  for (const name of declared) {
    if (!names.includes(name)) report('unused-path-parameter', `"${path}" does not name the path parameter "${name}".`);
  }
  const missing = names.filter((name) => !declared.has(name));
  for (const name of missing) {
    report('missing-path-parameter', `"${path}" names "${name}", which is not declared; it is read as text.`);
  }
  const kept = parameters.filter((parameter) => parameter.in !== 'path' || names.includes(parameter.name));
  return [...missing.map(textParameter), ...kept];
}

function textParameter(name: string): Parameter {
  return {
    name,
    in: 'path',
    required: true,
    deprecated: false,
    schema: { type: 'string' },
    style: 'simple',
    explode: false,
    allowReserved: false,
    examples: [],
    pointer: '',
  };
}

export function buildHeaders(builder: Builder, headers: unknown, pointer: string): Header[] {
  return entriesOf(headers).flatMap(([name, value]): Header[] => {
    const node = resolveNode(builder.context.document, value);
    if (node === undefined || name.toLowerCase() === 'content-type') return []; // the media type says it
    return [
      {
        name,
        required: isTrue(node['required']),
        explode: isTrue(node['explode']),
        ...buildCommon(builder, node),
        pointer: appendPointer(pointer, 'headers', name),
      },
    ];
  });
}
