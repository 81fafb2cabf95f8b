import type { EmitOptions } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import { EMITTERS, partsOf } from './emitters.ts';
import type { Target } from './options.ts';

/** Told that a stage begins; tells when it ended. */
export type OnStage = (stage: string) => () => void;

/** The files of the targets and of what they need, sorted by path. */
export async function emitAll(
  api: Api,
  options: EmitOptions,
  targets: readonly Target[],
  onStage: OnStage,
): Promise<Map<string, string>> {
  const files: [string, string][] = [];
  for (const part of partsOf(targets)) {
    const done = onStage(part);
    const emit = await EMITTERS[part]();
    files.push(...(await emit(api, options)));
    done();
  }
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
