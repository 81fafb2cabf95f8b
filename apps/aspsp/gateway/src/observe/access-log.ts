import { logFieldsOf, readRequestId } from '@openxs2a/edge';
import type { Log } from '@openxs2a/service';
import type { Calls } from './observer.ts';

/** Writes the line of a request once it is answered. */
export type AccessLog = (request: Request, answer: Response, milliseconds: number) => void;

export interface AccessLogOptions extends Calls {
  readonly logger: Log;
  /** Which requests have a line. */
  readonly lines: 'all' | 'refusals';
}

/**
 * One line for a request: what, who, how it ended and why, and how long it took. Of the path only what names no account and no
 * person, of headers X-Request-ID alone, of bodies nothing.
 */
export function createAccessLog({ logger, lines, contexts, refusals, callers }: AccessLogOptions): AccessLog {
  return (request, { status }, milliseconds) => {
    if (lines === 'refusals' && status < 400) return;
    const context = contexts.get(request);
    const refused = context && refusals.get(context);
    const fields = {
      method: request.method,
      ...(context === undefined ? { path: pathOf(request.url) } : { operationId: context.operationId }),
      status,
      ...(refused && logFieldsOf(refused)),
      tppId: (context?.identity ?? callers.get(request))?.tppId,
      xRequestId: readRequestId(request.headers),
      durationMs: Math.round(milliseconds * 10) / 10,
    };
    if (status >= 500) logger.warn('request', fields);
    else logger.info('request', fields);
  };
}

const LONGEST_PATH = 200;

/** Without the query, and short: it is a stranger's text. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const end = url.indexOf('?', start);
  return url.slice(start, end < 0 ? undefined : end).slice(0, LONGEST_PATH);
}
