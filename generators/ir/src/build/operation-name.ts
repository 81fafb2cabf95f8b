import type { Node } from '../grammar.ts';
import type { Context } from '../normalise/context.ts';

/** The operationId, or one derived from method and path: `GET /v1/accounts/{id}` is `getV1AccountsById`. */
export function nameOperation(
  node: Node,
  method: string,
  path: string,
  taken: Map<string, string>,
  context: Context,
): string {
  const written = node['operationId'];
  if (typeof written === 'string' && written.trim() !== '') {
    const first = taken.get(written);
    if (first !== undefined) {
      context.report(
        'duplicate-operation-id',
        node,
        '/operationId',
        `"${written}" is the operationId of ${first} too.`,
      );
    }
    taken.set(written, `${method.toUpperCase()} ${path}`);
    return written;
  }
  const base = deriveName(method, path);
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}${count}`;
  taken.set(id, `${method.toUpperCase()} ${path}`);
  context.report('missing-operation-id', node, '', `The operation has no operationId; it is called "${id}".`);
  return id;
}

function deriveName(method: string, path: string): string {
  const words = path.split('/').flatMap((segment) => {
    const bare = segment.replace(/[{}]/g, '');
    const parts = bare.split(/[^A-Za-z0-9]+/).filter((part) => part !== '');
    return segment.startsWith('{') ? ['By', ...parts] : parts;
  });
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
