import type { Context, MiddlewareHandler } from 'hono';
import type { RateLimiter } from '../rate-limiter.ts';
import { problem } from './problem.ts';

/** Answers 429 with Retry-After (RFC 6585, 4) to who has used up the limit. `keyOf` tells whom a request counts for. */
export function limitRequests(limiter: RateLimiter, keyOf: (c: Context) => string): MiddlewareHandler {
  return async function limit(c, next) {
    const verdict = limiter.take(keyOf(c));
    if (verdict.allowed) return next();
    const headers = { 'Retry-After': String(verdict.retryAfter) };
    return problem(429, 'rate-exceeded', 'There were too many requests.', headers);
  };
}
