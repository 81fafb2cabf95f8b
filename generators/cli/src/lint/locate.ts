import { readFile } from 'node:fs/promises';
import { splitPointer } from '@openxs2a/ir';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Notice } from '../notices/notice.ts';

/** Adds file and line where the pointer leads somewhere in the file itself; what was brought in has the pointer only. */
export async function locate(file: string, findings: readonly Omit<Notice, 'file'>[]): Promise<Notice[]> {
  if (findings.length === 0) return [];
  const lines = new LineCounter();
  const document = parseDocument(await readFile(file, 'utf8'), { lineCounter: lines, merge: true, logLevel: 'silent' });
  return findings.map((finding) => {
    const offset = offsetOf(document.contents, splitPointer(finding.pointer));
    const place = offset === undefined ? {} : placeOf(lines, offset);
    return { ...finding, file, ...place };
  });
}

function placeOf(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** Where the key stands that leads to the value; where the item stands in a list. */
function offsetOf(root: unknown, keys: readonly string[]): number | undefined {
  let node: unknown = root;
  let offset: number | undefined;
  for (const key of keys) {
    const [found, at] = memberOf(node, key);
    if (found === undefined) return undefined;
    node = found;
    offset = at;
  }
  return offset;
}

function memberOf(node: unknown, key: string): readonly [unknown, number | undefined] {
  if (isSeq(node)) return [node.items[Number(key)], startOf(node.items[Number(key)])];
  if (!isMap(node)) return [undefined, undefined];
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return [pair?.value ?? undefined, startOf(pair?.key)];
}

function startOf(value: unknown): number | undefined {
  return isNode(value) ? value.range?.[0] : undefined;
}
