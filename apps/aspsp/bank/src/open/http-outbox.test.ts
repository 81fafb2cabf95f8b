import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemRandom } from '@openxs2a/service';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpOutbox } from './http-outbox.ts';

const method = {
  authenticationMethodId: 'm1',
  authenticationType: 'SMS_OTP',
  name: 'Phone',
  decoupled: false,
} as const;
const MESSAGE = { to: '+4915550000001', method, text: 'Pay 25.00 EUR. Code: 123456' };

interface Heard {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Answers with these statuses, one after the other; `undefined` cuts the connection. */
async function open(...statuses: readonly (number | undefined)[]) {
  const heard: Heard[] = [];
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const status = statuses[heard.length];
    heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    if (status === undefined) return void request.socket.destroy();
    answer.writeHead(status, status === 307 ? { Location: '/elsewhere' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  // a server that listens has an address with a port
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/messages?of=bank`;
  return { heard, outbox: createHttpOutbox({ url, token: 'a token', fetch, random: systemRandom, pauses: [0, 0] }) };
}

test('a message is posted as JSON, with the token of the bank', async () => {
  const { heard, outbox } = await open(204);
  await outbox.send(MESSAGE);
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
    messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    to: MESSAGE.to,
    authenticationType: 'SMS_OTP',
    text: MESSAGE.text,
  });
  expect(heard[0]?.headers).toMatchObject({ authorization: 'Bearer a token', 'content-type': 'application/json' });
});

test.each([[500], [503], [429], [undefined]])('what fails by %s is tried again under the same id', async (status) => {
  const { heard, outbox } = await open(status, 200);
  await outbox.send(MESSAGE);
  expect(heard).toHaveLength(2);
  expect(heard[1]?.body).toBe(heard[0]?.body);
});

test.each([
  ['a refusal', [400, 200], 1],
  ['a redirect, which would take a code elsewhere', [307, 200], 1],
  ['a third failure', [500, undefined, 500, 200], 3],
])('%s is the end of it, and no error quotes the message', async (_, statuses, tries) => {
  const { heard, outbox } = await open(...statuses);
  const error: unknown = await outbox.send(MESSAGE).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(String(error)).toMatch(/^Error: The outbox did not take a message: it /);
  expect(String(error)).not.toMatch(/123456|4915550000001|of=bank|a token/);
  expect(heard).toHaveLength(tries);
});
