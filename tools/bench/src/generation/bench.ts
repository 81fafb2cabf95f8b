import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { readApi } from '@openxs2a/ir';
import { type Bench, type BenchContext, CPU, MEMORY, tellTurn, WALL } from '../bench.ts';
import { runRounds } from '../measure/rounds.ts';
import { SCRATCH } from '../paths.ts';
import { publishCommand } from '../peers/build-packages.ts';
import { findLargeDocument } from '../peers/documents.ts';
import {
  createColdContestant,
  createUnchangedContestant,
  HEY_API_CLIENT,
  listGenerators,
  OURS,
  OURS_UNCACHED,
  OURS_UNCHANGED,
  readOutput,
} from './contestants.ts';

export const generation: Bench = {
  run: async (context) => [await compare(context)],
};

async function compare(context: BenchContext) {
  mkdirSync(SCRATCH, { recursive: true });
  const { file, name } = await findLargeDocument();
  const generators = listGenerators(await publishCommand());
  const contestants = [
    ...generators.map((generator) => createColdContestant(generator, file)),
    createUnchangedContestant(generators[0], OURS_UNCHANGED, file),
  ];
  const { rounds } = context;
  const series = await runRounds(contestants, { rounds, warmUps: 1, onTurn: tellTurn(context, 'generation') });
  const operations = await checkOutputs(
    file,
    contestants.map((contestant) => contestant.name),
  );
  return {
    title: `Generation from ${name}`,
    work:
      `Each command as published, in a fresh process, on the same file (${basename(file)}), into an empty folder; the last one into ` +
      `its own output. The output of each was seen to have all ${operations} operations. "client" of hey-api is its ` +
      'fetch client, SDK and types.',
    metrics: [CPU, WALL, MEMORY] as const,
    baseline: HEY_API_CLIENT,
    ours: [OURS, OURS_UNCACHED, OURS_UNCHANGED],
    series,
  };
}

/** Same work: no operation of the document is missing anywhere. */
async function checkOutputs(file: string, names: readonly string[]): Promise<number> {
  const { api } = await readApi(file);
  const ids = (api?.operations ?? []).map(({ id }) => id);
  for (const name of names) {
    const output = readOutput(name).toLowerCase();
    const missing = ids.filter((id) => !output.includes(id.toLowerCase()));
    if (missing.length > 0) throw new Error(`${name} left out: ${missing.join(', ')}.`);
  }
  return ids.length;
}
