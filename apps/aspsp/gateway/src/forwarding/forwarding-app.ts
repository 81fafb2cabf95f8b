import { createXs2aApp, homeOf, type Idempotency, identityOf, type Xs2aApp, type Xs2aAppOptions } from '@openxs2a/edge';
import { isOfOAuth } from '@openxs2a/oauth/paths';
import { countOAuth } from '@openxs2a/operations';
import type { Reply } from '@openxs2a/runtime/server';
import type { Gateway } from '../gateway.ts';
import { createForwardOAuth } from './forward-oauth.ts';
import { createHandOn, type HandOnOptions } from './hand-on.ts';

export interface ForwardingOptions
  extends Pick<Xs2aAppOptions, 'profile' | 'database' | 'log' | 'clock'>,
    Pick<HandOnOptions, 'homes' | 'fetch' | 'signToken'> {
  readonly gateway: Pick<Gateway, 'proof' | 'identify' | 'observe' | 'metrics'>;
}

/** Is asked behind, by the app at home. */
const ASKED_BEHIND: Idempotency = {
  guard() {},
  once: () => Promise.reject(new TypeError('The gateway creates nothing.')),
  purge: async () => 0,
};

/**
 * The gateway where the bank's apps run apart: it proves who calls, and hands the request on to the app at home with its word
 * for it, a token for this request alone. Everything behind the signature is asked there. An app that cannot be reached is a
 * 503; all that it answers is passed on as it is.
 */
export function createForwardingApp(options: ForwardingOptions): Xs2aApp {
  const { gateway, profile, database, log, clock } = options;
  const handOn = createHandOn({ ...options, timeout: profile.limits.requestSeconds * 1_000 });
  const oauth = createForwardOAuth({ gateway, handOn, maxSize: profile.limits.bodyKiB * 1_024 });
  const askOAuth = countOAuth(gateway.metrics, oauth.fetch);
  // The server makes an answer of values; what came from the app at home are bytes, and takes its place.
  const answers = new WeakMap<Request, Response>();
  const app = createXs2aApp({
    proof: {
      ...gateway.proof,
      async signature(call): Promise<Reply | undefined> {
        const { operation, request, context } = call;
        const refused = await gateway.proof.signature(call);
        if (refused !== undefined) return refused;
        const answer = await handOn({ home: homeOf(operation), request, identity: identityOf(context) });
        answers.set(request.raw, answer);
        return { status: answer.status };
      },
    },
    parts: [],
    profile,
    database,
    log,
    clock,
    idempotency: ASKED_BEHIND,
    observe: gateway.observe,
  });
  return {
    async fetch(request, env) {
      if (isOfOAuth(request)) return askOAuth(request, env);
      const answered = await app.fetch(request, env);
      return answers.get(request) ?? answered;
    },
  };
}
