import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../frame/errors.ts';
import type { GenerateOptions } from '../generate/options.ts';
import { parseJob } from './job.ts';

const FILE = 'generate.json';

/** Every `DIR/NAME/generate.json`, in the order of the names, as options of the engine. */
export async function findJobs(dir: string): Promise<GenerateOptions[]> {
  const names = await readFolder(dir);
  const jobs = await Promise.all(names.map((name) => readJob(join(dir, name))));
  return jobs.filter((job) => job !== undefined);
}

async function readFolder(dir: string): Promise<string[]> {
  try {
    const entries = await readdir(dir, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch (cause) {
    throw new InputError(`There is no folder ${dir}; --spec FILE and --out DIR generate from a single document.`, {
      cause,
    });
  }
}

async function readJob(folder: string): Promise<GenerateOptions | undefined> {
  const file = join(folder, FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined; // data that nothing is generated from
  }
  const { spec, out, overlays, package: packageName, ...rest } = parseJob(text, file);
  return {
    ...rest,
    spec: join(folder, spec),
    out: join(folder, out),
    overlays: overlays.map((overlay) => join(folder, overlay)),
    ...(packageName !== undefined && { packageName }),
  };
}
