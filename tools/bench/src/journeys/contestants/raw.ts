import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import { portOf } from '../../server/contestant.ts';
import type { Started } from '../host.ts';
import type { JourneySetting } from '../setting.ts';
import { type Answer, type Answers, PAGE_STEPS } from '../steps.ts';

/** The same two listeners, and the same bytes for every journey: what it costs to be asked and to answer, and nothing else. */
export async function start({ server, anchors }: JourneySetting, answers: Answers): Promise<Started> {
  const mutual = { ...server, ca: anchors, requestCert: true, rejectUnauthorized: true };
  const port = await serve(mutual, ({ method }) => answers[method === 'POST' ? 'POST consent' : 'GET status']);
  const seen = new WeakMap<object, number>();
  const pagesPort = await serve(server, ({ socket }) => {
    const at = seen.get(socket) ?? 0;
    seen.set(socket, at + 1);
    return answers[PAGE_STEPS[at] ?? 'GET link'];
  });
  return { port, pagesPort };
}

async function serve(options: ServerOptions, find: (request: IncomingMessage) => Answer | undefined): Promise<number> {
  const server = createServer({ ...options, keepAliveTimeout: 60_000 }, (request, response) => {
    const { status, headers, body } = find(request) ?? NOTHING;
    const answer = () => void response.writeHead(status, headers.flat()).end(body);
    if (request.method === 'GET') answer();
    else request.on('data', () => undefined).on('end', answer);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return portOf(server);
}

const NOTHING: Answer = { status: 404, headers: [], body: '' };
