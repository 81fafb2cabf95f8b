import type { EmitOptions } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import { EMITTERS, type Part, partsOf } from './emitters.ts';
import type { Target } from './options.ts';
import type { TypesThread } from './types-thread.ts';

/** Told that a stage begins; tells when it ended. */
export type OnStage = (stage: string) => () => void;

/** The files of the targets and of what they need, sorted by path. */
export async function emitAll(
  api: Api,
  options: EmitOptions,
  targets: readonly Target[],
  thread: TypesThread,
  onStage: OnStage,
): Promise<Map<string, string>> {
  const emitHere = async (part: Part): Promise<[string, string][]> => {
    const emit = await EMITTERS[part]();
    const done = onStage(part);
    const files = await emit(api, options);
    done();
    return [...files];
  };
  const emitThere = async (): Promise<[string, string][]> => {
    const done = onStage('types');
    const files = await thread.emit(api, options);
    done();
    return files;
  };
  const emitted = await Promise.all(partsOf(targets).map((part) => (part === 'types' ? emitThere() : emitHere(part))));
  return new Map(emitted.flat().sort(([a], [b]) => (a < b ? -1 : 1)));
}
