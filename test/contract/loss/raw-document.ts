import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

export type Node = Readonly<Record<string, unknown>>;

/** A part of a document and the file that it stands in, to which its references are relative. */
export interface Part {
  readonly node: unknown;
  readonly file: string;
  /** What the last reference that led here is called. */
  readonly name?: string;
}

/** Reads YAML files as they are. Knows nothing of what the generators read, and shares no code with them. */
export interface RawDocument {
  readonly root: Part;
  /** The part itself, or what it refers to. */
  follow(part: Part): Part;
}

export function openRaw(file: string): RawDocument {
  const files = new Map<string, unknown>();
  const load = (path: string): unknown => {
    if (!files.has(path)) files.set(path, parseOnce(readFileSync(path, 'utf8')));
    return files.get(path);
  };
  const follow = (part: Part): Part => {
    const ref = isNode(part.node) ? part.node['$ref'] : undefined;
    if (typeof ref !== 'string') return part;
    const [path = '', fragment = ''] = ref.split('#');
    const target = path === '' ? part.file : join(dirname(part.file), path);
    const tokens = fragment.split('/').filter((token) => token !== '');
    const node = tokens.reduce<unknown>((value, token) => memberOf(value, decode(token)), load(target));
    if (node === undefined) throw new Error(`"${ref}" in ${part.file} points to nothing.`);
    return follow({ node, file: target, name: decode(tokens.at(-1) ?? path) });
  };
  return { root: { node: load(file), file }, follow };
}

const parsed = new Map<string, unknown>();

/** The same documents are walked by several tests, and reading YAML takes longer than walking it. */
function parseOnce(text: string): unknown {
  const known = parsed.get(text) ?? parse(text, { maxAliasCount: -1, strict: false });
  parsed.set(text, known);
  return known;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function memberOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isNode(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function membersOf(part: Part, key: string): readonly (readonly [string, Part])[] {
  const value = memberOf(part.node, key);
  return isNode(value) ? Object.entries(value).map(([name, node]) => [name, { node, file: part.file }]) : [];
}

export function itemsOf(part: Part, key: string): readonly Part[] {
  const value = memberOf(part.node, key);
  return Array.isArray(value) ? value.map((node) => ({ node, file: part.file })) : [];
}

function decode(token: string): string {
  return decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
}
