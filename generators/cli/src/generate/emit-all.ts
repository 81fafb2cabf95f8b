import type { EmitOptions } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import type { Target } from './options.ts';

type Emit = (api: Api, options: EmitOptions) => Map<string, string> | Promise<Map<string, string>>;

/** Each is loaded when it is first needed: a run with nothing to do loads none. */
const EMITTERS: Readonly<Record<Target | 'descriptors', () => Promise<Emit>>> = {
  types: async () => (await import('@openxs2a/generate-types')).emitTypes,
  descriptors: async () => (await import('@openxs2a/generate-server')).emitDescriptors,
  validators: async () => (await import('@openxs2a/generate-validators')).emitValidators,
  client: async () => (await import('@openxs2a/generate-client')).emitClient,
  server: async () => (await import('@openxs2a/generate-server')).emitServer,
};

/** What a target needs of the others. */
const NEEDS: Readonly<Record<Target, readonly (Target | 'descriptors')[]>> = {
  types: ['types'],
  validators: ['types', 'validators'],
  client: ['types', 'descriptors', 'client'],
  server: ['types', 'descriptors', 'server'],
};

/** The files of the targets and of what they need, sorted by path. */
export async function emitAll(
  api: Api,
  options: EmitOptions,
  targets: readonly Target[],
  onStage: (stage: string) => () => void,
): Promise<Map<string, string>> {
  const wanted = new Set(targets.flatMap((target) => NEEDS[target]));
  const emitted = await Promise.all(
    [...wanted].map(async (target) => {
      const emit = await EMITTERS[target]();
      const done = onStage(target);
      const files = await emit(api, options);
      done();
      return [...files];
    }),
  );
  return new Map(emitted.flat().sort(([a], [b]) => (a < b ? -1 : 1)));
}
