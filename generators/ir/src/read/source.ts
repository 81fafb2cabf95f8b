import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Document, isNode as isYamlNode, LineCounter, parseDocument } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { splitPointer } from '../pointer.ts';

/** A file as it was read, with the way back from a pointer to its line. */
export interface Source {
  readonly file: string;
  readonly sha256: string;
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  place(pointer: string): { readonly line: number; readonly column: number } | undefined;
}

/** A document deeper than this is refused rather than walked: no specification is, an attack may be. */
const MAX_DEPTH = 500;

/** Reads YAML 1.2 or JSON. What is wrong with the file is in `diagnostics`; nothing is thrown. */
export async function readSource(file: string): Promise<Source> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return unreadable(file, reasonOf(error));
  }
  return parseSource(file, bytes);
}

export function parseSource(file: string, bytes: Uint8Array): Source {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable(file, 'it is not UTF-8 text', sha256);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true, uniqueKeys: true, logLevel: 'silent' });
  const diagnostics = document.errors.map((error): Diagnostic => {
    const duplicate = error.code === 'DUPLICATE_KEY';
    const { line, col } = lines.linePos(error.pos[0]);
    const message = error.message.split(' at line ')[0] ?? error.message;
    return {
      code: duplicate ? 'duplicate-key' : 'unreadable-file',
      severity: 'error',
      file,
      pointer: '',
      message,
      line,
      column: col,
    };
  });
  const value = diagnostics.length === 0 ? toValue(document) : undefined;
  if (value instanceof Error) return unreadable(file, value.message, sha256);
  return { file, sha256, value, diagnostics, place: (pointer) => placeIn(document, lines, pointer) };
}

function toValue(document: Document): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 1000 });
    return depthOf(value, MAX_DEPTH) ? new Error(`it is nested more than ${MAX_DEPTH} levels deep`) : value;
  } catch (error) {
    return new Error(reasonOf(error)); // an alias to nothing, or aliases that multiply
  }
}

/** Whether the value is deeper than the limit; aliases may make it so without end. */
function depthOf(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((member) => depthOf(member, left - 1));
}

function placeIn(document: Document, lines: LineCounter, pointer: string) {
  for (let path = splitPointer(pointer); ; path = path.slice(0, -1)) {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    if (isYamlNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
    if (path.length === 0) return undefined;
  }
}

function unreadable(file: string, reason: string, sha256 = ''): Source {
  const message = `The file cannot be read: ${reason}.`;
  return {
    file,
    sha256,
    value: undefined,
    diagnostics: [{ code: 'unreadable-file', severity: 'error', file, pointer: '', message }],
    place: () => undefined,
  };
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
