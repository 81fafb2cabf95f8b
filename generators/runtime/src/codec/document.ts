import type { ParameterDescriptor } from '../descriptor.ts';
import { printScalar, readScalar } from './scalar.ts';

/** `application/json`, `application/problem+json; charset=utf-8`. */
export function isJsonType(type: string | undefined): boolean {
  return type !== undefined && /^[^;]*[/+]json\s*(?:;|$)/i.test(type);
}

/** The text of a parameter that is a document of a media type: JSON where the type is JSON, else the text it is. */
export function printDocument(parameter: { readonly contentType?: string }, value: unknown): string {
  return isJsonType(parameter.contentType) ? printJson(value) : printScalar(value);
}

export function printJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError('The value has no JSON text.');
  return text;
}

/** Throws SyntaxError for malformed JSON. */
export function readDocument(parameter: Pick<ParameterDescriptor, 'contentType' | 'shape'>, text: string): unknown {
  return isJsonType(parameter.contentType) ? JSON.parse(text) : readScalar(text, parameter.shape);
}
