import type { Api, Json, Operation, SecurityScheme, Tag } from '../api.ts';
import { isNode, type Node } from '../grammar.ts';
import { type Context, createContext } from '../normalise/context.ts';
import { findByPointer } from '../pointer.ts';
import type { Bundle } from '../read/bundle.ts';
import type { Reporter } from '../read/report.ts';
import { buildSchemas, createBuilder } from './builder.ts';
import { buildOperation, METHODS } from './operation.ts';
import { nameOperation } from './operation-name.ts';
import { entriesOf, extensionsOf, optionalText, resolveNode, textOf } from './resolve.ts';
import { assignRoutes } from './routes.ts';
import { nameSchemas } from './schema-names.ts';

type JsonMap = Readonly<Record<string, Json>>;

/** The Api of a bundled document. Where errors were reported, what could be read of it. */
export function buildApi(bundle: Bundle, version: '3.0' | '3.1', reporter: Reporter): Api {
  const { document } = bundle;
  const names = nameSchemas(document);
  const context = createContext(bundle, version, reporter, names.nameOf);
  const found = findOperations(document, context);
  const first = buildSchemas(names, context);
  const builder = createBuilder(context, first);
  const operations = found.map(({ method, path, item, id }) => buildOperation(builder, method, path, item, id));
  const schemas = names.pending.size > Object.keys(first).length ? buildSchemas(names, context) : first;
  const info = isNode(document['info']) ? document['info'] : {};
  const license = isNode(info['license']) ? info['license'] : undefined;
  const noteRoute = (code: Parameters<Context['report']>[0], operation: Operation, message: string) =>
    context.report(code, asNode(findByPointer(document, operation.pointer)), '', message);
  return freeze({
    title: textOf(info['title']) ?? 'API',
    version: info['version'] === undefined ? '' : String(info['version']),
    ...optionalText('description', info['description']),
    ...(license === undefined
      ? {}
      : { license: { name: String(license['name'] ?? ''), ...optionalText('url', license['url']) } }),
    servers: (Array.isArray(document['servers']) ? document['servers'] : []).filter(isNode).map((server) => ({
      url: String(server['url'] ?? '/'),
      ...optionalText('description', server['description']),
    })),
    tags: buildTags(document, operations),
    operations: assignRoutes(operations, schemas, noteRoute).sort(byPathAndMethod),
    schemas,
    securitySchemes: buildSecuritySchemes(document),
    webhooks: (isNode(document['webhooks']) ? document['webhooks'] : {}) as JsonMap,
    extensions: extensionsOf(document) as JsonMap,
  });
}

function findOperations(document: Node, context: Context) {
  const taken = new Map<string, string>();
  return entriesOf(document['paths']).flatMap(([written, value]) => {
    const item = resolveNode(document, value);
    if (written.startsWith('x-') || item === undefined) return [];
    const path = written.startsWith('/') ? written : `/${written}`;
    return METHODS.filter((method) => isNode(item[method])).map((method) => ({
      method,
      path,
      item,
      id: nameOperation(item[method] as Node, method, path, taken, context),
    }));
  });
}

function byPathAndMethod(a: Operation, b: Operation): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return METHODS.indexOf(a.method) - METHODS.indexOf(b.method);
}

/** The declared tags, then those that operations use without a declaration. */
function buildTags(document: Node, operations: readonly Operation[]): Tag[] {
  const declared = (Array.isArray(document['tags']) ? document['tags'] : []).filter(isNode);
  const tags = new Map(
    declared.map((tag): [string, Tag] => [
      String(tag['name']),
      { name: String(tag['name']), ...optionalText('description', tag['description']) },
    ]),
  );
  for (const name of operations.flatMap((operation) => operation.tags)) if (!tags.has(name)) tags.set(name, { name });
  return [...tags.values()];
}

function buildSecuritySchemes(document: Node): Readonly<Record<string, SecurityScheme>> {
  const schemes = findByPointer(document, '/components/securitySchemes');
  const entries = entriesOf(schemes).flatMap(([name, value]): [string, SecurityScheme][] => {
    const node = resolveNode(document, value);
    if (node === undefined) return [];
    return [
      [
        name,
        {
          type: String(node['type']),
          ...optionalText('description', node['description']),
          extensions: extensionsOf(node) as JsonMap,
          raw: node as JsonMap,
        },
      ],
    ];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function asNode(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
  return value;
}
