import type { AuthenticationMethod } from './method.ts';

/** What carries texts to PSUs: a gateway for text messages, mail. What it is given is secret. */
export interface Outbox {
  /** Resolves when the text was taken; rejects where it was not. */
  send(message: OutboxMessage): Promise<void>;
}

export interface OutboxMessage {
  /** A phone number, a mail address, the address of an app. */
  readonly to: string;
  readonly method: AuthenticationMethod;
  readonly text: string;
}
