import { type Bench, type BenchContext, type Comparison, type Metric, tellTurn } from '../bench.ts';
import { runRounds } from '../measure/rounds.ts';
import { checkAnswers } from './agreement.ts';
import { CONTESTANTS, PLAIN_HONO } from './contestant.ts';
import { load } from './load.ts';
import { type StartedServer, startServer } from './started.ts';
import { EXCHANGES, type Exchange } from './wire.ts';

export const server: Bench = {
  run: async (context) => {
    const servers = await Promise.all(CONTESTANTS.map(startServer));
    try {
      for (const one of servers) await checkAnswers(one);
      const comparisons: Comparison[] = [];
      for (const exchange of EXCHANGES) comparisons.push(await compare(context, servers, exchange));
      return comparisons;
    } finally {
      for (const { stop } of servers) stop();
    }
  },
};

const CPU: Metric = { key: 'cpu', label: 'server CPU per request', unit: 'µs', better: 'less' };
const RATE: Metric = { key: 'rate', label: 'requests', unit: '/s', better: 'more' };

async function compare(
  context: BenchContext,
  servers: readonly StartedServer[],
  exchange: Exchange,
): Promise<Comparison> {
  const seconds = context.isQuick ? 1 : 3;
  const title = `${exchange.method} ${exchange.path}`;
  const { rounds } = context;
  const series = await runRounds(
    servers.map((one) => ({ name: one.name, run: () => load(one, exchange, seconds) })),
    { rounds, warmUps: 2, onTurn: tellTurn(context, title) },
  );
  return {
    title: `Serving ${title}`,
    work:
      `${seconds} s per turn, over 16 connections that are kept alive, on the loopback interface, from a process of its ` +
      'own. Each routes, parses, validates (unless it says otherwise) headers and ' +
      'body against the specification, and answers the same JSON with the same headers; answers and refusals were ' +
      'compared first. The guards of openxs2a are there and let pass; it also coerces, negotiates the media type and ' +
      'keeps to a body limit.',
    metrics: [CPU, RATE],
    baseline: PLAIN_HONO,
    ours: servers.filter(({ isOurs }) => isOurs).map(({ name }) => name),
    series,
  };
}
