// Sends requests as fast as they are answered, in a process of its own; says how many were.
import { type ExchangeName, findExchange } from '../exchanges.ts';
import { createSeal, renderRequest, type Sealed, type SealRequest } from '../sealed-requests.ts';
import { CONNECTIONS, type Pem, type SealKind } from '../setting.ts';
import { type Connection, openConnection, type Target } from './connection.ts';

export interface LoadOrder extends Target {
  readonly exchange: ExchangeName;
  readonly seal: SealKind;
  readonly seals: Readonly<Record<SealKind, Pem>>;
  /** In the store: their numbers are taken at random. */
  readonly consents: number;
  readonly seconds: number;
  /** Of requests that may be sent only once, the first that was not. */
  readonly first: number;
}

/** First all that is not to be measured, then, upon `go`, the load. */
export type LoadMessage = LoadOrder | 'go';

export interface LoadResult {
  readonly sent: number;
  readonly seconds: number;
  readonly statuses: Readonly<Record<number, number>>;
}

/** Enough of them that none is still at hand because it was there a moment ago. */
const REUSED = 64;
/** Of those that may be sent only once, as many lie ready; who has answered them all before the time is over is done. */
const ONCE_PER_SECOND = 1_500;

const sealers = new Map<SealKind, SealRequest>();
const pools = new Map<string, Sealed[]>();
const connected = new Map<number, readonly Connection[]>();

interface Prepared {
  readonly next: () => Buffer | undefined;
  readonly connections: readonly Connection[];
  readonly seconds: number;
}

/** Seals requests, opens what connections are missing, and sends a first request over each. */
async function prepare(order: LoadOrder): Promise<Prepared> {
  const next = await createRequests(order);
  const open = connected.get(order.port)?.filter((connection) => connection.isOpen()) ?? [];
  const missing = Array.from({ length: CONNECTIONS - open.length }, () => openConnection(order));
  const connections = [...open, ...(await Promise.all(missing))];
  connected.set(order.port, connections);
  await Promise.all(connections.map((connection) => connection.send(next() ?? never())));
  return { next, connections, seconds: order.seconds };
}

async function run({ next, connections, seconds: duration }: Prepared): Promise<LoadResult> {
  const statuses: Record<number, number> = {};
  let sent = 0;
  const begin = performance.now();
  const end = begin + duration * 1000;
  const work = async (connection: Connection) => {
    for (let request = next(); request !== undefined && performance.now() < end; request = next()) {
      const { status } = await connection.send(request);
      statuses[status] = (statuses[status] ?? 0) + 1;
      sent += 1;
    }
  };
  await Promise.all(connections.map(work));
  const seconds = (performance.now() - begin) / 1000;
  return { sent, seconds, statuses };
}

async function createRequests(order: LoadOrder): Promise<() => Buffer | undefined> {
  const exchange = findExchange(order.exchange);
  const isOnce = exchange.method === 'POST';
  const count = isOnce ? order.first + Math.ceil(order.seconds * ONCE_PER_SECOND) : REUSED;
  const pool = await fillPool(order, count);
  let at = isOnce ? order.first : 0;
  return () => {
    const sealed = isOnce ? pool[at] : pool[at % count];
    at += 1;
    return sealed && renderRequest(exchange, sealed, Math.floor(Math.random() * order.consents));
  };
}

async function fillPool({ exchange, seal, seals }: LoadOrder, count: number): Promise<readonly Sealed[]> {
  const sealRequest = sealers.get(seal) ?? createSeal(seals[seal]);
  sealers.set(seal, sealRequest);
  const key = `${exchange} ${seal}`;
  const pool = pools.get(key) ?? [];
  pools.set(key, pool);
  while (pool.length < count) pool.push(await sealRequest(findExchange(exchange)));
  return pool;
}

function never(): never {
  throw new Error('There are no requests to send.');
}

let prepared: Prepared | undefined;
process.on('message', async (message: LoadMessage) => {
  if (message !== 'go') prepared = await prepare(message);
  process.send?.(message === 'go' ? await run(prepared ?? never()) : {});
});
process.once('disconnect', () => process.exit());
