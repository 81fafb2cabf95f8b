import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measureProcess } from '../measure/measure-process.ts';
import type { Contestant } from '../measure/rounds.ts';
import { PEERS, SCRATCH } from '../paths.ts';
import { publishedEnv } from '../peers/build-packages.ts';

/** A generator that is a command: what it is called with to write into a folder. */
export interface Generator {
  readonly name: string;
  readonly args: (file: string, out: string) => readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

const HEY_API = join(PEERS, '@hey-api/openapi-ts/dist/run.mjs');
const CLIENT = ['@hey-api/client-fetch', '@hey-api/sdk', '@hey-api/typescript'];

const heyApi = (plugins: readonly string[]) => (file: string, out: string) => [
  HEY_API,
  ...['--input', file, '--output', out, '--no-log-file', '--silent'],
  ...['--plugins', ...CLIENT, ...plugins],
];

export const OURS = 'openxs2a: types, validators, client and server';
export const OURS_UNCACHED = 'the same without its compile cache';
export const OURS_UNCHANGED = 'openxs2a with nothing changed';
export const HEY_API_CLIENT = '@hey-api/openapi-ts: client alone';

/** All of them as published; `command` is ours. */
export function listGenerators(command: string): readonly [ours: Generator, ...peers: Generator[]] {
  const ours = (file: string, out: string) => [command, 'generate', '--spec', file, '--out', out];
  return [
    { name: OURS, args: ours },
    { name: OURS_UNCACHED, args: ours, env: { NODE_DISABLE_COMPILE_CACHE: '1' } },
    {
      name: 'openapi-typescript: types alone',
      args: (file, out) => [join(PEERS, 'openapi-typescript/bin/cli.js'), file, '--output', join(out, 'types.ts')],
    },
    { name: HEY_API_CLIENT, args: heyApi([]) },
    { name: '@hey-api/openapi-ts: client and zod', args: heyApi(['zod']) },
  ];
}

/** Runs the generator in a process of its own, into a folder that is not there. */
export function createColdContestant(generator: Generator, file: string): Contestant {
  const out = outOf(generator.name);
  return {
    name: generator.name,
    run: () => {
      rmSync(out, { recursive: true, force: true });
      return generate(generator, file, out);
    },
  };
}

/** Runs it where the output of the last run still is. */
export function createUnchangedContestant(generator: Generator, name: string, file: string): Contestant {
  return { name, run: () => generate(generator, file, outOf(name)) };
}

function generate({ args, env }: Generator, file: string, out: string) {
  return measureProcess({
    command: [process.execPath, ...args(file, out)],
    cwd: SCRATCH,
    env: { ...publishedEnv(), ...env },
  });
}

export function outOf(name: string): string {
  return join(SCRATCH, 'generation', name.replaceAll(/[^a-z0-9]+/gi, '-'));
}

/** All that a run has written, as one text. */
export function readOutput(name: string): string {
  const files = readdirSync(outOf(name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')).join('\n');
}
