import type { HeaderDescriptor, OperationDescriptor } from '../descriptor.ts';
import { printHeader, readHeader } from './header-text.ts';
import { setOwn } from './own.ts';
import { CodecError, type Problem, toProblem } from './problem.ts';

export type HeaderPair = [name: string, value: string];

/** The header parameters of the operation that have a value, in the descriptor's spelling; others are left alone. */
export function encodeHeaderParameters(
  descriptor: OperationDescriptor,
  headers: Readonly<Record<string, unknown>>,
): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  for (const parameter of descriptor.parameters) {
    if (parameter.in !== 'header') continue;
    const value = findHeader(headers, parameter.name);
    if (value !== undefined) pairs.push([parameter.name, printHeader(parameter, value)]);
  }
  return pairs;
}

/**
 * The headers of an answer. Headers that are not declared are kept, as text. Throws CodecError where a required one is
 * missing or a value cannot stand in a header.
 */
export function encodeHeaders(
  descriptors: readonly HeaderDescriptor[],
  values: Readonly<Record<string, unknown>>,
): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  const problems: Problem[] = [];
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined) pairs.push(...encodeHeader(findDescriptor(descriptors, name), value));
  }
  for (const { name, required } of descriptors) {
    if (required === true && findHeader(values, name) === undefined) {
      problems.push(toProblem('header', name, 'required', `The header "${name}" is required.`));
    }
  }
  if (problems.length > 0) throw new CodecError(problems);
  return pairs;
}

/** A list of cookies is the one list that must not be joined (RFC 6265 3). */
function encodeHeader(field: HeaderDescriptor, value: unknown): HeaderPair[] {
  const isCookies = field.name.toLowerCase() === 'set-cookie' && Array.isArray(value);
  const values: readonly unknown[] = isCookies ? value : [value];
  return values.map((item) => [field.name, printHeader(field, item)]);
}

/** Declared headers that are there, keyed as the descriptor spells them. A value that does not fit stays text. */
export function decodeHeaders(descriptors: readonly HeaderDescriptor[], from: Headers): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const descriptor of descriptors) {
    const value = readDeclared(descriptor, from);
    if (value !== undefined) setOwn(values, descriptor.name, value);
  }
  return values;
}

function readDeclared(descriptor: HeaderDescriptor, from: Headers): unknown {
  const text = from.get(descriptor.name);
  if (text === null) return undefined;
  const isList = typeof descriptor.shape === 'object' && 'array' in descriptor.shape;
  if (isList && descriptor.name.toLowerCase() === 'set-cookie') return from.getSetCookie();
  try {
    return readHeader(descriptor, text);
  } catch {
    // Malformed JSON in an answer: the text says more than nothing.
    return text;
  }
}

function findDescriptor(descriptors: readonly HeaderDescriptor[], name: string): HeaderDescriptor {
  const exact = descriptors.find((descriptor) => descriptor.name === name);
  if (exact !== undefined) return exact;
  const lower = name.toLowerCase();
  return descriptors.find((descriptor) => descriptor.name.toLowerCase() === lower) ?? { name, shape: 'any' };
}

/** By the descriptor's spelling, else by any other. */
function findHeader(values: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(values, name)) return values[name];
  const lower = name.toLowerCase();
  const key = Object.keys(values).find((candidate) => candidate.toLowerCase() === lower);
  return key === undefined ? undefined : values[key];
}
