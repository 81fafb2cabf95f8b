import type { OperationDescriptor } from '../descriptor.ts';
import { encodePairs, type Pair } from './encode-pairs.ts';
import { getOwn } from './own.ts';

/** `''` or `a=1&b=2`, without the question mark, in the order of the descriptor. Throws CodecError. */
export function encodeQuery(descriptor: OperationDescriptor, query: Readonly<Record<string, unknown>>): string {
  return printPairs(encodePlace(descriptor, 'query', query), '&');
}

/** The value of the Cookie header, or undefined where there is none. Throws CodecError. */
export function encodeCookies(
  descriptor: OperationDescriptor,
  cookies: Readonly<Record<string, unknown>>,
): string | undefined {
  const pairs = encodePlace(descriptor, 'cookie', cookies);
  return pairs.length === 0 ? undefined : printPairs(pairs, '; ');
}

function encodePlace(
  descriptor: OperationDescriptor,
  place: 'query' | 'cookie',
  values: Readonly<Record<string, unknown>>,
): Pair[] {
  const pairs: Pair[] = [];
  for (const parameter of descriptor.parameters) {
    if (parameter.in !== place) continue;
    const value = getOwn(values, parameter.name);
    if (value !== undefined) pairs.push(...encodePairs(parameter, value, place));
  }
  return pairs;
}

export function printPairs(pairs: readonly Pair[], separator: string): string {
  return pairs.map(([name, value]) => `${name}=${value}`).join(separator);
}
