import type { Shape } from '../descriptor.ts';
import { setOwn } from './own.ts';
import { fitsShape, printScalar, readScalar, shapeOfProperty } from './scalar.ts';

/** How a list or an object lies in one piece of text (RFC 6570, as OpenAPI's styles use it). */
export interface FlatLayout {
  /** Between items, and between the properties of an exploded object. */
  readonly separator: string;
  /** Objects as `key=value`; else keys and values alternate. */
  readonly explode: boolean;
  /** How a name or a value is made safe, and back. */
  readonly encode: (text: string) => string;
  readonly decode: (text: string) => string;
}

export class DelimiterError extends Error {}

/** Throws DelimiterError for a value that could not be told apart again. */
export function printFlat(value: unknown, layout: FlatLayout): string {
  const pieces = toPieces(value);
  if (pieces === undefined) return layout.encode(printScalar(value));
  const texts = pieces.map((piece) =>
    typeof piece === 'string' ? printPiece(piece, layout) : printPair(piece, layout),
  );
  const joined = texts.join(layout.separator);
  if (joined === '' && texts.length > 0) throw new DelimiterError();
  return joined;
}

type Piece = string | readonly [string, string];

function toPieces(value: unknown): readonly Piece[] | undefined {
  if (Array.isArray(value)) return value.map(printScalar);
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.map(([key, item]) => [key, printScalar(item)] as const);
}

function printPair([key, value]: readonly [string, string], layout: FlatLayout): string {
  const name = printPiece(key, layout);
  if (layout.explode && name.includes('=')) throw new DelimiterError();
  return `${name}${layout.explode ? '=' : layout.separator}${printPiece(value, layout)}`;
}

function printPiece(text: string, layout: FlatLayout): string {
  const encoded = layout.encode(text);
  if (encoded.includes(layout.separator)) throw new DelimiterError();
  return encoded;
}

/** Reads the text by its shape; what does not fit stays text. Throws what `decode` throws. */
export function readFlat(text: string, shape: Shape, layout: FlatLayout): unknown {
  if (typeof shape !== 'object') return readScalar(layout.decode(text), shape);
  if ('first' in shape) return readFirst(text, shape.first, layout);
  if ('array' in shape) return splitPieces(text, layout).map((item) => readScalar(layout.decode(item), shape.array));
  return readProperties(splitPieces(text, layout), shape, layout);
}

function readFirst(text: string, shapes: readonly Shape[], layout: FlatLayout): unknown {
  for (const shape of shapes) {
    const value = readFlat(text, shape, layout);
    if (fitsShape(value, shape)) return value;
  }
  return layout.decode(text);
}

function splitPieces(text: string, layout: FlatLayout): string[] {
  return text === '' ? [] : text.split(layout.separator);
}

function readProperties(pieces: readonly string[], shape: Shape, layout: FlatLayout): unknown {
  const object: Record<string, unknown> = {};
  const step = layout.explode ? 1 : 2;
  for (let index = 0; index < pieces.length; index += step) {
    const piece = pieces[index] ?? '';
    const cut = layout.explode ? piece.indexOf('=') : piece.length;
    const key = layout.decode(cut < 0 ? piece : piece.slice(0, cut));
    const value = layout.decode(layout.explode ? (cut < 0 ? '' : piece.slice(cut + 1)) : (pieces[index + 1] ?? ''));
    setOwn(object, key, readScalar(value, shapeOfProperty(shape, key)));
  }
  return object;
}
