import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { YAMLException } from 'js-yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { type Place, parseYaml } from './yaml-places.ts';

/** A file as it was read, with the way back from a pointer to its line. */
export interface Source {
  readonly file: string;
  readonly sha256: string;
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  place(pointer: string): Place | undefined;
}

/** A document deeper or, its aliases followed, larger than this is refused rather than walked: an attack may be. */
const MAX_DEPTH = 500;
const MAX_NODES = 5_000_000;

/** Reads YAML 1.2 or JSON. What is wrong with the file is in `diagnostics`; nothing is thrown. */
export async function readSource(file: string): Promise<Source> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return unreadable(file, '', reasonOf(error));
  }
  return parseSource(file, bytes);
}

export function parseSource(file: string, bytes: Uint8Array): Source {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable(file, sha256, 'it is not UTF-8 text');
  }
  try {
    const { value, place } = parseYaml(text);
    const fault = isTooDeep(value, MAX_DEPTH) ? `it is nested more than ${MAX_DEPTH} levels deep` : sizeFault(value);
    return fault === undefined ? { file, sha256, value, diagnostics: [], place } : unreadable(file, sha256, fault);
  } catch (error) {
    return error instanceof YAMLException ? malformed(file, sha256, error) : unreadable(file, sha256, reasonOf(error));
  }
}

/** Aliases may make a value contain itself. */
function isTooDeep(value: unknown, left: number, seen = new Map<object, number>()): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  if ((seen.get(value) ?? -1) >= MAX_DEPTH - left) return false; // found fine at this depth or further down
  seen.set(value, MAX_DEPTH - left);
  return Object.values(value).some((member) => isTooDeep(member, left - 1, seen));
}

/** Aliases of aliases multiply: what is a page of text may be more than a machine holds. */
function sizeFault(value: unknown): string | undefined {
  const sizes = new Map<object, number>();
  const size = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    const total = Object.values(node).reduce((sum: number, member) => sum + size(member), 1);
    sizes.set(node, total);
    return total;
  };
  return size(value) > MAX_NODES ? 'its aliases multiply beyond measure' : undefined;
}

function malformed(file: string, sha256: string, { reason, mark }: YAMLException): Source {
  const duplicate = reason.startsWith('duplicated mapping key');
  const diagnostic: Diagnostic = {
    code: duplicate ? 'duplicate-key' : 'unreadable-file',
    severity: 'error',
    file,
    pointer: '',
    message: duplicate ? 'A mapping has the same key twice.' : `The file cannot be read: ${reason}.`,
    line: mark.line + 1,
    column: mark.column + 1,
  };
  return { file, sha256, value: undefined, diagnostics: [diagnostic], place: () => undefined };
}

function unreadable(file: string, sha256: string, reason: string): Source {
  const message = `The file cannot be read: ${reason}.`;
  const diagnostic: Diagnostic = { code: 'unreadable-file', severity: 'error', file, pointer: '', message };
  return { file, sha256, value: undefined, diagnostics: [diagnostic], place: () => undefined };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'access is denied',
  };
  return reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? error.message;
}
