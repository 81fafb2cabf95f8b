import type { ParameterDescriptor } from '../descriptor.ts';
import { setOwn } from './own.ts';
import { CodecError, type Problem, toProblem } from './problem.ts';

/** Parameters by place, keyed as the descriptor spells them. */
export interface DecodedParameters {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
  readonly cookies: Record<string, unknown>;
  readonly problems: Problem[];
}

/** Reads one value into its place; where that fails, keeps the problem, and the text in place of the value. */
export function keepValue(
  problems: Problem[],
  values: Record<string, unknown>,
  parameter: ParameterDescriptor,
  text: string | undefined,
  read: () => unknown,
): void {
  try {
    const value = read();
    if (value !== undefined) setOwn(values, parameter.name, value);
  } catch (error) {
    problems.push(...toProblems(parameter, error));
    if (text !== undefined) setOwn(values, parameter.name, text);
  }
}

function toProblems({ name, in: place }: ParameterDescriptor, error: unknown): readonly Problem[] {
  if (error instanceof CodecError) return error.problems;
  if (error instanceof URIError)
    return [toProblem(place, name, 'encoding', `"${name}" is malformed percent-encoding.`)];
  if (error instanceof SyntaxError) return [toProblem(place, name, 'json', `"${name}" is no JSON.`)];
  throw error;
}
