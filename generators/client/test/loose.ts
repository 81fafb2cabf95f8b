import { join } from 'node:path';

/** A result as tests look at it; its types are tested by a compiler, in `types.test.ts`. */
export interface LooseResult {
  readonly status: number | 'undeclared';
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: unknown;
  readonly httpHeaders: Headers;
  readonly bytes: Uint8Array;
  text(): string;
}

type LooseClient = Readonly<Record<string, (request?: object, options?: object) => Promise<LooseResult>>>;

/** The factory of a client that was generated a moment ago, which no import could name. */
export async function importLibrary(folder: string): Promise<(options: object) => Required<LooseClient>> {
  const module: { createLibraryClient: (options: object) => LooseClient } = await import(
    join(folder, 'client', 'index.ts')
  );
  return module.createLibraryClient;
}
