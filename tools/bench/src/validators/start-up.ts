import { fileURLToPath } from 'node:url';
import { type BenchContext, type Comparison, CPU, MEMORY, tellTurn, WALL } from '../bench.ts';
import { measureProcess } from '../measure/measure-process.ts';
import { runRounds } from '../measure/rounds.ts';
import { BENCH } from '../paths.ts';
import { buildPackages, publishedEnv } from '../peers/build-packages.ts';
import { AJV, OURS } from './contestants.ts';
import { FOLDER } from './prepare.ts';

const SCRIPT = fileURLToPath(new URL('./first-check.ts', import.meta.url));
const NODE_ALONE = 'node, without any validator';

/** From nothing to the first answer, in a fresh process each. */
export async function compareStartUps(context: BenchContext, schema: string, title: string): Promise<Comparison> {
  await buildPackages();
  const contestants = [OURS, AJV, 'zod', 'valibot', 'node'].map((key) => ({
    name: key === 'node' ? NODE_ALONE : key,
    run: () =>
      measureProcess({
        command: [process.execPath, '--disable-warning=ExperimentalWarning', SCRIPT, key, FOLDER, schema],
        cwd: BENCH,
        env: publishedEnv(),
      }),
  }));
  const { rounds } = context;
  const series = await runRounds(contestants, {
    rounds,
    warmUps: 1,
    onTurn: tellTurn(context, `first check of ${title}`),
  });
  return {
    title: `From nothing to the first check of ${title}`,
    work:
      'A fresh process starts, imports the validator and its schemas, reads the value and checks it once. openxs2a runs ' +
      'as published, compiled; ajv compiles the one schema; the schemas of zod and valibot are JavaScript.',
    metrics: [WALL, CPU, MEMORY],
    baseline: AJV,
    ours: [OURS],
    series,
  };
}
