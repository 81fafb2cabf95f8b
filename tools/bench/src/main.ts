// `npm run bench`: runs the benches, prints their tables, keeps them in RESULTS.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BENCHES } from './benches.ts';
import { describeMachine } from './machine.ts';
import { commandOf, OptionError, type Options, parseOptions, renderHelp } from './options.ts';
import { BENCH, SCRATCH } from './paths.ts';
import { installPeers } from './peers/install.ts';
import { createProgress } from './progress.ts';
import { renderJson } from './report/json.ts';
import { renderMarkdown } from './report/markdown.ts';
import type { BenchReport } from './report/report.ts';
import { renderText } from './report/text.ts';
import { readVersions } from './versions.ts';

async function main(args: readonly string[]): Promise<void> {
  const options = parseOptions(args, NAMES);
  if (options.isHelp) return void process.stdout.write(renderHelp(BENCHES));
  installPeers(say);
  mkdirSync(SCRATCH, { recursive: true });
  const benches = await runAll(options);
  const report = {
    machine: describeMachine(),
    date: new Date().toISOString().slice(0, 10),
    command: commandOf(options),
    rounds: options.rounds,
    versions: readVersions(),
    benches,
  };
  if (options.json !== undefined) writeFileSync(resolve(options.json), renderJson(report));
  if (!options.isQuick) writeFileSync(RESULTS, renderMarkdown(report, readBefore(), NAMES));
}

const NAMES = BENCHES.map(({ name }) => name);
const RESULTS = join(BENCH, 'RESULTS.md');
const readBefore = () => (existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '');

const say = (text: string) => process.stderr.write(`${text}\n`);

async function runAll({ only, rounds, isQuick }: Options): Promise<readonly BenchReport[]> {
  const all: BenchReport[] = [];
  const progress = createProgress(process.stderr);
  for (const { name, load } of BENCHES.filter((bench) => only.length === 0 || only.includes(bench.name))) {
    const { run } = await load();
    const comparisons = await run({ rounds, isQuick, say: (text) => progress.show(`${name}: ${text}`) });
    progress.clear();
    for (const comparison of comparisons) process.stdout.write(`${renderText(comparison)}\n`);
    all.push({ name, comparisons });
  }
  return all;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isCall = error instanceof OptionError;
  say(isCall ? `${error.message} \`npm run bench -- --help\` says what there is.` : String((error as Error).stack));
  process.exitCode = isCall ? 2 : 1;
}
