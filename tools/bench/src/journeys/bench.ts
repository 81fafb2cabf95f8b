import { fileURLToPath } from 'node:url';
import type { Dialect } from '@openxs2a/store';
import { openAuthority } from '../bank/authority.ts';
import { type Child, startChild } from '../bank/child.ts';
import { type Bench, type BenchContext, type Comparison, type Metric, tellTurn } from '../bench.ts';
import { type Contestant, type Measured, runRounds, type Series } from '../measure/rounds.ts';
import { PRIMITIVES, type PrimitiveOrder, type PrimitiveResult } from './primitives/primitive.ts';
import { JOURNEYS_AT_ONCE, type JourneySetting } from './setting.ts';
import { type Limits, type StartedHost, startHost, startTravellers, type Travellers } from './started.ts';
import { type EmptyStores, openEmptyStores } from './stores.ts';
import { type Counts, RAW, SUM, sumUp, toMeasured } from './sum.ts';

const STORES: Readonly<Record<Dialect, string>> = { sqlite: 'SQLite', postgresql: 'PostgreSQL' };
const OURS = 'openxs2a';
const PARTS = 'primitives';
const PROFILED = 'where the time goes';
const TOTAL = 'openxs2a, a journey';
const THREADS = '· argon2id, and other threads than that of JavaScript';

const CPU: Metric = { key: 'cpu', label: 'server CPU per journey', unit: 'ms', better: 'less', digits: 2 };
const RATE: Metric = { key: 'rate', label: 'journeys', unit: '/s', better: 'more', digits: 1 };

export const journeys: Bench = {
  async run(context) {
    const issued = await openAuthority();
    const stores = await openEmptyStores();
    const travellers = await startTravellers(issued);
    const primitives: Primitives = startChild(PROCESS);
    try {
      const comparisons: Comparison[] = [];
      for (const dialect of ['sqlite', 'postgresql'] as const) {
        const { server, anchors, intermediates, tppId } = issued;
        const { outboxUrl } = travellers;
        const database = stores.locate(dialect, 'bank');
        const setting = { server, anchors, intermediates, tppId, database, outboxUrl };
        comparisons.push(...(await compare(context, { dialect, setting, stores, travellers, primitives })));
      }
      return comparisons;
    } finally {
      travellers.stop();
      primitives.stop();
      await stores.close();
      issued.close();
    }
  },
};

const PROCESS = fileURLToPath(new URL('./primitives/process.ts', import.meta.url));
type Primitives = Child<PrimitiveOrder, PrimitiveResult>;

interface Scene {
  readonly dialect: Dialect;
  readonly setting: JourneySetting;
  readonly stores: EmptyStores;
  readonly travellers: Travellers;
  readonly primitives: Primitives;
}

/** Until its code is compiled, which is a matter of how often it ran; on a machine that does much else, of its patience. */
const WARM_UP = { quick: { seconds: 1, most: 50 }, full: { seconds: 60, most: 1000 } };

/** Who has answered all that lies ready before the time is over is done. */
const toLimits = ({ isQuick }: BenchContext): Limits =>
  isQuick ? { seconds: 0.5, most: 75 } : { seconds: 2, most: 300 };

async function compare(context: BenchContext, scene: Scene): Promise<readonly Comparison[]> {
  const { dialect, setting, travellers } = scene;
  const limits = toLimits(context);
  context.say(`starting over ${STORES[dialect]}`);
  const ours = await startHost(OURS, 'openxs2a', setting);
  const raw = await startHost(RAW, 'raw', setting, await travellers.record(ours));
  try {
    for (const host of [ours, raw]) {
      context.say(`warming up ${host.name}`);
      await travellers.travel(host, WARM_UP[context.isQuick ? 'quick' : 'full']);
    }
    const { commits } = await travellers.travel(ours, limits);
    const counts: Counts = { argon2id: 1, seal: 2, commit: Math.round(commits), message: 1 };
    const contestants: Contestant[] = [
      ...[raw, ours].map((host) => ({ name: host.name, run: () => travellers.travel(host, limits) })),
      { name: PARTS, run: () => measureParts(context, scene, counts) },
      { name: PROFILED, run: () => profile(travellers, ours, limits) },
    ];
    const onTurn = tellTurn(context, STORES[dialect]);
    const series = await runRounds(contestants, { rounds: context.rounds, warmUps: 1, onTurn });
    return [compareSum(series, dialect, counts, limits.seconds), compareParts(series, dialect)];
  } finally {
    ours.stop();
    raw.stop();
  }
}

