import type { Schemas } from '@openxs2a/xs2a/types';

export type FaultStatus = 400 | 401 | 403 | 404 | 405 | 406 | 409 | 429;
export type FaultCode<Status extends FaultStatus> = Schemas[`MessageCode${Status}_AIS`];

/** An error answer in the form with `tppMessages`; the codes that a status may have are the specification's. */
export function fault<const Status extends FaultStatus>(
  { xRequestId }: { readonly xRequestId: string },
  status: Status,
  code: FaultCode<Status>,
  text: string,
  path?: string,
) {
  const message = { category: 'ERROR' as const, code, text, ...(path !== undefined && { path }) };
  return {
    status,
    type: 'application/json' as const,
    body: { tppMessages: [message] },
    headers: { 'X-Request-ID': xRequestId },
  };
}
