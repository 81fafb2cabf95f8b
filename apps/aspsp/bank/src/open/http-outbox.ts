import { setTimeout as wait } from 'node:timers/promises';
import type { Outbox, OutboxMessage } from '@openxs2a/sca';
import type { Random } from '@openxs2a/service';

export interface HttpOutboxOptions {
  /** Of the bank's own gateway to text messages and mail. */
  readonly url: string;
  readonly token: string | undefined;
  readonly fetch: typeof fetch;
  readonly random: Pick<Random, 'uuid'>;
  /** Milliseconds between tries; as many more tries as there are. Default: 0.2 and 1 s. */
  readonly pauses?: readonly number[];
  /** Milliseconds of one try. Default: 3 s. */
  readonly timeout?: number;
}

const PAUSES = [200, 1_000];
const TIMEOUT = 3_000;

/**
 * Posts each message as JSON, `{ messageId, to, authenticationType, text }`. It was taken when the gateway says 2xx; what
 * fails otherwise than by 4xx is tried again, under the same `messageId`, so that a gateway can tell it from another. No
 * error quotes what was sent.
 */
export function createHttpOutbox(options: HttpOutboxOptions): Outbox {
  const { random, pauses = PAUSES } = options;
  return {
    async send(message) {
      const body = renderMessage(random.uuid(), message);
      let outcome = await post(options, body);
      for (const pause of pauses) {
        if (!outcome.mayBeRepeated) break;
        await wait(pause);
        outcome = await post(options, body);
      }
      if (!outcome.isTaken) throw new Error(`The outbox did not take a message: ${outcome.why}.`);
    },
  };
}

function renderMessage(messageId: string, { to, method, text }: OutboxMessage): string {
  return JSON.stringify({ messageId, to, authenticationType: method.authenticationType, text });
}

type Posted =
  | { readonly isTaken: true; readonly mayBeRepeated: false }
  | { readonly isTaken: false; readonly mayBeRepeated: boolean; readonly why: string };

async function post({ url, token, fetch, timeout = TIMEOUT }: HttpOutboxOptions, body: string): Promise<Posted> {
  const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...authorization },
      body,
      // a code goes where the configuration says, and nowhere else
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    await answer.body?.cancel();
    if (answer.ok) return { isTaken: true, mayBeRepeated: false };
    const { status } = answer;
    return { isTaken: false, mayBeRepeated: status >= 500 || status === 429, why: `it answered ${status}` };
  } catch {
    // what fetch says may have the address in it, and the address a secret
    return { isTaken: false, mayBeRepeated: true, why: 'it could not be reached in time' };
  }
}
