import { type Clock, noteForLog, peerCertificate } from '@openxs2a/service';
import type { Guards } from '@openxs2a/signing-api/server';
import { type Client, identifyClient } from '../domain/client.ts';
import { toProblem } from './problems.ts';

/** What guards find out about a request, for its handler. */
export interface CallContext {
  client?: Client;
}

/** Who calls, and whether it may: nothing else of a request is looked at before. */
export function createGuards(clients: readonly Client[], clock: Clock): Guards<CallContext> {
  return {
    clientCertificate({ request, operation, context }) {
      noteForLog(request.raw, { operationId: operation.id });
      const verdict = identifyClient(clients, peerCertificate(request.env)?.der, clock());
      if (!verdict.accepted) return toProblem(401, verdict.reason);
      noteForLog(request.raw, { client: verdict.client.name });
      context.client = verdict.client;
      return undefined;
    },
    right({ options, context }) {
      if (context.client?.rights.includes(options.needs)) return undefined;
      return toProblem(403, 'right-missing', { detail: `It needs "${options.needs}".` });
    },
  };
}

/** The name of who calls. Every operation asks the guard that finds it out. */
export function clientOf({ client }: CallContext): string {
  if (client === undefined) throw new TypeError('no guard has identified the client');
  return client.name;
}
