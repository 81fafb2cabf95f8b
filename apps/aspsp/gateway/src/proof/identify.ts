import {
  answerOf,
  createWireTable,
  type Identity,
  type RefusalReason,
  type Refused,
  RefusedError,
  type WireChoices,
} from '@openxs2a/edge';
import type { ProveCaller } from './prove-caller.ts';
import type { Admit } from './tpp-guard.ts';

/** Who calls, or why nobody is let in; `status` is that of the interface for it. */
export type Identified =
  | { readonly accepted: true; readonly identity: Identity }
  | {
      readonly accepted: false;
      readonly status: number;
      readonly reason: RefusalReason;
      /** Seconds. */
      readonly retryAfter?: number;
    };

/** For what is no operation of the interface, and yet for TPPs alone. */
export type Identify = (request: Request, env: unknown) => Promise<Identified>;

export interface IdentifyOptions {
  readonly proveCaller: ProveCaller;
  readonly admit: Admit;
  readonly choices: WireChoices;
  readonly onIdentified: (request: Request, identity: Identity) => void;
  readonly onRefusal: (refused: Refused) => void;
}

/** The same proof as before every operation: certificate, rate, block, and what is written down of who calls. */
export function createIdentify(options: IdentifyOptions): Identify {
  const { proveCaller, admit, choices, onIdentified, onRefusal } = options;
  const table = createWireTable(choices);
  return async function identify(request, env) {
    try {
      const caller = await proveCaller({ env, headers: request.headers });
      onIdentified(request, caller.identity);
      await admit(caller);
      return { accepted: true, identity: caller.identity };
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const { reason, retryAfter } = error.refused;
      onRefusal(error.refused);
      const [status] = answerOf(table[reason], undefined);
      return { accepted: false, status, reason, ...(retryAfter !== undefined && { retryAfter }) };
    }
  };
}
