import { type EmitOptions, fromOptions } from '@openxs2a/emit';
import { emitClient } from '@openxs2a/generate-client';
import { emitDescriptors, emitServer } from '@openxs2a/generate-server';
import { emitTypes } from '@openxs2a/generate-types';
import { emitValidators } from '@openxs2a/generate-validators';
import type { Api } from '@openxs2a/ir';
import { compareOutput, type Output } from './compare.ts';
import type { Facts } from './facts.ts';
import { listMutations } from './mutations.ts';

export interface NoticeReport {
  /** How many losses of each kind were noticed, by the output that suffered them. */
  readonly noticed: ReadonlyMap<string, number>;
  /** Losses that nobody noticed. */
  readonly missed: readonly string[];
}

type Files = ReadonlyMap<string, string>;

const OPTIONS: EmitOptions = fromOptions({
  name: 'Api',
  preamble: { generator: 'contract', version: '0', command: 'none', source: 'none', sourceVersion: '0', sha256: '0' },
});

const EMITTERS: Readonly<Record<Output, (api: Api) => Files | Promise<Files>>> = {
  descriptors: (api) => emitDescriptors(api, OPTIONS),
  types: (api) => emitTypes(api, OPTIONS),
  validators: (api) => emitValidators(api, OPTIONS),
  client: (api) => emitClient(api, OPTIONS),
  server: (api) => emitServer(api, OPTIONS),
};

/**
 * Takes one thing at a time from the Api that one emitter sees, the others seeing all, and looks whether the
 * comparison with the document tells it of that output.
 */
export async function noticeLosses(api: Api, raw: Facts, { count = 3, seed = 1 } = {}): Promise<NoticeReport> {
  const whole = await emitAll(api);
  const noticed = new Map<string, number>();
  const missed: string[] = [];
  for (const { kind, what, api: mutated, outputs } of listMutations(api, count, seed)) {
    for (const output of outputs) {
      const files = new Map([...whole, ...(await EMITTERS[output](mutated))]);
      if ((await compareOutput(raw, files, [output])).length > 0) noticed.set(kind, (noticed.get(kind) ?? 0) + 1);
      else missed.push(`${kind} ${what} in ${output}`);
    }
  }
  return { noticed, missed };
}

async function emitAll(api: Api): Promise<Files> {
  const emitted = await Promise.all(Object.values(EMITTERS).map((emit) => emit(api)));
  return new Map(emitted.flatMap((files) => [...files]));
}
