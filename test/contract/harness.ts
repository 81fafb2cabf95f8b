import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import { generate } from '@openxs2a/generate';
import { type Api, readApi } from '@openxs2a/ir';
import type { OperationDescriptor } from '@openxs2a/runtime';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { Validators } from '@openxs2a/runtime/validators';
import { TEMPORARY } from '../support/generate-into.ts';

/** A document that the contract is tested on. */
export interface Specification {
  /** Names the folder of the output; letters, digits and hyphens. */
  readonly name: string;
  readonly file: string;
  readonly overlays?: readonly string[];
  /** Changes an emitted file before it is loaded: a defect, to see whether the tests notice. */
  readonly tamper?: { readonly path: string; readonly change: (text: string) => string };
}

type Values = Readonly<Record<string, unknown>>;

export interface PlainRequest {
  readonly path: Values;
  readonly query: Values;
  readonly headers: Values;
  readonly cookies: Values;
  readonly body?: { readonly type: string; readonly value: unknown };
}

export interface PlainResult {
  readonly status: number | 'undeclared';
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: Values;
}

export type Handle = (operationId: string, request: PlainRequest, incoming: IncomingRequest) => PlainResult;
type Call = (request: PlainRequest, options?: { headers?: Record<string, string> }) => Promise<PlainResult>;

/** The four outputs of a document, generated and loaded. */
export interface Generated {
  readonly api: Api;
  readonly folder: string;
  readonly descriptors: Readonly<Record<string, OperationDescriptor>>;
  readonly validators: Validators;
  /** A fresh client; the method of each operation by its id. */
  createClient(baseUrl: string): Readonly<Record<string, Call>>;
  /** A server on a free port of this machine. */
  startServer(handle: Handle): Promise<RunningServer>;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** What became a 500. */
  readonly errors: readonly unknown[];
  stop(): Promise<void>;
}

const known = new Map<string, Promise<Generated>>();

/** The same of a document as it is, once for all tests that a worker runs. */
export function generateAndLoadOnce(specification: Specification): Promise<Generated> {
  const { name } = specification;
  const generated =
    known.get(name) ?? generateAndLoad({ ...specification, name: `${name}-${process.env['VITEST_POOL_ID']}` });
  known.set(name, generated);
  return generated;
}

export async function generateAndLoad({ name, file, overlays = [], tamper }: Specification): Promise<Generated> {
  const folder = join(TEMPORARY, 'contract', name);
  await rm(folder, { recursive: true, force: true });
  const { api, diagnostics } = await readApi(file, { overlays });
  const report = await generate({ spec: file, out: folder, overlays, name: 'Api' });
  if (api === undefined || report.status !== 'written') {
    const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    throw new Error(`"${name}" was not generated: ${errors.join(' ')}`);
  }
  if (tamper !== undefined) {
    const path = join(folder, tamper.path);
    await writeFile(path, tamper.change(await readFile(path, 'utf8')));
  }
  const load = async (path: string) => await import(pathToFileURL(join(folder, path)).href);
  const [{ descriptors }, { validators }, { createApiClient }, { createApiServer }] = await Promise.all(
    ['descriptors.ts', 'validators/index.ts', 'client/index.ts', 'server/index.ts'].map(load),
  );
  return {
    api,
    folder,
    descriptors,
    validators,
    createClient: (baseUrl) => byOperation(api, createApiClient({ baseUrl, validate: validators })),
    startServer: (handle) => startServer(createApiServer, api, validators, handle),
  };
}

/** A method is called like its operation, in letters that an identifier can have. */
function byOperation(api: Api, client: Readonly<Record<string, Call>>): Readonly<Record<string, Call>> {
  const bare = (name: string) => name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const methods = new Map(Object.entries(client).map(([name, method]) => [bare(name), method]));
  return Object.fromEntries(
    api.operations.flatMap(({ id }) => {
      const method = methods.get(bare(id));
      return method === undefined ? [] : [[id, method] as const];
    }),
  );
}

async function startServer(
  createApiServer: (options: unknown) => { fetch: Parameters<typeof serve>[0]['fetch'] },
  api: Api,
  validators: Validators,
  handle: Handle,
): Promise<RunningServer> {
  const errors: unknown[] = [];
  const handlers = api.operations.map(({ id }) => [
    id,
    (request: PlainRequest, incoming: IncomingRequest) => handle(id, request, incoming),
  ]);
  const app = createApiServer({
    handlers: Object.fromEntries(handlers),
    guards: Object.fromEntries(guardNames(api).map((guard) => [guard, () => undefined])),
    context: (incoming: IncomingRequest) => incoming,
    validators,
    validateResponses: true,
    limits: { body: 16 * 1024 * 1024 },
    onError: (error: unknown) => errors.push(error),
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, port, errors, stop };
}

function guardNames(api: Api): readonly string[] {
  const names = api.operations.flatMap(({ guards, security }) => [
    ...Object.keys(guards),
    ...security.flatMap((alternative) => Object.keys(alternative)),
  ]);
  return [...new Set(names)];
}
