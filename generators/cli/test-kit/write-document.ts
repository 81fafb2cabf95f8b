import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of its own for one test, gone afterwards. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'openxs2a-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a value as JSON, which is YAML, and returns the path. */
export async function writeJson(file: string, value: unknown): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(value, null, 1));
  return file;
}

type Parts = Readonly<Record<string, unknown>>;

/** The smallest document with one operation that answers with a component. */
export function document(
  parts: { readonly info?: Parts; readonly operation?: Parts; readonly book?: Parts; readonly root?: Parts } = {},
) {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } };
  const operation = {
    operationId: 'getBook',
    summary: 'One book.',
    responses: { 200: { description: 'The book.', content } },
    ...parts.operation,
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Library', version: '1', license: { name: 'Apache-2.0' }, ...parts.info },
    paths: { '/book': { get: operation } },
    components: {
      schemas: {
        Book: { description: 'A book.', type: 'object', properties: { title: { type: 'string' } }, ...parts.book },
      },
    },
    ...parts.root,
  };
}
