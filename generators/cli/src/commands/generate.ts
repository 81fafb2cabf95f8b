import type { ImportExtension } from '@openxs2a/emit';
import type { Call, Command } from '../frame/command.ts';
import { UsageError } from '../frame/errors.ts';
import { EXIT } from '../frame/exit.ts';
import type { Io } from '../frame/io.ts';
import { createProgress } from '../frame/progress.ts';
import { suggest } from '../frame/suggest.ts';
import { type GenerateOptions, type GenerateReport, TARGETS, type Target } from '../generate/options.ts';
import { generate } from '../generate-on-demand.ts';
import { findJobs } from '../jobs/find-jobs.ts';
import { reportNotices } from '../notices/report-notices.ts';
import { renderReports } from '../render/render-reports.ts';
import { printJson } from './json.ts';
import { OVERLAY } from './overlay-option.ts';

const EXTENSIONS: Readonly<Record<string, ImportExtension>> = { '.ts': '.ts', '.js': '.js', none: '' };

export const generateCommand: Command = {
  name: 'generate',
  summary: 'Make types, validators, client and server of a document.',
  details: [
    'Without --spec, everything under specs/ that has a generate.json is generated. Only files that changed are',
    'written; what is no longer emitted is removed; a document with errors leaves its output as it was.',
  ],
  arguments: [],
  options: {
    spec: { type: 'text', value: 'FILE', summary: 'The document: OpenAPI 3.0, 3.1 or Swagger 2.0.' },
    out: { type: 'text', value: 'DIR', summary: 'The folder that the output goes to. Required with --spec.' },
    name: {
      type: 'text',
      value: 'NAME',
      summary: 'Pascal case; Library gives createLibraryClient. Default: from the title.',
    },
    package: { type: 'text', value: 'NAME', summary: 'Make the output an npm package of this name.' },
    overlay: OVERLAY,
    only: { type: 'text', value: 'LIST', summary: `Emit these only, with commas between: ${TARGETS.join(', ')}.` },
    'import-extension': {
      type: 'text',
      value: 'EXT',
      summary: 'How emitted imports end.',
      choices: Object.keys(EXTENSIONS),
    },
    dir: { type: 'text', value: 'DIR', summary: 'Where to look for generate.json files.', default: 'specs' },
    check: { type: 'flag', summary: 'Write nothing; say whether the output is what it would be.' },
    force: { type: 'flag', summary: 'Emit also where nothing has changed.' },
  },
  exits: [
    [EXIT.fine, 'The output is up to date.'],
    [EXIT.findings, '--check found output that is not up to date.'],
    [EXIT.unusable, 'A document has errors, or the call is wrong.'],
  ],
  examples: [
    'generate',
    'generate --check',
    'generate --spec openapi.yaml --out src/api --name Api --only types,client',
  ],
  run,
};

async function run(call: Call, io: Io): Promise<number> {
  const jobs = await jobsOf(call);
  const progress = createProgress(io, call.flag('json'));
  const reports: GenerateReport[] = [];
  for (const job of jobs) {
    reports.push(await generate({ ...job, onProgress: (stage) => progress.stage(`${job.spec}: ${stage}`) }));
  }
  progress.done();
  for (const { diagnostics } of reports) reportNotices(diagnostics, io);
  if (call.flag('json')) printJson(io, { reports });
  else io.out(renderReports(reports));
  return exitOf(reports);
}

function exitOf(reports: readonly GenerateReport[]): number {
  if (reports.some(({ status }) => status === 'failed')) return EXIT.unusable;
  return reports.some(({ status }) => status === 'stale') ? EXIT.findings : EXIT.fine;
}

async function jobsOf(call: Call): Promise<GenerateOptions[]> {
  const mode = { check: call.flag('check'), force: call.flag('force') };
  const spec = call.text('spec');
  if (spec !== undefined) return [{ ...singleJob(call, spec), ...mode }];
  const stray = ['out', 'name', 'package', 'only', 'import-extension'].find((name) => call.text(name) !== undefined);
  if (stray !== undefined || call.texts('overlay').length > 0) {
    throw new UsageError(
      `--${stray ?? 'overlay'} goes with --spec FILE; without it, generate.json says what is wanted.`,
    );
  }
  const jobs = await findJobs(call.text('dir') ?? 'specs');
  return jobs.map((job) => ({ ...job, ...mode }));
}

function singleJob(call: Call, spec: string): GenerateOptions {
  const out = call.text('out');
  if (out === undefined) throw new UsageError('--out DIR is missing: the folder that the output goes to.');
  const [name, packageName, only] = ['name', 'package', 'only'].map((option) => call.text(option));
  const extension = call.text('import-extension');
  const importExtension = extension === undefined ? undefined : EXTENSIONS[extension];
  return {
    spec,
    out,
    overlays: call.texts('overlay'),
    ...(name !== undefined && { name: checkName(name) }),
    ...(packageName !== undefined && { packageName }),
    ...(only !== undefined && { only: only.split(',').map(checkTarget) }),
    ...(importExtension !== undefined && { importExtension }),
  };
}

function checkName(name: string): string {
  if (/^[A-Z][A-Za-z0-9]*$/.test(name)) return name;
  throw new UsageError(`"--name ${name}" is not in Pascal case: a capital letter, then letters and digits.`);
}

function checkTarget(text: string): Target {
  const target = TARGETS.find((known) => known === text.trim());
  if (target !== undefined) return target;
  const meant = suggest(text, TARGETS);
  throw new UsageError(
    `"${text}" is none of ${TARGETS.join(', ')}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
  );
}
