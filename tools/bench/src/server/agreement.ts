import { isDeepStrictEqual } from 'node:util';
import type { StartedServer } from './started.ts';
import { BROKEN, CREATED, EXCHANGES, type Exchange, LISTED, REQUEST_ID } from './wire.ts';

/** Same work: the same answers, and for those that validate the same refusals. Throws for the first that differs. */
export async function checkAnswers(server: StartedServer): Promise<void> {
  for (const exchange of EXCHANGES) {
    const response = await send(server, exchange);
    const expected = exchange.method === 'POST' ? CREATED : LISTED;
    const headers = exchange.method === 'POST' ? { location: CREATED.location, 'aspsp-sca-approach': 'REDIRECT' } : {};
    const isSame =
      response.status === expected.status &&
      Object.entries({ ...headers, 'x-request-id': REQUEST_ID }).every(
        ([name, value]) => response.headers.get(name) === value,
      ) &&
      (response.headers.get('content-type') ?? '').startsWith('application/json') &&
      isDeepStrictEqual(await response.json(), expected.body);
    if (!isSame) throw new Error(`${server.name} answers ${exchange.method} ${exchange.path} differently.`);
  }
  for (const exchange of server.validates ? BROKEN : []) {
    const { status } = await send(server, exchange);
    if (status !== 400) throw new Error(`${server.name} answers a broken ${exchange.method} with ${status}.`);
  }
}

function send({ url }: StartedServer, { method, path, headers, body }: Exchange): Promise<Response> {
  return fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
}
