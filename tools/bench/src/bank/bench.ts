import { fileURLToPath } from 'node:url';
import type { Dialect } from '@openxs2a/store';
import { type Bench, type BenchContext, type Comparison, type Metric, tellTurn } from '../bench.ts';
import { type Contestant, runRounds } from '../measure/rounds.ts';
import { checkAgreement, collectAnswers } from './agreement.ts';
import { type Issued, openAuthority } from './authority.ts';
import { type Child, startChild } from './child.ts';
import { EXCHANGES, type Exchange } from './exchanges.ts';
import type { Begin } from './host.ts';
import { PRIMITIVES, type PrimitiveOrder, type PrimitiveResult } from './primitives/process.ts';
import { CONNECTIONS, type SealKind } from './setting.ts';
import { type Loader, type StartedBank, startBank, startLoader } from './started.ts';
import { openStores, type Stores } from './stores.ts';
import { type Parts, RAW, SUM, sumUp, toMeasured } from './sum.ts';

/** What is compared: over which store, of how many consents, sealed with which key. */
interface Plan {
  readonly dialect: Dialect;
  readonly sizes: readonly number[];
  readonly seal: SealKind;
  readonly exchanges: readonly Exchange[];
}

const SMALL = 10_000;
const LARGE = 1_000_000;

const PLANS: readonly Plan[] = [
  { dialect: 'sqlite', sizes: [SMALL, LARGE], seal: 'rsa-2048', exchanges: EXCHANGES },
  { dialect: 'postgresql', sizes: [SMALL, LARGE], seal: 'rsa-2048', exchanges: EXCHANGES },
  {
    dialect: 'sqlite',
    sizes: [SMALL],
    seal: 'p-256',
    exchanges: EXCHANGES.filter(({ name }) => name === 'accounts' || name === 'consents'),
  },
];

const QUICK_PLANS: readonly Plan[] = PLANS.map((plan) => ({
  ...plan,
  sizes: [SMALL],
  exchanges: plan.seal === 'rsa-2048' ? EXCHANGES : EXCHANGES.slice(0, 1),
}));

export const bank: Bench = {
  async run(context) {
    const plans = context.isQuick ? QUICK_PLANS : PLANS;
    const issued = await openAuthority();
    context.say('filling the stores');
    const stores = await openStores(issued, [...new Set(plans.flatMap(({ sizes }) => sizes))]);
    const loader = startLoader(issued);
    const primitives: Primitives = startChild(PROCESS);
    try {
      const comparisons: Comparison[] = [];
      for (const plan of plans)
        comparisons.push(...(await runPlan(context, { plan, issued, stores, loader, primitives })));
      return comparisons;
    } finally {
      loader.stop();
      primitives.stop();
      await stores.close();
      issued.close();
    }
  },
};

const PROCESS = fileURLToPath(new URL('./primitives/process.ts', import.meta.url));
type Primitives = Child<PrimitiveOrder, PrimitiveResult>;

interface Scene {
  readonly plan: Plan;
  readonly issued: Issued;
  readonly stores: Stores;
  readonly loader: Loader;
  readonly primitives: Primitives;
}

async function runPlan(context: BenchContext, scene: Scene): Promise<readonly Comparison[]> {
  const { plan, issued, stores } = scene;
  const { dialect, sizes, seal, exchanges } = plan;
  context.say(`starting over ${STORES[dialect]}`);
  const started: StartedBank[] = [];
  const start = async (...args: Parameters<typeof startBank>) => {
    const one = await startBank(...args);
    started.push(one);
    return one;
  };
  try {
    for (const size of sizes) {
      const setting = stores.settingOf(dialect, size);
      const ours = await start(`${OURS}${suffixOf(size)}`, 'openxs2a', setting);
      const fastify = await start(`Fastify, ajv, node:crypto${suffixOf(size)}`, 'fastify', setting);
      await checkAgreement(issued, seal, ours, [fastify]);
    }
    const [first] = started;
    if (first === undefined) throw new TypeError('A plan has a size.');
    const answers = await collectAnswers(issued, seal, first);
    const raw = await start(RAW, 'raw', first.setting, answers);
    const banks = [raw, ...started.filter((one) => one !== raw)];
    for (const one of banks) for (const exchange of exchanges) await warmUp(context, scene, one, exchange);
    const comparisons: Comparison[] = [];
    for (const exchange of exchanges) comparisons.push(await compare(context, scene, { exchange, banks, answers }));
    return comparisons;
  } finally {
    for (const { stop } of started) stop();
  }
}

