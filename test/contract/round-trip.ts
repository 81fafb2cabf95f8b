import { isDeepStrictEqual } from 'node:util';
import { type Exchange, listExchanges } from './exchanges.ts';
import type { Generated, PlainRequest, PlainResult } from './harness.ts';
import { createTally, type Tally } from './tally.ts';

export interface RoundTripReport {
  readonly tally: Tally;
  /** What came through, in the words of the document's facts. */
  readonly covered: ReadonlySet<string>;
  /** What did not come back as it went, in words; empty where all is well. */
  readonly failures: readonly string[];
}

const LANES = 16;
const CASE = 'x-contract-case';

/** Sends every exchange of a specification from the client through a socket to the server and back, and compares. */
export async function roundTrip(generated: Generated, { runs = 3, seed = 1 } = {}): Promise<RoundTripReport> {
  const tally = createTally();
  const failures: string[] = [];
  const covered = new Set<string>();
  const open = new Map<string, { exchange: Exchange; seen?: PlainRequest }>();
  const server = await generated.startServer((_, request, incoming) => {
    const entry = open.get(incoming.headers.get(CASE) ?? '');
    if (entry === undefined) throw new Error('An exchange that nobody began.');
    entry.seen = request;
    return entry.exchange.result;
  });
  const client = generated.createClient(server.url);
  const exchanges = generated.api.operations.flatMap((operation) =>
    listExchanges(generated.api, operation, runs, seed),
  );
  const queue = exchanges.entries();
  const work = async () => {
    for (const [at, exchange] of queue) {
      const key = `${at}`;
      const entry: { exchange: Exchange; seen?: PlainRequest } = { exchange };
      open.set(key, entry);
      const failure = await travel(
        exchange,
        () => call(client, exchange, key),
        () => entry.seen,
      );
      open.delete(key);
      if (failure === undefined) count(tally, covered, exchange);
      else failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: LANES }, work));
  await server.stop();
  return { tally, failures, covered };
}

async function call(client: ReturnType<Generated['createClient']>, { operation, request }: Exchange, key: string) {
  const method = client[operation.id];
  if (method === undefined) throw new Error(`The client has no method "${operation.id}".`);
  return await method(request, { headers: { [CASE]: key } });
}

async function travel(
  exchange: Exchange,
  send: () => Promise<PlainResult>,
  seen: () => PlainRequest | undefined,
): Promise<string | undefined> {
  const { operation, request, result, seed } = exchange;
  const where = `${operation.id} ${request.body?.type ?? 'no body'} -> ${result.status} ${result.type ?? 'no body'} (seed ${seed})`;
  try {
    const received = await send();
    const request_ = seen();
    if (request_ === undefined) return `${where}: was refused: ${print(received)}`;
    const difference = compareRequest(request, request_) ?? compareResult(result, received);
    return difference === undefined ? undefined : `${where}: ${difference}`;
  } catch (error) {
    return `${where}: ${error instanceof Error ? `${error.message} ${print((error as { problems?: unknown }).problems)}` : String(error)}`;
  }
}

function compareRequest(sent: PlainRequest, seen: PlainRequest): string | undefined {
  const keys = ['path', 'query', 'headers', 'cookies', 'body'] as const;
  return keys.map((key) => differ(`the handler's ${key}`, sent[key], seen[key])).find((text) => text !== undefined);
}

function compareResult(sent: PlainResult, received: PlainResult): string | undefined {
  const keys = ['status', 'type', 'headers', 'body'] as const;
  return keys.map((key) => differ(`the client's ${key}`, sent[key], received[key])).find((text) => text !== undefined);
}

function differ(what: string, sent: unknown, got: unknown): string | undefined {
  if (isDeepStrictEqual(plain(sent), plain(got))) return undefined;
  return `${what} was sent as ${print(sent)} and came as ${print(got)}`;
}

/** No members stand for no object, and prototypes do not travel. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, plain(item)]),
  );
}

function print(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 600);
}

function count(tally: Tally, covered: Set<string>, { request, result, operation, declared }: Exchange): void {
  const place = `${operation.method.toUpperCase()} ${operation.path}`;
  const cover = (...words: readonly string[]) => covered.add(words.join(' '));
  tally.add('exchanges');
  tally.add(`request ${request.body?.type ?? 'without body'}`);
  tally.add(`answer ${result.type ?? 'without body'}`);
  cover('operation', place);
  cover('status', place, declared);
  if (request.body !== undefined) cover('request', place, request.body.type);
  if (result.type !== undefined) cover('response', place, declared, result.type);
  for (const name of Object.keys(result.headers ?? {})) {
    tally.add('headers of answers');
    cover('header', place, declared, name);
  }
  for (const { in: where, name } of operation.parameters) {
    const values = { path: request.path, query: request.query, header: request.headers, cookie: request.cookies }[
      where
    ];
    if (values[name] === undefined) continue;
    tally.add(`${where} parameters`);
    cover('parameter', place, where, name);
  }
}
