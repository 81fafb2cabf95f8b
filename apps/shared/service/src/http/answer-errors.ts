import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Log } from '../log/log.ts';
import { isBrokenOff } from './is-broken-off.ts';
import { problem } from './problem.ts';

/**
 * For `app.onError`: the log gets what was thrown, the client a 500 that says nothing. Hono's own way prints errors past
 * the log, with whatever is in them.
 */
export function answerErrors(log: Log): ErrorHandler {
  return (error, c) => {
    if (error instanceof HTTPException && error.status < 500) return error.getResponse();
    if (isBrokenOff(error)) return problem(400, 'body-incomplete', 'The body broke off.');
    log.error('request failed', error, { method: c.req.method, path: c.req.path });
    return problem(500, 'internal', 'The server failed.');
  };
}
