import { basename, dirname, relative, resolve, sep } from 'node:path';
import { type EmitOptions, fromOptions, toPascalCase } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import { VERSION } from '../version.ts';
import { sha256 } from './manifest.ts';
import type { GenerateOptions } from './options.ts';

/** What the emitters are told: names, and where the code comes from. */
export function createEmitOptions(api: Api, options: GenerateOptions, sums: readonly string[]): EmitOptions {
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
export function describeRun(options: GenerateOptions): string {
  return `${VERSION} ${commandOf(options)} ${options.importExtension ?? ''} ${dirname(placeOf(options.spec))}`.trim();
}
