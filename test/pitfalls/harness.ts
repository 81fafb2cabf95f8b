import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { GenerateReport } from '@openxs2a/generate';
import { generateInto } from '../support/generate-into.ts';

/** What a handler was given, and what the client was told, of one call. */
export interface Exchange {
  readonly seen: Record<string, unknown> | undefined;
  readonly result: Record<string, unknown>;
}

export interface Built {
  readonly report: GenerateReport;
  text(path: string): string;
  /** Calls with the generated client; the generated server's handler answers with what it is told to. */
  call(operationId: string, request: unknown, answer: unknown, options?: unknown): Promise<Exchange>;
  /** A raw request to the generated server. */
  raw(
    method: string,
    path: string,
    init: RequestInit,
    answer?: unknown,
  ): Promise<{ readonly seen: Record<string, unknown> | undefined; readonly response: Response }>;
}

type Loose = Record<string, (...args: unknown[]) => unknown>;

/** Generates a document, loads what came out, and connects client and server. */
export async function build(name: string, document: object | string): Promise<Built> {
  const { folder, report } = await generateInto(`pitfall-${name}`, document, { name: 'Api' });
  if (report.status !== 'written') throw new Error(JSON.stringify(report.diagnostics));
  const load = async (path: string): Promise<Record<string, never>> => import(pathToFileURL(join(folder, path)).href);
  const [client, server, { validators }, { descriptors }] = await Promise.all([
    load('client/index.ts'),
    load('server/index.ts'),
    load('validators/index.ts'),
    load('descriptors.ts'),
  ]);
  let seen: Record<string, unknown> | undefined;
  let answer: unknown;
  const handler = (request: Record<string, unknown>) => {
    seen = request;
    return answer;
  };
  const ids = Object.keys(descriptors ?? {});
  const guards = new Proxy({}, { get: () => () => undefined, has: () => true });
  const handlers = Object.fromEntries(ids.map((id) => [id, handler]));
  const app = (server as unknown as Loose)['createApiServer']?.({
    handlers,
    guards,
    context: () => ({}),
    validators,
  }) as { fetch(request: Request): Promise<Response> };
  const api = (client as unknown as Loose)['createApiClient']?.({
    baseUrl: 'http://localhost',
    fetch: (request: unknown) => app.fetch(request as Request),
  }) as Loose;
  return {
    report,
    text: (path) => readFileSync(join(folder, path), 'utf8'),
    call: async (operationId, request, next, options) => {
      [seen, answer] = [undefined, next];
      const result = (await api[operationId]?.(request, options)) as Record<string, unknown>;
      return { seen, result };
    },
    raw: async (method, path, init, next) => {
      [seen, answer] = [undefined, next];
      const response = await app.fetch(new Request(`http://localhost${path}`, { ...init, method }));
      return { seen, response };
    },
  };
}

/** A document with the given paths and components. */
export function documentOf(paths: unknown, components: unknown = {}): object {
  return { openapi: '3.0.3', info: { title: 'Api', version: '1' }, paths, components };
}

export const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
