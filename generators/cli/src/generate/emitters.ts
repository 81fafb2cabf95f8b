import type { EmitOptions } from '@openxs2a/emit';
import type { Api } from '@openxs2a/ir';
import type { Target } from './options.ts';

/** What can be emitted: the targets, and what client and server share. */
export type Part = Target | 'descriptors';

type Emit = (api: Api, options: EmitOptions) => Map<string, string> | Promise<Map<string, string>>;

/** Each is loaded when it is first needed: a run with nothing to do loads none. */
export const EMITTERS: Readonly<Record<Part, () => Promise<Emit>>> = {
  types: async () => (await import('@openxs2a/generate-types')).emitTypes,
  descriptors: async () => (await import('@openxs2a/generate-server')).emitDescriptors,
  validators: async () => (await import('@openxs2a/generate-validators')).emitValidators,
  client: async () => (await import('@openxs2a/generate-client')).emitClient,
  server: async () => (await import('@openxs2a/generate-server')).emitServer,
};

/** What a target needs of the others. */
const NEEDS: Readonly<Record<Target, readonly Part[]>> = {
  types: ['types'],
  validators: ['types', 'validators'],
  client: ['types', 'descriptors', 'client'],
  server: ['types', 'descriptors', 'server'],
};

export function partsOf(targets: readonly Target[]): Part[] {
  return [...new Set(targets.flatMap((target) => NEEDS[target]))];
}
