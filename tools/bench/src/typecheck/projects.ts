import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Api, readApi } from '@openxs2a/ir';
import { CLI, PEERS, SCRATCH } from '../paths.ts';
import type { InputDocument } from '../peers/documents.ts';
import { runNode } from '../peers/run-node.ts';
import { CLIENT_NAME, printHeyApiUsage, printOpenapiFetchUsage, printOurUsage } from './usage.ts';

export interface Project {
  readonly name: string;
  readonly folder: string;
}

export const OURS = 'openxs2a';
export const HEY_API = '@hey-api/openapi-ts, SDK';
const OPENAPI_FETCH = 'openapi-typescript and openapi-fetch';

const TSCONFIG = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  },
  files: ['usage.ts'],
};

interface Recipe {
  readonly name: string;
  readonly folder: string;
  readonly generate: (file: string, out: string) => readonly string[];
  readonly usage: (api: Api, out: string) => string;
}

const RECIPES: readonly Recipe[] = [
  {
    name: OURS,
    folder: 'openxs2a',
    generate: (file, out) => [CLI, 'generate', '--spec', file, '--out', out, '--name', CLIENT_NAME],
    usage: (api, out) => printOurUsage(api, matchAll(join(out, 'client/index.ts'), /^ {2}(\w+): OperationCall</gm)),
  },
  {
    name: OPENAPI_FETCH,
    folder: 'openapi-fetch',
    generate: (file, out) => [join(PEERS, 'openapi-typescript/bin/cli.js'), file, '-o', join(out, 'types.ts')],
    usage: printOpenapiFetchUsage,
  },
  {
    name: HEY_API,
    folder: 'hey-api',
    generate: (file, out) => [
      join(PEERS, '@hey-api/openapi-ts/dist/run.mjs'),
      ...['-i', file, '-o', out, '--no-log-file', '--silent'],
      ...['-p', '@hey-api/client-fetch', '@hey-api/sdk', '@hey-api/typescript'],
    ],
    usage: (api, out) => printHeyApiUsage(api, matchAll(join(out, 'sdk.gen.ts'), /^export const (\w+) = </gm)),
  },
];

/** Writes a project for each contestant that calls every operation of the document. */
export async function createProjects({
  file,
}: InputDocument): Promise<{ projects: readonly Project[]; count: number }> {
  const { api } = await readApi(file);
  if (api === undefined) throw new Error(`${file} cannot be read.`);
  const projects: Project[] = [];
  for (const { name, folder, generate, usage } of RECIPES) {
    const project = join(SCRATCH, 'typecheck', folder);
    const out = join(project, 'generated');
    rmSync(project, { recursive: true, force: true });
    mkdirSync(project, { recursive: true });
    await runNode(generate(file, out), SCRATCH);
    writeFileSync(join(project, 'usage.ts'), usage(api, out));
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    projects.push({ name, folder: project });
  }
  return { projects, count: api.operations.length };
}

function matchAll(file: string, expression: RegExp): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(expression)].map(([, name]) => name ?? '');
}
