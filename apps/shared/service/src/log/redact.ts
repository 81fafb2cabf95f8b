import { KeyObject } from 'node:crypto';
import { redactText } from './redact-text.ts';

/** What may stand in a line of the log. */
export type LogValue =
  | string
  | number
  | boolean
  | null
  | readonly LogValue[]
  | { readonly [key: string]: LogValue | undefined };

/** A function is asked whenever something is written, and gives the same array until there are others. */
export type KnownSecrets = readonly string[] | (() => readonly string[]);

const REDACTED = '[redacted]';
const DEPTH = 6;
const ENTRIES = 50;
const LENGTH = 4_000;

const SECRET_KEY =
  /passw|passphrase|passcode|secret|token|credential|private|assertion|cookie|api[-_]?key|^(proxy[-_]?)?authorization$|^otp$|otp$|^pin$|^tan$|verifier$|^psu[-_]?(corporate[-_]?)?id$|^body$/i;
/** The private parts of a JSON Web Key (RFC 7518, 6.2.2, 6.3.2 and 6.4.1). */
const PRIVATE_JWK_PARTS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);

/**
 * Makes a function that turns any value into what the log may hold: secrets are told by the name that they have, by
 * their form, and by being one of those that the service knows. Never throws; what is deep, long or odd is cut short.
 */
export function createRedaction(secrets: KnownSecrets = []): (value: unknown) => LogValue | undefined {
  const known = rememberSpellings(secrets);
  const text = (value: string) => {
    let rest = value;
    for (const secret of known()) rest = rest.replaceAll(secret, REDACTED);
    const clean = redactText(rest);
    return clean.length > LENGTH ? `${clean.slice(0, LENGTH)}…` : clean;
  };
  return (value) => redact(value, { text, depth: 0, above: [] });
}

function rememberSpellings(secrets: KnownSecrets): () => readonly string[] {
  const read = typeof secrets === 'function' ? secrets : () => secrets;
  let last = read();
  let spellings = listSpellings(last);
  return () => {
    const now = read();
    if (now !== last) [last, spellings] = [now, listSpellings(now)];
    return spellings;
  };
}

/** As they are, and as they stand in JSON and in URLs; long ones first. Short ones would cut through every word. */
function listSpellings(secrets: readonly string[]): readonly string[] {
  const spellings = secrets
    .filter(({ length }) => length >= 6)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())]);
  return [...new Set(spellings)].sort((a, b) => b.length - a.length);
}

interface Place {
  readonly text: (value: string) => string;
  readonly depth: number;
  /** The objects that this one is in, to see circles. */
  readonly above: readonly object[];
}

function redact(value: unknown, place: Place): LogValue | undefined {
  switch (typeof value) {
    case 'string':
      return place.text(value);
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'boolean':
      return value;
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? null : redactObject(value, place);
    default:
      return undefined;
  }
}

function redactObject(value: object, place: Place): LogValue {
  if (place.above.includes(value)) return '[circle]';
  if (place.depth >= DEPTH) return '[deeper]';
  const inside = { ...place, depth: place.depth + 1, above: [...place.above, value] };
  try {
    return redactKnown(value, inside) ?? redactEntries(Object.entries(value), inside, 'kty' in value);
  } catch {
    // A getter or a proxy of the caller has failed; a line of the log is not worth an exception.
    return '[unreadable]';
  }
}

function redactKnown(value: object, inside: Place): LogValue | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
  if (value instanceof URL) return inside.text(value.href);
  if (value instanceof Error) return redactError(value, inside);
  if (value instanceof KeyObject || value instanceof CryptoKey) return `[${value.type} key]`;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Map)
    return redactEntries(
      [...value].map(([key, part]) => [nameOf(key), part]),
      inside,
    );
  if (value instanceof Headers || value instanceof URLSearchParams) return redactEntries([...value], inside);
  if (Array.isArray(value) || value instanceof Set) return redactList([...value], inside);
  if ('toJSON' in value && typeof value.toJSON === 'function') return redact(value.toJSON(), inside) ?? null;
  return undefined;
}

const nameOf = (key: unknown) => (typeof key === 'object' ? '[object]' : String(key));

function redactList(list: readonly unknown[], inside: Place): LogValue {
  const parts = list.slice(0, ENTRIES).map((part) => redact(part, inside) ?? null);
  return list.length > ENTRIES ? [...parts, `[${list.length - ENTRIES} more]`] : parts;
}

function redactEntries(entries: readonly (readonly [string, unknown])[], inside: Place, isKey = false): LogValue {
  const clean: Record<string, LogValue> = Object.create(null);
  for (const [name, part] of entries.slice(0, ENTRIES)) {
    const hidden = SECRET_KEY.test(name) || (isKey && PRIVATE_JWK_PARTS.has(name));
    const value = hidden && part !== undefined && part !== null ? REDACTED : redact(part, inside);
    if (value !== undefined) clean[inside.text(name)] = value;
  }
  if (entries.length > ENTRIES) clean['…'] = `[${entries.length - ENTRIES} more]`;
  return clean;
}

function redactError(error: Error, inside: Place): LogValue {
  const { name, message, stack, cause } = error;
  return redactEntries(Object.entries({ ...error, name, message, stack, cause }), inside);
}
