import { listen } from '@openxs2a/service';

/** As the bank posts it to OUTBOX_URL. */
export interface PostedMessage {
  readonly messageId: string;
  readonly to: string;
  readonly authenticationType: string;
  readonly text: string;
}

/** A gateway to text messages and mail that keeps what it is given. */
export interface OutboxServer {
  /** For OUTBOX_URL. */
  readonly url: string;
  readonly messages: readonly PostedMessage[];
  /** The code in the last message. Throws where there is none. */
  lastCode(): string;
  close(): Promise<void>;
}

/** Listens on this machine. `onMessage` hears of each message before the bank is told that it was taken. */
export async function openOutboxServer(
  onMessage: (message: PostedMessage) => void | Promise<void> = () => {},
): Promise<OutboxServer> {
  const messages: PostedMessage[] = [];
  const listener = await listen({
    address: { host: '127.0.0.1', port: 0 },
    async fetch(request: Request) {
      if (request.method !== 'POST') return new Response(null, { status: 405 });
      // the bank alone knows the address, and posts nothing else
      const message = (await request.json()) as PostedMessage;
      messages.push(message);
      await onMessage(message);
      return new Response(null, { status: 204 });
    },
  });
  return {
    url: `${listener.url}/messages`,
    messages,
    lastCode() {
      const [, code] = /Code: (\d+)/.exec(messages.at(-1)?.text ?? '') ?? [];
      if (code === undefined) throw new Error('No code was sent.');
      return code;
    },
    close: () => listener.close(0),
  };
}
