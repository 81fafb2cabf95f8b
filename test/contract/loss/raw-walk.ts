import { collectFacts, type Facts, type Say } from './facts.ts';
import { isNode, itemsOf, memberOf, membersOf, openRaw, type Part, type RawDocument } from './raw-document.ts';
import { type SchemaWords, saySchema } from './schema-facts.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
/** OpenAPI ignores header parameters and response headers of these names. */
const IGNORED = new Set(['accept', 'content-type', 'authorization']);

/** Everything that a document says of operations and of the schemas that they use, read from the YAML as it is. */
export function walkRaw(file: string): Facts {
  const document = openRaw(file);
  const is30 = String(memberOf(document.root.node, 'openapi')).startsWith('3.0');
  return collectFacts((say) => new Walker(document, is30, say).walk());
}

/** Walks once; remembers which schemas it has seen. */
class Walker {
  readonly document: RawDocument;
  readonly is30: boolean;
  readonly say: Say;
  readonly seen = new Set<unknown>();

  constructor(document: RawDocument, is30: boolean, say: Say) {
    this.document = document;
    this.is30 = is30;
    this.say = say;
  }

  walk(): void {
    const { root } = this.document;
    for (const [path, item] of membersOf(root, 'paths')) this.path(path, this.document.follow(item));
    const components = { node: memberOf(root.node, 'components'), file: root.file };
    for (const [name, schema] of membersOf(components, 'schemas')) this.component(name, schema);
  }

  path(path: string, item: Part): void {
    for (const [method, operation] of Object.entries(isNode(item.node) ? item.node : {})) {
      if (!METHODS.includes(method)) continue;
      this.operation(
        `${method.toUpperCase()} ${path}`,
        { node: operation, file: item.file },
        itemsOf(item, 'parameters'),
      );
    }
  }

  operation(place: string, operation: Part, inherited: readonly Part[]): void {
    this.say('operation', place);
    const parameters = new Map<string, Part>();
    for (const written of [...inherited, ...itemsOf(operation, 'parameters')]) {
      const parameter = this.document.follow(written);
      const key = `${text(parameter, 'in')} ${text(parameter, 'name')}`;
      parameters.set(key, parameter);
    }
    for (const [key, parameter] of parameters) this.parameter(place, key, parameter);
    this.body(place, operation);
    for (const [status, response] of membersOf(operation, 'responses')) {
      if (!status.startsWith('x-')) this.response(`${place} ${status}`, this.document.follow(response));
    }
  }

  parameter(place: string, key: string, parameter: Part): void {
    const [where, name = ''] = key.split(' ');
    if (where === 'header' && IGNORED.has(name.toLowerCase())) return;
    this.say('parameter', place, key);
    if (memberOf(parameter.node, 'required') === true) this.say('requiredParameter', place, key);
    this.inline(`${place} ${key}`, parameter, 'schema');
    for (const [, media] of membersOf(parameter, 'content')) this.inline(`${place} ${key}`, media, 'schema');
  }

  body(place: string, operation: Part): void {
    const node = memberOf(operation.node, 'requestBody');
    if (node === undefined) return;
    const body = this.document.follow({ node, file: operation.file });
    if (memberOf(body.node, 'required') === true) this.say('requiredBody', place);
    this.content('request', place, body);
  }

  response(place: string, response: Part): void {
    this.say('status', place);
    for (const [name, written] of membersOf(response, 'headers')) {
      if (IGNORED.has(name.toLowerCase())) continue;
      const header = this.document.follow(written);
      this.say('header', place, name);
      if (memberOf(header.node, 'required') === true) this.say('requiredHeader', place, name);
      this.inline(`${place} header ${name}`, header, 'schema');
    }
    this.content('response', place, response);
  }

  content(kind: string, place: string, owner: Part): void {
    for (const [written, media] of membersOf(owner, 'content')) {
      const type = written.toLowerCase().replace(/;\s*charset=.*/, '');
      this.say(kind, place, type);
      if (/json|form/.test(type)) this.inline(`${place} ${kind} ${type}`, media, 'schema');
    }
  }

  inline(owner: string, part: Part, key: string): void {
    saySchema({ node: memberOf(part.node, key), file: part.file }, '', this.words(owner));
  }

  component(name: string, schema: Part): void {
    if (this.seen.has(schema.node)) return;
    this.seen.add(schema.node);
    this.say('schema', name);
    saySchema(schema, '', this.words(name));
  }

  words(owner: string): SchemaWords {
    return { say: this.say, owner, is30: this.is30, onReference: (part) => this.reference(part) };
  }

  /** A reference is called by its last step; what it leads to belongs to that name. */
  reference(part: Part): string {
    const ref = String(memberOf(part.node, '$ref'));
    const name = decodeURIComponent(ref.split('/').at(-1) ?? '');
    const [path = '', fragment = ''] = ref.split('#');
    const target = this.document.follow({ node: { $ref: `${path}#${fragment}` }, file: part.file });
    if (!this.seen.has(target.node)) this.component(target.name ?? name, target);
    return name;
  }
}

function text(part: Part, key: string): string {
  const value = memberOf(part.node, key);
  return typeof value === 'string' ? value : '';
}
