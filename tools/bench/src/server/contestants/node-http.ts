import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { portOf } from '../contestant.ts';
import { areAccountHeaders, areConsentHeaders, isConsent } from '../typebox-checks.ts';
import { CREATED, LISTED } from '../wire.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const ROUTES: Readonly<Record<string, Handler>> = {
  'POST /v1/consents': createConsent,
  'GET /v1/accounts': listAccounts,
};

export async function start(): Promise<number> {
  const server = createServer((request, response) => {
    const handler = ROUTES[`${request.method} ${request.url}`];
    if (handler === undefined) response.writeHead(404).end();
    else void handler(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return portOf(server);
}

async function createConsent(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body: unknown = JSON.parse(await text(request));
  if (!areConsentHeaders(request.headers) || !isConsent(body)) return void response.writeHead(400).end();
  send(request, response, CREATED, { Location: CREATED.location, 'ASPSP-SCA-Approach': CREATED.approach });
}

function listAccounts(request: IncomingMessage, response: ServerResponse): void {
  if (!areAccountHeaders(request.headers)) return void response.writeHead(400).end();
  send(request, response, LISTED, {});
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body }: { readonly status: number; readonly body: object },
  headers: Readonly<Record<string, string>>,
): void {
  const content = JSON.stringify(body);
  const own = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(content) };
  response.writeHead(status, { ...own, 'X-Request-ID': request.headers['x-request-id'], ...headers }).end(content);
}
