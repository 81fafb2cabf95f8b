import { type Api, readApi } from '@openxs2a/ir';
import { emitAll, type OnStage } from './emit-all.ts';
import { createManifest, isCurrent, MANIFEST, type Manifest, readManifest } from './manifest.ts';
import { type GenerateOptions, type GenerateReport, TARGETS } from './options.ts';
import { emitPackage, emitTsconfig } from './package-files.ts';
import { createEmitOptions, describeRun } from './run-options.ts';
import { type Stopwatch, startStopwatch } from './stopwatch.ts';
import { compareOutput, writeOutput } from './write.ts';

/**
 * Generates types, validators, client and server of a document into a folder. A document with errors changes nothing;
 * a document, options and generator that are as they were do nothing.
 */
export async function generate(options: GenerateOptions): Promise<GenerateReport> {
  const watch = startStopwatch(options.onProgress);
  const last = await readManifest(options.out);
  const made = describeRun(options);
  if (
    last !== undefined &&
    !options.force &&
    (await watch.run('compare', () => isCurrent(last, made, options.spec, options.out)))
  ) {
    return report(options, 'unchanged', [], { unchanged: Object.keys(last.files).length }, watch);
  }
  return makeAnew(options, made, last, watch);
}

async function makeAnew(
  options: GenerateOptions,
  made: string,
  last: Manifest | undefined,
  watch: Stopwatch,
): Promise<GenerateReport> {
  const { overlays = [] } = options;
  const { api, diagnostics, sources } = await watch.run('read', () => readApi(options.spec, { overlays }));
  if (api === undefined) return report(options, 'failed', diagnostics, {}, watch);
  const sums = sources.map((source) => source.sha256);
  const files = await watch.run('emit', () => emitFiles(api, options, sums, watch.start));
  const manifest = createManifest(made, options.spec, sources, files);
  const changes = await compareOutput(options.out, files, last);
  const same = changes.written.length + changes.removed.length === 0 && sameManifest(last, manifest);
  if (!same && !options.check) await watch.run('write', () => writeOutput(options.out, files, changes, manifest));
  const status = same ? 'unchanged' : options.check ? 'stale' : 'written';
  const written = same || changes.written.length > 0 ? changes.written : [MANIFEST];
  return report(options, status, diagnostics, { ...changes, written }, watch);
}

function sameManifest(last: Manifest | undefined, manifest: Manifest): boolean {
  return JSON.stringify(last) === JSON.stringify(manifest);
}

async function emitFiles(
  api: Api,
  options: GenerateOptions,
  sums: readonly string[],
  onStage: OnStage,
): Promise<Map<string, string>> {
  const targets = TARGETS.filter((target) => (options.only ?? TARGETS).includes(target));
  const emitOptions = createEmitOptions(api, options, sums);
  const sources = await emitAll(api, emitOptions, targets, onStage);
  if (options.packageName === undefined) return new Map([...sources, ...emitTsconfig(emitOptions)]);
  return emitPackage(api, emitOptions, options.packageName, targets, sources);
}

function report(
  options: GenerateOptions,
  status: GenerateReport['status'],
  diagnostics: GenerateReport['diagnostics'],
  files: Partial<GenerateReport['files']>,
  watch: Stopwatch,
): GenerateReport {
  return {
    spec: options.spec,
    out: options.out,
    status,
    diagnostics,
    files: { written: [], removed: [], unchanged: 0, ...files },
    milliseconds: watch.milliseconds,
    total: watch.total(),
  };
}
