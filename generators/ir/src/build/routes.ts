import type { Operation, Route, Schema } from '../api.ts';
import { flatten, type Schemas } from '../normalise/subsumes.ts';

type Note = (
  code: 'path-collision' | 'crossing-paths' | 'expanded-path',
  operation: Operation,
  message: string,
) => void;

/**
 * What a router listens on. Templates that match the same requests are told apart by expanding the enum of a path
 * parameter to literal paths; where that does not help, identical templates are an error and crossing ones a warning.
 */
export function assignRoutes(operations: readonly Operation[], schemas: Schemas, note: Note): Operation[] {
  const routed = tellApart(operations, schemas);
  for (const operation of routed) {
    if (operation.routes.length > 1) {
      note('expanded-path', operation, `"${operation.path}" was expanded to ${operation.routes.length} paths.`);
    }
  }
  for (const [first, second, relation] of collisions(routed)) {
    const message = `"${first.path}" and "${second.path}" match the same requests.`;
    note(relation === 'same' ? 'path-collision' : 'crossing-paths', second, message);
  }
  return routed;
}

/** Expands one more parameter at a time, from the left, as long as that tells more templates apart. */
function tellApart(operations: readonly Operation[], schemas: Schemas): Operation[] {
  const most = Math.max(0, ...operations.map((operation) => expandable(operation, schemas).length));
  let best = operations.map((operation) => withRoutes(operation, schemas, 0));
  for (let count = 1; count <= most && badness(best) > 0; count += 1) {
    const colliding = new Set(overlaps(best).flatMap(([first, second]) => [first.path, second.path]));
    const next = best.map((operation) =>
      colliding.has(operation.path) ? withRoutes(operation, schemas, count) : operation,
    );
    if (badness(next) < badness(best)) best = next;
  }
  return best;
}

/**
 * An identical template of one method weighs more than anything else: it is the one that cannot be served. Of two
 * methods it can, but a name that only the other one knows would be found instead of not found.
 */
function badness(operations: readonly Operation[]): number {
  return overlaps(operations).reduce((sum, [first, second, relation]) => {
    return sum + (relation === 'same' && first.method === second.method ? operations.length ** 2 : 1);
  }, 0);
}

type Overlap = readonly [Operation, Operation, 'same' | 'crossing'];

/** Pairs of templates that match some of the same requests of one method. */
function collisions(operations: readonly Operation[]): readonly Overlap[] {
  return overlaps(operations).filter(([first, second]) => first.method === second.method);
}

/** One pair of operations for each pair of templates whose routes are not told apart, of one method if there is one. */
function overlaps(operations: readonly Operation[]): readonly Overlap[] {
  const found = new Map<string, Overlap>();
  for (const [index, first] of operations.entries()) {
    for (const second of operations.slice(index + 1)) {
      const pair = `${first.path} ${second.path}`;
      const known = found.get(pair);
      if (first.path === second.path || (known?.[0].method === known?.[1].method && known !== undefined)) continue;
      if (known !== undefined && first.method !== second.method) continue;
      const relation = relateRoutes(first, second);
      if (relation === 'same' || (relation === 'crossing' && first.method === second.method)) {
        found.set(pair, [first, second, relation]);
      }
    }
  }
  return [...found.values()];
}

function relateRoutes(first: Operation, second: Operation): 'apart' | 'same' | 'crossing' {
  const relations = first.routes.flatMap((a) => second.routes.map((b) => relate(a.path, b.path)));
  return relations.find((found) => found === 'same') ?? relations.find((found) => found === 'crossing') ?? 'apart';
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

/** The path parameters with an enum, in the order of the template, with their values. */
function expandable(operation: Operation, schemas: Schemas): [string, string[]][] {
  return [...operation.path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name = '']): [string, string[]][] => {
    const parameter = operation.parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    const values = parameter && enumOf(parameter.schema, schemas);
    return values === undefined ? [] : [[name, values]];
  });
}

function withRoutes(operation: Operation, schemas: Schemas, count: number): Operation {
  const routes = expandable(operation, schemas)
    .slice(0, count)
    .reduce<Route[]>(
      (found, [name, values]) =>
        values.flatMap((value) =>
          found.map(({ path, bound }) => ({
            path: path.replace(`{${name}}`, encodeURIComponent(value)),
            bound: { ...bound, [name]: value },
          })),
        ),
      [{ path: operation.path, bound: {} }],
    );
  return { ...operation, routes: routes.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

function enumOf(schema: Schema, schemas: Schemas): string[] | undefined {
  const flat = flatten(schema, schemas);
  return Array.isArray(flat?.['enum']) ? flat['enum'].map(String) : undefined;
}
