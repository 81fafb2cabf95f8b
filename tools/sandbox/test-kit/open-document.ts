import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createEdition, type Origin, openEdition, type Specification } from '../src/reference/edition.ts';

/** A folder with files by their paths, gone when the test is over. */
export async function writeFiles(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reference-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** An OpenAPI document as text. */
export const printDocument = (version: string, paths: object, schemas: object = {}, title = 'Library') =>
  JSON.stringify({ openapi: '3.1.0', info: { title, version }, paths, components: { schemas } });

export async function openDocument(text: string, name = 'library', origin: Origin = 'project'): Promise<Specification> {
  const folder = await writeFiles({ 'openapi.yaml': text });
  const opened = await openEdition(createEdition({ name, origin, file: join(folder, 'openapi.yaml'), overlays: [] }));
  if (opened === undefined) throw new TypeError('The document of the test has errors.');
  return opened;
}

export const OK = { responses: { 204: { description: 'Done.' } } };