async function measureParts(
  { isQuick }: BenchContext,
  { dialect, setting, stores, primitives }: Scene,
  counts: Counts,
): Promise<Measured> {
  const { outboxUrl } = setting;
  const order = { database: stores.locate(dialect, 'primitives'), outboxUrl, milliseconds: isQuick ? 100 : 400 };
  const parts: Partial<Record<(typeof PRIMITIVES)[number], PrimitiveResult>> = {};
  for (const primitive of PRIMITIVES) parts[primitive] = await primitives.ask({ ...order, primitive });
  // there is one of each now
  return toMeasured(parts as Required<typeof parts>, counts);
}

/** The same with the profiler on, which takes time of its own: what each part is of the whole. */
async function profile(travellers: Travellers, host: StartedHost, limits: Limits): Promise<Measured> {
  await host.ask('profile');
  await travellers.travel(host, limits);
  return (await host.ask('profiled')).shares ?? {};
}

function compareSum(series: Series, dialect: Dialect, counts: Counts, seconds: number): Comparison {
  return {
    title: `Consents by redirect, ${STORES[dialect]}`,
    work:
      `${seconds} s per turn, ${JOURNEYS_AT_ONCE} journeys at once, from a process of its own. A journey: the TPP asks for a ` +
      'consent over mutual TLS, sealed (RSA-2048); somebody whom the bank has not seen before comes over a new TLS connection, ' +
      'logs in, looks, agrees, types the code that came by message, and is sent back; the TPP asks for the status, and the ' +
      'consent is valid. Each answer was seen to be the right one. The primitives, each marked by a dot, with how often a journey has it: argon2id ' +
      "at the cost of the bank's policy, as many commits as the bank makes, of one row each, by the driver alone; on SQLite one " +
      'for all journeys that are under way. To them is added the server that repeats the same bytes over the same ' +
      'connections. CPU is that of the server process with all of its threads, without PostgreSQL.',
    metrics: [CPU, RATE],
    baseline: SUM,
    ours: [OURS],
    series: new Map([
      ...[RAW, OURS].map((name) => [name, series.get(name) ?? {}] as const),
      ...sumUp(series, PARTS, counts),
    ]),
  };
}

/** The greatest part first. */
function compareParts(series: Series, dialect: Dialect): Comparison {
  const { cpu = [], mainThread = [] } = series.get(OURS) ?? {};
  const parts = Object.entries(series.get(PROFILED) ?? {}).map(([part, shares]): [string, readonly number[]] => [
    `· ${part}`,
    shares.map((share, round) => share * (mainThread[round] ?? Number.NaN)),
  ]);
  const threads: [string, readonly number[]] = [
    THREADS,
    cpu.map((all, round) => all - (mainThread[round] ?? Number.NaN)),
  ];
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const sorted = [threads, ...parts].toSorted(([, one], [, other]) => sumOf(other) - sumOf(one));
  return {
    title: `Where the time of a consent by redirect goes, ${STORES[dialect]}`,
    work:
      'The CPU of the journeys above. What the process takes beside the thread of JavaScript is argon2id, and little else: ' +
      'compiling, collecting garbage. What that thread takes is divided as a profiler has it, in turns of its own: each sample ' +
      'counts for the innermost code that tells what it is for; what Node does by itself is HTTP and TLS.',
    metrics: [CPU],
    baseline: TOTAL,
    ours: [TOTAL],
    series: new Map([[TOTAL, { cpu }], ...sorted.map(([name, values]) => [name, { cpu: values }] as const)]),
  };
}
