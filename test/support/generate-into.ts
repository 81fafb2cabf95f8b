import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GenerateOptions, type GenerateReport, generate } from '@openxs2a/generate';
import { ROOT } from './processes.ts';

/** Where tests generate to: inside the repository, so that packages resolve; ignored by git. */
export const TEMPORARY = join(ROOT, 'test/.tmp');

export interface Generated {
  readonly folder: string;
  readonly report: GenerateReport;
}

/** Generates a document, given as a file or as a value, into a folder of its own. */
export async function generateInto(
  name: string,
  spec: string | object,
  more: Partial<GenerateOptions> = {},
): Promise<Generated> {
  const folder = join(TEMPORARY, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = typeof spec === 'string' ? spec : join(folder, 'api.json');
  if (typeof spec !== 'string') writeFileSync(file, JSON.stringify(spec));
  const report = await generate({ spec: file, out: join(folder, 'out'), ...more });
  return { folder: join(folder, 'out'), report };
}
