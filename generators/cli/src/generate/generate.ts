import { basename, dirname, relative, resolve, sep } from 'node:path';
import { type EmitOptions, fromOptions, toPascalCase } from '@openxs2a/emit';
import { type Api, readApi } from '@openxs2a/ir';
import { VERSION } from '../version.ts';
import { emitAll } from './emit-all.ts';
import { createManifest, isCurrent, MANIFEST, type Manifest, readManifest, sha256 } from './manifest.ts';
import { type GenerateOptions, type GenerateReport, TARGETS } from './options.ts';
import { emitPackage, emitTsconfig } from './package-files.ts';
import { compareOutput, writeOutput } from './write.ts';

/**
 * Generates types, validators, client and server of a document into a folder. A document with errors changes nothing;
 * a document, options and generator that are as they were do nothing.
 */
export async function generate(options: GenerateOptions): Promise<GenerateReport> {
  const watch = stopwatch(options.onProgress);
  const last = await readManifest(options.out);
  const made = describeRun(options);
  if (
    last !== undefined &&
    !options.force &&
    (await watch.run('compare', () => isCurrent(last, made, options.spec, options.out)))
  ) {
    return report(options, 'unchanged', [], { unchanged: Object.keys(last.files).length }, watch.milliseconds);
  }
  const read = await watch.run('read', () =>
    readApi(options.spec, options.overlays === undefined ? {} : { overlays: options.overlays }),
  );
  if (read.api === undefined) return report(options, 'failed', read.diagnostics, {}, watch.milliseconds);
  const files = await watch.run('emit', () =>
    emitFiles(
      read.api as Api,
      options,
      read.sources.map((source) => source.sha256),
      watch.start,
    ),
  );
  const manifest = createManifest(made, options.spec, read.sources, files);
  const changes = await compareOutput(options.out, files, last);
  const same = changes.written.length === 0 && changes.removed.length === 0 && sameManifest(last, manifest);
  if (!same && !options.check) await watch.run('write', () => writeOutput(options.out, files, changes, manifest));
  const status = same ? 'unchanged' : options.check ? 'stale' : 'written';
  return report(
    options,
    status,
    read.diagnostics,
    same || changes.written.length > 0 ? changes : { ...changes, written: [MANIFEST] },
    watch.milliseconds,
  );
}

function sameManifest(last: Manifest | undefined, manifest: Manifest): boolean {
  return JSON.stringify(last) === JSON.stringify(manifest);
}

async function emitFiles(
  api: Api,
  options: GenerateOptions,
  sums: readonly string[],
  onStage: (stage: string) => () => void,
) {
  const targets = TARGETS.filter((target) => (options.only ?? TARGETS).includes(target));
  const emitOptions = createEmitOptions(api, options, sums);
  const sources = await emitAll(api, emitOptions, targets, onStage);
  if (options.packageName === undefined) return new Map([...sources, ...emitTsconfig(emitOptions)]);
  return emitPackage(api, emitOptions, options.packageName, targets, sources);
}

function createEmitOptions(api: Api, options: GenerateOptions, sums: readonly string[]): EmitOptions {
  const [single] = sums;
  return fromOptions({
    name: options.name ?? (toPascalCase(api.title).slice(0, 40) || 'Api'),
    preamble: {
      generator: '@openxs2a/generate',
      version: VERSION,
      command: commandOf(options),
      source: placeOf(options.spec),
      sourceVersion: api.version,
      sha256: sums.length === 1 && single !== undefined ? single : sha256(sums.join('\n')),
    },
    ...(options.importExtension === undefined ? {} : { importExtension: options.importExtension }),
  });
}

/** A path as anyone may see it: below the folder that the command ran in, else the bare name. */
function placeOf(path: string): string {
  const below = relative(process.cwd(), resolve(path)).split(sep).join('/');
  return below.startsWith('..') || below === '' ? basename(path) : below;
}

function commandOf(options: GenerateOptions): string {
  const parts = ['openxs2a generate --spec', placeOf(options.spec), '--out', placeOf(options.out)];
  for (const overlay of options.overlays ?? []) parts.push('--overlay', placeOf(overlay));
  if (options.name !== undefined) parts.push('--name', options.name);
  if (options.packageName !== undefined) parts.push('--package', options.packageName);
  if (options.only !== undefined) parts.push('--only', options.only.join(','));
  return parts.join(' ');
}

/** All that decides the output besides the documents. */
function describeRun(options: GenerateOptions): string {
  return `${VERSION} ${commandOf(options)} ${options.importExtension ?? ''} ${dirname(placeOf(options.spec))}`.trim();
}

function report(
  options: GenerateOptions,
  status: GenerateReport['status'],
  diagnostics: GenerateReport['diagnostics'],
  files: Partial<GenerateReport['files']>,
  milliseconds: GenerateReport['milliseconds'],
): GenerateReport {
  return {
    spec: options.spec,
    out: options.out,
    status,
    diagnostics,
    files: { written: [], removed: [], unchanged: 0, ...files },
    milliseconds,
  };
}

function stopwatch(onProgress: GenerateOptions['onProgress']) {
  const milliseconds: Record<string, number> = {};
  const start = (stage: string) => {
    onProgress?.(stage);
    const begin = performance.now();
    return () => {
      milliseconds[stage] = Math.round(performance.now() - begin);
    };
  };
  const run = async <T>(stage: string, work: () => Promise<T>): Promise<T> => {
    const done = start(stage);
    const result = await work();
    done();
    return result;
  };
  return { milliseconds, start, run };
}
