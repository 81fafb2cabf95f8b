import type { Operation, Route, Schema } from '../api.ts';
import { flatten, type Schemas } from '../normalise/subsumes.ts';

type Note = (code: 'path-collision' | 'crossing-paths' | 'expanded-path', operation: Operation, message: string) => void;

/**
 * What a router listens on. Templates that match the same requests are told apart by expanding the enum of a path
 * parameter to literal paths; where that does not help, identical templates are an error and crossing ones a warning.
 */
export function assignRoutes(operations: readonly Operation[], schemas: Schemas, note: Note): Operation[] {
  const paths = [...new Set(operations.map(({ path }) => path))];
  const colliding = new Set(paths.filter((path) => paths.some((other) => other !== path && relate(path, other) !== 'apart')));
  const routed = operations.map((operation): Operation => {
    const routes = colliding.has(operation.path) ? expand(operation, schemas) : [];
    if (routes.length > 1) note('expanded-path', operation, `"${operation.path}" was expanded to ${routes.length} literal paths.`);
    return { ...operation, routes: routes.length > 0 ? routes : [{ path: operation.path, bound: {} }] };
  });
  reportCollisions(routed, note);
  return routed;
}

const isParameter = (segment: string) => segment.includes('{');

/** Whether two templates match no request in common, one is more literal throughout, or neither is. */
function relate(left: string, right: string): 'apart' | 'same' | 'crossing' {
  const a = left.split('/');
  const b = right.split('/');
  if (a.length !== b.length) return 'apart';
  let leftWins = false;
  let rightWins = false;
  for (const [index, segment] of a.entries()) {
    const other = b[index] ?? '';
    if (isParameter(segment) && isParameter(other)) {
      if (!canMeet(segment, other)) return 'apart';
    } else if (isParameter(segment) || isParameter(other)) {
      if (!canMeet(segment, other)) return 'apart';
      if (isParameter(other)) leftWins = true;
      else rightWins = true;
    } else if (segment !== other) return 'apart';
  }
  if (!leftWins && !rightWins) return 'same';
  return leftWins && rightWins ? 'crossing' : 'apart';
}

/** A segment may have text around its parameter (`{id}.json`); what surrounds the two must fit. */
function canMeet(a: string, b: string): boolean {
  const [prefixA, suffixA] = around(a);
  const [prefixB, suffixB] = around(b);
  const prefixes = prefixA.startsWith(prefixB) || prefixB.startsWith(prefixA);
  return prefixes && (suffixA.endsWith(suffixB) || suffixB.endsWith(suffixA));
}

function around(segment: string): [string, string] {
  if (!isParameter(segment)) return [segment, segment];
  return [segment.slice(0, segment.indexOf('{')), segment.slice(segment.lastIndexOf('}') + 1)];
}

function expand(operation: Operation, schemas: Schemas): Route[] {
  return operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce<Route[]>(
      (routes, { name, schema }) => {
        const values = enumOf(schema, schemas);
        if (values === undefined) return routes;
        return values.flatMap((value) =>
          routes.map(({ path, bound }) => ({ path: path.replace(`{${name}}`, encodeURIComponent(value)), bound: { ...bound, [name]: value } })),
        );
      },
      [{ path: operation.path, bound: {} }],
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function enumOf(schema: Schema, schemas: Schemas): string[] | undefined {
  const flat = flatten(schema, schemas);
  return Array.isArray(flat?.['enum']) ? flat['enum'].map(String) : undefined;
}

function reportCollisions(operations: readonly Operation[], note: Note): void {
  const all = operations.flatMap((operation) => operation.routes.map((route) => ({ operation, path: route.path })));
  const seen = new Set<string>();
  for (const [index, first] of all.entries()) {
    for (const second of all.slice(index + 1)) {
      const pair = `${first.operation.path} ${second.operation.path}`;
      if (first.operation.path === second.operation.path || seen.has(pair)) continue;
      const relation = relate(first.path, second.path);
      if (relation === 'apart') continue;
      seen.add(pair);
      const message = `"${first.operation.path}" and "${second.operation.path}" match the same requests.`;
      note(relation === 'same' ? 'path-collision' : 'crossing-paths', second.operation, message);
    }
  }
}
