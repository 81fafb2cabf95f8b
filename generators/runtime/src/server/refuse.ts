import type { ServerOptions } from './config.ts';
import type { RefusedRequest } from './incoming.ts';
import { renderReply } from './render.ts';
import { describeRefusal, headersOfRefusal, type Refusal } from './reply.ts';

export type Refuser<Context> = (
  refusal: Refusal,
  request: RefusedRequest,
  context: Context | undefined,
) => Promise<Response>;

/**
 * How the server words its refusals. `onError` hears of every 500; a wording that fails itself becomes the default
 * one, so that a refusal always leaves.
 */
export function createRefuser<Context>({ refuse, onError }: ServerOptions<Context>): Refuser<Context> {
  const tell = createTeller(onError);
  return async (refusal, request, context) => {
    if (refusal.code === 'internal') tell(refusal.cause, refusal.operation);
    const headers = headersOfRefusal(refusal);
    if (refuse === undefined) return renderReply(refusal.operation, describeRefusal(refusal), headers);
    try {
      return renderReply(refusal.operation, await refuse(refusal, request, context), headers);
    } catch (error) {
      tell(error, refusal.operation);
      return renderReply(undefined, describeRefusal(refusal), headers);
    }
  };
}

function createTeller(onError: ServerOptions<never>['onError']): NonNullable<ServerOptions<never>['onError']> {
  return (error, operation) => {
    try {
      onError?.(error, operation);
    } catch {
      // Whoever listens has failed; the client still gets an answer.
    }
  };
}
