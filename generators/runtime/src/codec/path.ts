import type { OperationDescriptor, ParameterDescriptor, Shape } from '../descriptor.ts';
import { printDocument, readDocument } from './document.ts';
import { DelimiterError, type FlatLayout, printFlat, readFlat } from './flat.ts';
import { getOwn } from './own.ts';
import { decodeText, encodeText } from './percent.ts';
import { CodecError, codecError, type Problem } from './problem.ts';

const DOT_SEGMENT = /^(?:\.|%2e){1,2}$/i;

/**
 * The path template with its parameters filled in, percent-encoded. Throws CodecError with every parameter that is
 * missing, empty or cannot be written. A segment `.` or `..` is refused: URL parsers take it away, whichever way it
 * is spelled, and the request would go somewhere else.
 */
export function encodePath(descriptor: OperationDescriptor, path: Readonly<Record<string, unknown>>): string {
  const problems: Problem[] = [];
  const filled = descriptor.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    try {
      return encodePathParameter(findParameter(descriptor, name), getOwn(path, name));
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      problems.push(...error.problems);
      return '';
    }
  });
  if (problems.length > 0) throw new CodecError(problems);
  if (filled.split('/').some((segment) => DOT_SEGMENT.test(segment))) {
    throw codecError('path', undefined, 'path', 'A segment of the path must not be "." or "..".');
  }
  return filled;
}

function findParameter(descriptor: OperationDescriptor, name: string): ParameterDescriptor {
  const found = descriptor.parameters.find((parameter) => parameter.in === 'path' && parameter.name === name);
  return found ?? { name, in: 'path', required: true, shape: 'string' };
}

function encodePathParameter(parameter: ParameterDescriptor, value: unknown): string {
  const { name } = parameter;
  if (value === undefined || value === '') {
    throw codecError('path', name, 'required', `The path parameter "${name}" is required and must not be empty.`);
  }
  const text = writePathParameter(parameter, value);
  if (text === '') throw codecError('path', name, 'required', `The path parameter "${name}" must not be empty.`);
  return text;
}

function writePathParameter(parameter: ParameterDescriptor, value: unknown): string {
  try {
    if (parameter.contentType !== undefined) return encodeText(printDocument(parameter, value));
    const kind = Array.isArray(value) ? 'array' : typeof value === 'object' && value !== null ? 'object' : 'scalar';
    const { prefix, layout } = layOutPath(parameter, kind);
    return prefix + printFlat(value, layout);
  } catch (error) {
    if (error instanceof CodecError) throw error;
    const rule = error instanceof DelimiterError ? 'delimiter' : 'encoding';
    throw codecError('path', parameter.name, rule, `The path parameter "${parameter.name}" cannot be written.`, error);
  }
}

/** Reads one parameter of a path that is still percent-encoded. Throws URIError or SyntaxError. */
export function decodePathParameter(parameter: ParameterDescriptor, text: string): unknown {
  if (parameter.contentType !== undefined) return readDocument(parameter, decodeText(text));
  const { prefix, layout } = layOutPath(parameter, kindOfShape(parameter.shape));
  if (!text.startsWith(prefix)) {
    throw codecError(
      'path',
      parameter.name,
      'style',
      `The path parameter "${parameter.name}" must start with "${prefix}".`,
    );
  }
  return readFlat(text.slice(prefix.length), parameter.shape, layout);
}

type Kind = 'array' | 'object' | 'scalar';

function kindOfShape(shape: Shape): Kind {
  if (typeof shape !== 'object') return 'scalar';
  if ('array' in shape) return 'array';
  if ('object' in shape) return 'object';
  return shape.first.map(kindOfShape).find((kind) => kind !== 'scalar') ?? 'scalar';
}

function layOutPath(parameter: ParameterDescriptor, kind: Kind): { prefix: string; layout: FlatLayout } {
  const explode = parameter.explode === true;
  const layout = { explode, encode: encodeText, decode: decodeText };
  if (parameter.style === 'label') {
    const encode = explode ? encodeTextWithDots : encodeText;
    return { prefix: '.', layout: { ...layout, separator: explode ? '.' : ',', encode } };
  }
  if (parameter.style !== 'matrix') return { prefix: '', layout: { ...layout, separator: ',' } };
  if (kind === 'object' && explode) return { prefix: ';', layout: { ...layout, separator: ';' } };
  const prefix = `;${encodeText(parameter.name)}=`;
  return { prefix, layout: { ...layout, separator: explode && kind === 'array' ? prefix : ',' } };
}

/** Where dots are the delimiter, those of the value are encoded; they are the same to a URI, but not to a split. */
function encodeTextWithDots(text: string): string {
  return encodeText(text).replaceAll('.', '%2E');
}
