import type { ParameterDescriptor } from '../descriptor.ts';
import { decodePairs } from './decode-pairs.ts';
import { type DecodedParameters, keepValue } from './decoded.ts';
import { parsePairs, type RawPairs } from './form-pairs.ts';
import { parseCookies } from './parse-cookies.ts';
import { decodeText } from './percent.ts';
import { toProblem } from './problem.ts';

/** `taken`: names that a parameter claims, so that a free-form object beside it leaves them alone. */
export function decodeQuery(
  parameters: readonly ParameterDescriptor[],
  taken: ReadonlySet<string>,
  search: string,
  decoded: DecodedParameters,
): void {
  const malformed: string[] = [];
  const pairs = parsePairs(search.startsWith('?') ? search.slice(1) : search, decodeText, malformed);
  for (const name of malformed) {
    decoded.problems.push(
      toProblem('query', name, 'encoding', 'The name of a parameter is malformed percent-encoding.'),
    );
  }
  decodeEach(parameters, pairs, 'query', taken, decoded);
}

export function decodeCookies(
  parameters: readonly ParameterDescriptor[],
  taken: ReadonlySet<string>,
  header: string,
  decoded: DecodedParameters,
): void {
  decodeEach(parameters, parseCookies(header), 'cookie', taken, decoded);
}

function decodeEach(
  parameters: readonly ParameterDescriptor[],
  pairs: RawPairs,
  place: 'query' | 'cookie',
  taken: ReadonlySet<string>,
  decoded: DecodedParameters,
): void {
  const values = place === 'query' ? decoded.query : decoded.cookies;
  for (const parameter of parameters) {
    const text = pairs.get(parameter.name)?.[0];
    keepValue(decoded.problems, values, parameter, text, () => decodePairs(parameter, pairs, place, taken));
  }
}
