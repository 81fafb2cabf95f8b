import type { Body, Json, Method, Operation, ParameterPlace, Response } from '../api.ts';
import { isNode, type Node } from '../grammar.ts';
import { appendPointer } from '../pointer.ts';
import type { Builder } from './builder.ts';
import { buildContent, type SelectRule } from './media.ts';
import { buildHeaders, buildParameters } from './parameter.ts';
import { componentName, entriesOf, extensionsOf, optionalText, resolveNode } from './resolve.ts';

export const METHODS: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

type JsonMap = Readonly<Record<string, Json>>;

/** One operation; its routes are found once all are known. */
export function buildOperation(builder: Builder, method: Method, path: string, item: Node, id: string): Operation {
  const node = item[method] as Node;
  const itemPointer = appendPointer('/paths', path);
  const pointer = appendPointer(itemPointer, method);
  const parameters = buildParameters(
    builder,
    [
      [item['parameters'], `${itemPointer}/parameters`],
      [node['parameters'], `${pointer}/parameters`],
    ],
    path,
    node,
  );
  const select = buildSelect(builder, node, parameters);
  const body = buildBody(builder, node['requestBody'], `${pointer}/requestBody`, select);
  return {
    id,
    method,
    path,
    routes: [],
    pointer,
    tags: (Array.isArray(node['tags']) ? node['tags'] : []).map(String),
    ...optionalText('summary', node['summary'] ?? item['summary']),
    ...optionalText('description', node['description'] ?? item['description']),
    deprecated: node['deprecated'] === true,
    parameters,
    ...(body === undefined ? {} : { body }),
    responses: buildResponses(builder, node, pointer, select),
    security: buildSecurity(builder, node),
    guards: (isNode(node['x-guards']) ? node['x-guards'] : {}) as Operation['guards'],
    callbacks: (isNode(node['callbacks']) ? node['callbacks'] : {}) as JsonMap,
    extensions: extensionsOf(node) as JsonMap,
  };
}

function buildBody(builder: Builder, value: unknown, pointer: string, select: readonly SelectRule[]): Body | undefined {
  const node = resolveNode(builder.context.document, value);
  if (node === undefined) return undefined;
  const content = buildContent(builder, node['content'], pointer, select);
  if (content.length === 0) return undefined;
  return { required: node['required'] === true, ...optionalText('description', node['description']), content, pointer };
}

function buildResponses(builder: Builder, node: Node, pointer: string, select: readonly SelectRule[]): Response[] {
  const found = entriesOf(node['responses']).flatMap(([key, value]): Response[] => {
    if (key.startsWith('x-')) return [];
    const status = /^\dxx$/i.test(key) ? key.toUpperCase() : key;
    const below = appendPointer(pointer, 'responses', key);
    if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
      builder.context.report(
        'invalid-structure',
        isNode(value) ? value : node,
        '',
        `"${key}" is no status, range of statuses or "default".`,
      );
      return [];
    }
    const response = resolveNode(builder.context.document, value) ?? {};
    return [
      {
        ...componentName(value),
        status,
        ...optionalText('description', response['description']),
        headers: buildHeaders(builder, response['headers'], below),
        content: buildContent(builder, response['content'], below, select),
        links: (isNode(response['links']) ? response['links'] : {}) as JsonMap,
        pointer: below,
      },
    ];
  });
  return found.sort((a, b) => (rank(a.status) < rank(b.status) ? -1 : 1));
}

function rank(status: string): string {
  return status === 'default' ? '9' : `${status.endsWith('XX') ? '8' : '0'}${status}`;
}

function buildSecurity(builder: Builder, node: Node): Operation['security'] {
  const { document } = builder.context;
  const written = node['security'] ?? document['security'];
  const components = document['components'];
  const schemes = isNode(components) && isNode(components['securitySchemes']) ? components['securitySchemes'] : {};
  return (Array.isArray(written) ? written : []).filter(isNode).map((alternative) => {
    for (const name of Object.keys(alternative)) {
      if (!Object.hasOwn(schemes, name))
        builder.context.report('unknown-security-scheme', node, '', `The security scheme "${name}" is not declared.`);
    }
    return Object.fromEntries(
      Object.entries(alternative).map(([name, scopes]) => [name, Array.isArray(scopes) ? scopes.map(String) : []]),
    );
  });
}

/** `x-select`: one rule or several, each `{ parameter, in, cases: { value: schema name or names } }`. */
function buildSelect(builder: Builder, node: Node, parameters: Operation['parameters']): SelectRule[] {
  const written = node['x-select'];
  const rules = Array.isArray(written) ? written : written === undefined ? [] : [written];
  return rules.flatMap((rule): SelectRule[] => {
    const place = isNode(rule) ? (rule['in'] ?? 'path') : undefined;
    const parameter = parameters.find(
      (candidate) => isNode(rule) && candidate.name === rule['parameter'] && candidate.in === place,
    );
    if (!isNode(rule) || parameter === undefined) {
      builder.context.report(
        'unknown-selection',
        node,
        '/x-select',
        'x-select names a parameter that the operation does not have.',
      );
      return [];
    }
    const cases = entriesOf(rule['cases']).map(
      ([value, names]) => [value, (Array.isArray(names) ? names : [names]).map(String)] as const,
    );
    return [{ in: place as ParameterPlace, name: parameter.name, cases: Object.fromEntries(cases) }];
  });
}
