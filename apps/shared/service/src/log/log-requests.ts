import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../clock.ts';
import type { Log, LogFields } from './log.ts';

const noted = new WeakMap<Request, Record<string, unknown>>();

/** Adds fields to the line of a request, such as its operation and who sent it, from wherever the request is known. */
export function noteForLog(request: Request, fields: LogFields): void {
  noted.set(request, { ...noted.get(request), ...fields });
}

/**
 * One line for each request once it is answered: method, path without its query, status, the code of a problem (RFC 9457),
 * how long it took, X-Request-ID, and what was noted. An answer of 500 or more is a warning; whoever caused it has logged
 * the error.
 */
export function logRequests(log: Log, clock: Clock): MiddlewareHandler {
  return async function logRequest(c, next) {
    const startedAt = clock().getTime();
    await next();
    const fields = {
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      code: await findCode(c.res),
      durationMs: clock().getTime() - startedAt,
      xRequestId: c.req.header('X-Request-ID'),
      ...noted.get(c.req.raw),
    };
    if (c.res.status >= 500) log.warn('request', fields);
    else log.info('request', fields);
  };
}

async function findCode(response: Response): Promise<unknown> {
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json') !== true) return undefined;
  try {
    const body: unknown = await response.clone().json();
    return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
  } catch {
    // Whatever it is, it is answered; the line does without its code.
    return undefined;
  }
}
