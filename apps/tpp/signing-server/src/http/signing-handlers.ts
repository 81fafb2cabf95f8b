import type { RateLimiter } from '@openxs2a/service';
import type { SigningHandlers } from '@openxs2a/signing-api/server';
import type { SigningServer } from '../acts/server.ts';
import { signMessage } from '../acts/sign-message.ts';
import { isWithinDates } from '../domain/certificate.ts';
import type { MessageRefusal } from '../domain/message.ts';
import { chooseAlgorithm } from '../domain/signing-algorithm.ts';
import { listOpenOrders } from '../store/orders.ts';
import { type CallContext, clientOf } from './guards.ts';
import { toProblem } from './problems.ts';
import { renderCertificate } from './render.ts';

export interface SigningLimits {
  readonly perClient: RateLimiter;
  readonly total: RateLimiter;
}

export function createSigningHandlers(server: SigningServer, limits: SigningLimits): SigningHandlers<CallContext> {
  return {
    async signMessage({ body }, context) {
      const client = clientOf(context);
      const wait = takeTurn(limits, client);
      if (wait !== undefined) return { ...toProblem(429, 'rate-exceeded'), headers: { 'Retry-After': wait } };
      const outcome = await signMessage(server, client, body.value);
      switch (outcome.kind) {
        case 'refused':
          return toRefusal(outcome.refusal);
        case 'no-certificate':
          return toProblem(503, 'no-certificate');
        case 'signed': {
          const headers = outcome.headers.map(([name, value]) => ({ name, value }));
          return { status: 200, type: 'application/json', body: { headers, certificate: outcome.certificate } };
        }
      }
    },
    async getStatus() {
      const seal = server.seal.current();
      const openOrders = (await listOpenOrders(server.database)).length;
      if (seal === undefined) {
        return { status: 200, type: 'application/json', body: { canSign: false, profiles: [], openOrders } };
      }
      const wanted = server.policy.targets.flatMap(({ profiles }) => profiles);
      const usable = wanted.filter((profile) => chooseAlgorithm(profile, seal.key.kind) !== undefined);
      const body = {
        canSign: isWithinDates(seal.record.certificate, server.clock()),
        certificate: renderCertificate(seal.record),
        profiles: [...new Set(usable.map(({ name }) => name))],
        openOrders,
      };
      return { status: 200, type: 'application/json', body };
    },
  };
}

/** Whole seconds to wait, or undefined where it may go on. Who has no more of its own takes nothing from the others. */
function takeTurn({ perClient, total }: SigningLimits, client: string): number | undefined {
  const own = perClient.take(client);
  if (!own.allowed) return own.retryAfter;
  const all = total.take('');
  return all.allowed ? undefined : all.retryAfter;
}

function toRefusal({ code, reason, detail }: MessageRefusal) {
  const more = { detail, ...(reason === undefined ? {} : { reason }) };
  switch (code) {
    case 'target-not-allowed':
    case 'profile-not-allowed':
      return toProblem(403, code, more);
    case 'body-too-large':
      return toProblem(413, code, more);
    case 'profile-unknown':
    case 'message-refused':
      return toProblem(422, code, more);
  }
}
