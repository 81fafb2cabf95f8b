import { setTimeout as wait } from 'node:timers/promises';
import type { Outbox, OutboxMessage } from '@openxs2a/sca';
import { postJson, type Random } from '@openxs2a/service';

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
  const { random, pauses = PAUSES, timeout = TIMEOUT } = options;
  return {
    async send(message) {
      const posted = { ...options, timeout, body: renderMessage(random.uuid(), message) };
      let outcome = await postJson(posted);
      for (const pause of pauses) {
        if (outcome.isTaken || !outcome.mayBeRepeated) break;
        await wait(pause);
        outcome = await postJson(posted);
      }
      if (!outcome.isTaken) throw new Error(`The outbox did not take a message: ${outcome.why}.`);
    },
  };
}

function renderMessage(messageId: string, { to, method, text }: OutboxMessage): string {
  return JSON.stringify({ messageId, to, authenticationType: method.authenticationType, text });
}
