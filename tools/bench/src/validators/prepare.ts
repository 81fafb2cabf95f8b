import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemas } from '../../../../generated/xs2a/src/validators/schemas.ts';
import { SCRATCH } from '../paths.ts';
import { bundleOwnDocument } from '../peers/documents.ts';
import { runNode } from '../peers/run-node.ts';
import { CASES } from './cases.ts';

export const FOLDER = join(SCRATCH, 'validators');

/** Writes what the contestants load: schemas for each, made of the same document, and the values to check. */
export async function prepareValidators(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const document = join(FOLDER, 'document.json');
  writeFileSync(document, JSON.stringify(await readNormalised()));
  await runNode([fileURLToPath(new URL('./generate-peers.ts', import.meta.url)), document, FOLDER], SCRATCH);
  writeFileSync(join(FOLDER, 'schemas.json'), JSON.stringify({ components: { schemas } }));
  writeFileSync(join(FOLDER, 'package.json'), '{ "type": "module" }');
  for (const { schema, valid } of CASES) writeFileSync(join(FOLDER, `${schema}.value.json`), JSON.stringify(valid));
}

/** Our specification with the schemas as they were normalised: left as they are, unanchored patterns check less. */
async function readNormalised(): Promise<object> {
  const { file } = await bundleOwnDocument();
  const document = JSON.parse(readFileSync(file, 'utf8'));
  return { ...document, components: { ...document.components, schemas } };
}
