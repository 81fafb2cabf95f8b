import type { Io } from '@openxs2a/generate';
import type { LogHead, NodeVerdict } from '@openxs2a/store/log';
import { readInput, refuseInput } from '../files/read-input.ts';

/** The heads of these files, each of which has to be of this log. */
export async function readAnchors(names: readonly string[], namespace: string, io: Io): Promise<readonly LogHead[]> {
  const heads: LogHead[] = [];
  for (const name of names) heads.push(...parseAnchors(name, await readInput(name, io), namespace));
  return heads;
}

/** What `audit heads` prints and `--anchor` reads: `{ log, heads: [{ node, number, digest, time }] }`. */
export function renderAnchors(namespace: string, verdicts: readonly NodeVerdict[]): string {
  const heads = verdicts.flatMap(({ seal }) =>
    seal === undefined ? [] : { node: seal.node, number: seal.number, digest: seal.digest, time: seal.time },
  );
  return `${JSON.stringify({ log: namespace, heads }, null, 2)}\n`;
}

function parseAnchors(name: string, bytes: Uint8Array, namespace: string): readonly LogHead[] {
  const { log, heads } = parseObject(name, bytes);
  if (typeof log !== 'string' || !Array.isArray(heads) || !heads.every(isHead))
    throw refuseInput(name, 'This is not what "audit heads" prints.');
  if (log !== namespace) throw refuseInput(name, `These are heads of the log "${log}", not of "${namespace}".`);
  return heads.map(({ node, number, digest }) => ({ node, number, digest }));
}

function parseObject(name: string, bytes: Uint8Array): { readonly log?: unknown; readonly heads?: unknown } {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw refuseInput(name, 'This is not JSON as "audit heads" prints it.');
}

function isHead(value: unknown): value is LogHead {
  if (typeof value !== 'object' || value === null) return false;
  const { node, number, digest }: { node?: unknown; number?: unknown; digest?: unknown } = value;
  const isNumber = typeof number === 'number' && Number.isSafeInteger(number) && number >= 1;
  return typeof node === 'string' && isNumber && typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest);
}
