import type { OperationDescriptor, ParameterDescriptor } from '../descriptor.ts';
import { decodeCookies, decodeQuery } from './decode-query.ts';
import { type DecodedParameters, keepValue } from './decoded.ts';
import { readHeader } from './header-text.ts';
import { getOwn, setOwn } from './own.ts';
import { decodePathParameter } from './path.ts';
import { codecError } from './problem.ts';

/** The parts of a request that carry parameters, as they came. */
export interface ParameterSource {
  /** Parameter name to the text that stands in its place, still percent-encoded. */
  readonly path: Readonly<Record<string, string>>;
  /** With or without the question mark. */
  readonly search: string;
  /** Asked by name in lower case. */
  readonly headers: { get(name: string): string | null };
  /** The Cookie header. */
  readonly cookies?: string | null;
  /** Whether a header came on several lines, where that is known: joined lines and one value with a comma look alike. */
  readonly isRepeated?: (name: string) => boolean;
}

interface Plan {
  readonly path: readonly ParameterDescriptor[];
  readonly query: readonly ParameterDescriptor[];
  readonly header: readonly { readonly parameter: ParameterDescriptor; readonly key: string }[];
  readonly cookie: readonly ParameterDescriptor[];
  readonly queryNames: ReadonlySet<string>;
  readonly cookieNames: ReadonlySet<string>;
}

const plans = new WeakMap<OperationDescriptor, Plan>();

/**
 * Parameters by place, coerced by their shapes. Problems are about the writing only: malformed percent-encoding or
 * JSON, and duplicates; whether a value is required, or right, is for a validator to say. Where a parameter has a
 * problem its first text stands in its place, so that nothing calls it missing too.
 */
export function decodeParameters(descriptor: OperationDescriptor, source: ParameterSource): DecodedParameters {
  const plan = toPlan(descriptor);
  const decoded: DecodedParameters = { path: {}, query: {}, headers: {}, cookies: {}, problems: [] };
  if (plan.path.length > 0) decodePath(plan.path, source, decoded);
  if (plan.header.length > 0) decodeHeaderParameters(plan.header, source, decoded);
  if (plan.query.length > 0 && source.search.length > 1)
    decodeQuery(plan.query, plan.queryNames, source.search, decoded);
  if (plan.cookie.length > 0) decodeCookies(plan.cookie, plan.cookieNames, source.cookies ?? '', decoded);
  return decoded;
}

function toPlan(descriptor: OperationDescriptor): Plan {
  const known = plans.get(descriptor);
  if (known !== undefined) return known;
  const at = (place: string) => descriptor.parameters.filter((parameter) => parameter.in === place);
  const namesAt = (place: string) => new Set(at(place).map((parameter) => parameter.name));
  const plan = {
    path: at('path'),
    query: at('query'),
    header: at('header').map((parameter) => ({ parameter, key: parameter.name.toLowerCase() })),
    cookie: at('cookie'),
    queryNames: namesAt('query'),
    cookieNames: namesAt('cookie'),
  };
  plans.set(descriptor, plan);
  return plan;
}

function decodePath(
  parameters: readonly ParameterDescriptor[],
  source: ParameterSource,
  decoded: DecodedParameters,
): void {
  for (const parameter of parameters) {
    const text = getOwn(source.path, parameter.name);
    if (text === undefined) continue;
    keepValue(decoded.problems, decoded.path, parameter, text, () => decodePathParameter(parameter, text));
  }
}

function decodeHeaderParameters(parameters: Plan['header'], source: ParameterSource, decoded: DecodedParameters): void {
  for (const { parameter, key } of parameters) {
    const text = source.headers.get(key);
    if (text === null) continue;
    if (parameter.shape === 'string' && parameter.contentType === undefined && !text.includes(',')) {
      setOwn(decoded.headers, parameter.name, text);
    } else {
      const read = () => readHeaderParameter(parameter, text, source);
      keepValue(decoded.problems, decoded.headers, parameter, text, read);
    }
  }
}

function readHeaderParameter(parameter: ParameterDescriptor, text: string, source: ParameterSource): unknown {
  const { name, shape } = parameter;
  const isSingle = typeof shape === 'string' || 'first' in shape;
  if (isSingle && text.includes(',') && source.isRepeated?.(name) === true) {
    throw codecError('header', name, 'duplicate', `The header "${name}" must not occur more than once.`);
  }
  return readHeader(parameter, text);
}
