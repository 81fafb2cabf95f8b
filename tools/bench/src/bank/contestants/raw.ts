import { once } from 'node:events';
import { createServer } from 'node:https';
import { portOf } from '../../server/contestant.ts';
import type { ExchangeName } from '../exchanges.ts';
import type { Begin, Started } from '../host.ts';
import type { Setting } from '../setting.ts';

/** Mutual TLS, and the same bytes for every request: what it costs to be asked and to answer, and nothing else. */
export async function start({ server: identity, anchors }: Setting, answers: Begin['answers']): Promise<Started> {
  const server = createServer(
    { ...identity, ca: anchors, requestCert: true, rejectUnauthorized: true, keepAliveTimeout: 60_000 },
    (request, response) => {
      const { status, headers, body } = answers[exchangeOf(request.method, request.url)] ?? NOTHING;
      const answer = () => void response.writeHead(status, headers.flat()).end(body);
      if (request.method === 'GET') answer();
      else request.on('data', () => undefined).on('end', answer);
    },
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: portOf(server) };
}

const NOTHING = { status: 404, headers: [], body: '' };

function exchangeOf(method = '', url = ''): ExchangeName {
  if (method === 'POST') return 'consents';
  if (!url.includes('/transactions')) return 'accounts';
  return url.includes('-0001-') ? 'few' : 'many';
}
