import { type Cluster, startCluster } from '@openxs2a/store/testing';
import { afterAll } from 'vitest';

/** A PostgreSQL for the tests of a file, or why there is none: for the names of those that are skipped then. */
export interface TestPostgresql {
  readonly missing: boolean;
  readonly why: string;
  /** TypeError where it is missing. */
  readonly url: () => string;
}

export async function openPostgresql(): Promise<TestPostgresql> {
  const found: Cluster | Error = await startCluster().catch((error: Error) => error);
  if (found instanceof Error) return { missing: true, why: ` (skipped: ${found.message})`, url: () => refuse(found) };
  afterAll(() => found.stop());
  return { missing: false, why: '', url: () => found.url };
}

function refuse({ message }: Error): never {
  throw new TypeError(message);
}
