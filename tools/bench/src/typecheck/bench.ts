import { join } from 'node:path';
import { type Bench, type BenchContext, type Comparison, CPU, MEMORY, tellTurn, WALL } from '../bench.ts';
import { measureProcess } from '../measure/measure-process.ts';
import { runRounds } from '../measure/rounds.ts';
import { PEERS } from '../paths.ts';
import { buildPackages, publishedEnv } from '../peers/build-packages.ts';
import { findLargeDocument } from '../peers/documents.ts';
import { createProjects, HEY_API, OURS, type Project } from './projects.ts';

const COMPILERS = [
  { name: 'TypeScript 5.9', bin: join(PEERS, 'typescript/bin/tsc') },
  { name: 'TypeScript 7', bin: join(PEERS, 'typescript-7/bin/tsc') },
] as const;

export const typecheck: Bench = {
  run: async (context) => {
    await buildPackages();
    const document = await findLargeDocument();
    const { projects, count } = await createProjects(document);
    const comparisons: Comparison[] = [];
    for (const { name, bin } of COMPILERS) {
      const comparison = await compare(context, projects, name, bin);
      const work =
        `A project that calls each of the ${count} operations of ${document.name} once and reads its result, checked ` +
        'with `strict` and `skipLibCheck`; none has an error. openxs2a types every status, media type and response ' +
        'header, the runtime comes as declarations, as published.';
      comparisons.push({ ...comparison, work });
    }
    return comparisons;
  },
};

async function compare(
  context: BenchContext,
  projects: readonly Project[],
  compiler: string,
  bin: string,
): Promise<Omit<Comparison, 'work'>> {
  const contestants = projects.map(({ name, folder }) => ({
    name,
    run: () => measureProcess({ command: [process.execPath, bin, '-p', folder], cwd: folder, env: publishedEnv() }),
  }));
  const { rounds } = context;
  const series = await runRounds(contestants, { rounds, warmUps: 1, onTurn: tellTurn(context, compiler) });
  return {
    title: `Type-checking with ${compiler}`,
    metrics: [CPU, WALL, MEMORY],
    baseline: HEY_API,
    ours: [OURS],
    series,
  };
}
