import { parentPort } from 'node:worker_threads';
import type { EmitOptions } from '@openxs2a/emit';
import { emitTypes } from '@openxs2a/generate-types';
import type { Api } from '@openxs2a/ir';

/** The wire types take half of the time of all emitters; here they are printed while another thread does the rest. */
parentPort?.once('message', ({ api, options }: { readonly api: Api; readonly options: EmitOptions }) => {
  parentPort?.postMessage([...emitTypes(api, options)]);
});
