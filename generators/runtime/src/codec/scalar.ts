import type { Shape } from '../descriptor.ts';

const INTEGER = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The text of a value that stands alone: a number as JSON writes it (integers never with an exponent), `true`,
 * `null`; lists and objects, where no style lays them out, as JSON.
 */
export function printScalar(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError('The value has no text.');
  return text;
}

function printNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('The number is not finite.');
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

/** The value that the text stands for; text that does not fit the shape stays text, for the validator to judge. */
export function readScalar(text: string, shape: Shape): unknown {
  switch (shape) {
    case 'string':
    case 'any':
      return text;
    case 'integer':
      return readInteger(text);
    case 'number':
      return readNumber(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'null':
      return text === 'null' ? null : text;
    default:
      return 'first' in shape ? readFirst(text, shape.first) : readJson(text, shape);
  }
}

/** An integer that a double cannot hold stays text: rounding an amount or an identifier would go unnoticed. */
function readInteger(text: string): unknown {
  if (!INTEGER.test(text)) return text;
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value + 0;
  return Number.isFinite(value) && BigInt(value) === BigInt(text) ? value : text;
}

function readNumber(text: string): unknown {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value + 0 : text;
}

function readFirst(text: string, shapes: readonly Shape[]): unknown {
  for (const shape of shapes) {
    const value = readScalar(text, shape);
    if (fitsShape(value, shape)) return value;
  }
  return text;
}

function readJson(text: string, shape: Shape): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return fitsShape(value, shape) ? value : text;
  } catch {
    // Not JSON: the text is kept, and the validator says that it is no list or object.
    return text;
  }
}

/** Whether a value that was read is what the shape announces. */
export function fitsShape(value: unknown, shape: Shape): boolean {
  if (shape === 'any') return true;
  if (shape === 'null') return value === null;
  if (shape === 'integer') return typeof value === 'number' && Number.isInteger(value);
  if (typeof shape === 'string') return typeof value === shape;
  if ('first' in shape) return shape.first.some((member) => fitsShape(value, member));
  if ('array' in shape) return Array.isArray(value) && value.every((item) => fitsShape(item, shape.array));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([key, item]) => fitsShape(item, shapeOfProperty(shape, key)));
}

export function shapeOfProperty(shape: Shape, key: string): Shape {
  if (typeof shape !== 'object' || !('object' in shape)) return 'any';
  return (Object.hasOwn(shape.object, key) ? shape.object[key] : shape.rest) ?? 'any';
}
