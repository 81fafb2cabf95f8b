import { METADATA_PATH, PROVIDER_PATHS } from '@openxs2a/oauth/paths';
import type { Metrics } from './metrics.ts';

const KNOWN: ReadonlySet<string> = new Set([...Object.values(PROVIDER_PATHS), METADATA_PATH]);

type Fetch<Env> = (request: Request, env: Env) => Response | Promise<Response>;

/** Counts what clients of OAuth call as if it were operations, by path. */
export function countOAuth<Env>(metrics: Pick<Metrics, 'request'>, fetch: Fetch<Env>): Fetch<Env> {
  return async (request, env) => {
    const startedAt = performance.now();
    const answer = await fetch(request, env);
    const { pathname } = new URL(request.url);
    metrics.request(KNOWN.has(pathname) ? pathname : 'none', answer.status, (performance.now() - startedAt) / 1_000);
    return answer;
  };
}
