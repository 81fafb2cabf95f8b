import type { TSchema } from 'typebox';

/** The rule that a text breaks, so that it cannot even be read as what the schema wants. */
export class Unreadable extends Error {}

/** The parts of a schema that say how a text is to be read. */
export interface Readable extends TSchema {
  readonly type?: string;
  readonly items?: Readable;
  readonly anyOf?: readonly Readable[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly description?: string;
  readonly secret?: boolean;
}

/**
 * Reads a text as what the schema wants: numbers and booleans as JSON writes them, lists of texts between commas or as
 * JSON, other lists and objects as JSON. Whether the value fits is asked afterwards. Throws Unreadable.
 */
export function coerce(schema: Readable, text: string): unknown {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return readNumber(text);
    case 'boolean':
      return readBoolean(text);
    case 'array':
      return isListOfTexts(schema) && !text.trimStart().startsWith('[') ? splitList(text) : readJson(text);
    case 'object':
      return readJson(text);
    default:
      return text;
  }
}

function readNumber(text: string): number {
  if (!/^\s*-?\d+(\.\d+)?\s*$/.test(text)) throw new Unreadable('must be a number');
  return Number(text);
}

function readBoolean(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (word !== 'true' && word !== 'false') throw new Unreadable('must be true or false');
  return word === 'true';
}

function isListOfTexts({ items }: Readable): boolean {
  return (
    items?.type === 'string' || (items?.anyOf ?? []).some(({ type }) => type === 'string') || items?.enum !== undefined
  );
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says quotes the text, which may be a secret.
    throw new Unreadable('must be JSON');
  }
}
