import type { OperationDescriptor } from '../descriptor.ts';

/** One way into an operation. */
export interface Route {
  readonly operation: OperationDescriptor;
  /** The pattern that Hono listens on. */
  readonly pattern: string;
  /** Sorts literal segments before mixed ones before parameters, from the left. */
  readonly rank: string;
  /** The parameters in the path, still percent-encoded: Hono's own are decoded, and delimiters could not be told apart. */
  readonly extract: (path: string) => Readonly<Record<string, string>>;
}

const PARAMETER = /\{([^{}]+)\}/g;
const PLAIN = /^[\w.~!$&'()+,;=@-]*$/;

export function listRoutes(operation: OperationDescriptor): readonly Route[] {
  const routes = operation.routes ?? [{ path: operation.path, bound: {} }];
  return routes.map(({ path, bound }) => toRoute(operation, path, bound));
}

function toRoute(operation: OperationDescriptor, template: string, bound: Readonly<Record<string, string>>): Route {
  const segments = template.split('/').slice(1);
  const pattern = `/${segments.map((segment, index) => toPattern(segment, index)).join('/')}`;
  const encoded = Object.fromEntries(Object.entries(bound).map(([name, value]) => [name, encodeURIComponent(value)]));
  return { operation, pattern, rank: segments.map(rankOf).join(''), extract: createExtractor(segments, encoded) };
}

function toPattern(segment: string, index: number): string {
  if (PLAIN.test(segment)) return segment;
  if (isWhole(segment)) return `:p${index}`;
  return `:p${index}{${toExpression(decodeURI(segment), '[^/]+')}}`;
}

const isWhole = (segment: string) => /^\{[^{}]+\}$/.test(segment);

function toExpression(segment: string, parameter: string): string {
  const literals = segment.split(PARAMETER).filter((_, index) => index % 2 === 0);
  return literals.map((literal) => literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join(parameter);
}

function rankOf(segment: string): string {
  return isWhole(segment) ? '2' : segment.includes('{') ? '1' : '0';
}

/** Segments count from the end, so that the routes work below any prefix that they are mounted at. */
function createExtractor(
  segments: readonly string[],
  bound: Readonly<Record<string, string>>,
): (path: string) => Readonly<Record<string, string>> {
  const readers = segments.flatMap((segment, index) => {
    const names = [...segment.matchAll(PARAMETER)].map(([, name]) => name ?? '');
    if (names.length === 0) return [];
    const expression = isWhole(segment) ? /^(.*)$/s : new RegExp(`^${toExpression(segment, '(.+)')}$`, 's');
    return [{ fromEnd: segments.length - index, names, expression, isWhole: isWhole(segment) }];
  });
  if (readers.length === 0) return () => bound;
  return (path) => {
    const texts = path.split('/');
    const found: Record<string, string> = { ...bound };
    for (const { fromEnd, names, expression, isWhole: whole } of readers) {
      const text = texts[texts.length - fromEnd] ?? '';
      const values = whole ? [text] : (expression.exec(text)?.slice(1) ?? []);
      for (const [at, name] of names.entries()) found[name] = values[at] ?? '';
    }
    return found;
  };
}