/** Until its code is compiled: a service that runs for days is not measured by its first second. */
async function warmUp({ isQuick, say }: BenchContext, { plan, loader }: Scene, bank: StartedBank, exchange: Exchange) {
  say(`warming up ${bank.name}`);
  await loader.load(bank, exchange, plan.seal, isQuick ? 0.15 : 1);
}

const OURS = 'openxs2a';
const STORES: Readonly<Record<Dialect, string>> = { sqlite: 'SQLite', postgresql: 'PostgreSQL' };
const SEALS: Readonly<Record<SealKind, string>> = { 'rsa-2048': 'RSA-2048', 'p-256': 'P-256' };
const WORDS: Readonly<Record<number, string>> = { [SMALL]: '10 thousand', [LARGE]: '1 million' };
const suffixOf = (size: number) => ` (${WORDS[size] ?? size})`;

const CPU: Metric = { key: 'cpu', label: 'server CPU per request', unit: 'µs', better: 'less' };
const RATE: Metric = { key: 'rate', label: 'requests', unit: '/s', better: 'more' };

interface Turn {
  readonly exchange: Exchange;
  readonly banks: readonly StartedBank[];
  readonly answers: Begin['answers'];
}

async function compare(context: BenchContext, scene: Scene, turn: Turn): Promise<Comparison> {
  const { plan, loader } = scene;
  const { exchange, banks } = turn;
  const seconds = context.isQuick ? 0.15 : 0.5;
  const title = `${exchange.title}, ${STORES[plan.dialect]}, ${SEALS[plan.seal]}`;
  const contestants: Contestant[] = [
    ...banks.map((one) => ({ name: one.name, run: () => loader.load(one, exchange, plan.seal, seconds) })),
    ...plan.sizes.map((size) => ({ name: partsOf(size), run: () => measureParts(context, scene, turn, size) })),
  ];
  const series = await runRounds(contestants, { rounds: context.rounds, warmUps: 1, onTurn: tellTurn(context, title) });
  const [first = SMALL] = plan.sizes;
  return {
    title: `A bank: ${title}`,
    work: describe(exchange, plan, seconds),
    metrics: [CPU, RATE],
    baseline: `${SUM}${suffixOf(first)}`,
    ours: banks.map(({ name }) => name).filter((name) => name.startsWith(OURS)),
    series: new Map([
      ...banks.map(({ name }) => [name, series.get(name) ?? {}] as const),
      ...plan.sizes.flatMap((size) => [...sumUp(series, partsOf(size), suffixOf(size))]),
    ]),
  };
}

const partsOf = (size: number) => `primitives${suffixOf(size)}`;

async function measureParts(
  { isQuick }: BenchContext,
  { plan, issued, stores, primitives }: Scene,
  { exchange, answers }: Turn,
  size: number,
) {
  const parts: Record<string, PrimitiveResult> = {};
  const answer = answers[exchange.name] ?? { status: 0, headers: [], body: '{}' };
  const setting = stores.settingOf(plan.dialect, size);
  const { seals } = issued;
  const order = { exchange: exchange.name, seal: plan.seal, seals, setting, answer, milliseconds: isQuick ? 25 : 100 };
  for (const primitive of PRIMITIVES) parts[primitive] = await primitives.ask({ ...order, primitive });
  // there is one of each now
  return toMeasured(parts as Parts);
}

function describe({ method }: Exchange, { dialect, seal }: Plan, seconds: number): string {
  const write =
    method === 'POST'
      ? 'finds out whether the request was answered before, and keeps consent, authorisation, records and answer'
      : 'checks the consent, counts the read and records it, and reads what it answers';
  const together = dialect === 'sqlite' ? `one transaction for ${CONNECTIONS} requests` : 'one statement';
  return (
    `${seconds} s per turn over ${CONNECTIONS} connections of mutual TLS that are kept alive, from a process of its own. ` +
    `Each verifies the QWAC and the request's seal (nextgenpsd2, ${SEALS[seal]}), validates, and ${write}, on disk before ` +
    'it answers; which consent is taken at random from all in the store, whose number is in brackets. All gave the same ' +
    'answers first, and refused a wrong signature, an unknown consent and what was too often. The primitives, each marked ' +
    `by a dot: TLS is the server that repeats the same bytes, the statement is ${together}, by the driver alone, with the ` +
    'SQL of the bank; the rest runs on inputs that lie ready. CPU is that of the server process, without PostgreSQL.'
  );
}
