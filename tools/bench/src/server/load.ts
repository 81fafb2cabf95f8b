import autocannon from 'autocannon';
import type { Measured } from '../measure/rounds.ts';
import type { StartedServer } from './started.ts';
import type { Exchange } from './wire.ts';

const CONNECTIONS = 16;

/** Sends requests for so many seconds over connections that are kept alive, as fast as they are answered. */
export async function load(server: StartedServer, exchange: Exchange, duration: number): Promise<Measured> {
  const { method, path, headers, body } = exchange;
  const before = await server.readCpu();
  const result = await autocannon({
    url: server.url + path,
    connections: CONNECTIONS,
    duration,
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const cpu = (await server.readCpu()) - before;
  const { total } = result.requests;
  const failed = result.errors + result.non2xx;
  if (failed > 0) throw new Error(`${server.name} failed ${failed} of ${total} requests.`);
  return { cpu: cpu / total, rate: total / result.duration };
}
