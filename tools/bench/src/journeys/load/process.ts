// TPP, PSUs with their browsers, and the gateway that brings them codes, in a process of its own: says how many journeys were.
import { openOutboxServer } from '@openxs2a/bank/testing';
import { createSeal, type Sealed, type SealRequest } from '../../bank/sealed-requests.ts';
import type { Pem } from '../../bank/setting.ts';
import { JOURNEYS_AT_ONCE, PSUS } from '../setting.ts';
import type { Answer, Answers, StepName } from '../steps.ts';
import { openBrowser } from './browser.ts';
import { type Journey, travel } from './journey.ts';
import { ASK, CREATE } from './requests.ts';
import { createTpp, type Tpp } from './tpp.ts';

export interface LoadOrder {
  readonly port: number;
  readonly pagesPort: number;
  readonly anchors: string;
  readonly client: Pem;
  readonly seal: Pem;
  readonly seconds: number;
  /** As many are over, whatever the time. */
  readonly most: number;
}

/** What lies ready is not measured: `go` sends it. `once` gives what is answered in one journey. */
export type LoadMessage = 'open' | (LoadOrder & { readonly once?: boolean }) | 'go';

export interface LoadResult {
  readonly outboxUrl?: string;
  readonly answers?: Answers;
  readonly sent?: number;
  readonly seconds?: number;
}

const codes = new Map<string, string>();
/** Of each bank, by its port. */
const tpps = new Map<number, readonly Tpp[]>();
let seal: SealRequest | undefined;
let count = 0;

type Unsent = Omit<Journey, 'tpp'>;

async function prepare(order: LoadOrder): Promise<() => Unsent | undefined> {
  seal ??= createSeal(order.seal);
  const ask = await seal(ASK);
  const ready: Sealed[] = [];
  while (ready.length < order.most) ready.push(await seal(CREATE));
  return () => {
    const create = ready.pop();
    const number = count++;
    const target = { port: order.pagesPort, anchors: order.anchors, localAddress: addressOf(number) };
    const codeOf = (phone: string) => codes.get(phone) ?? '';
    return create && { openBrowser: () => openBrowser(target), create, ask, psu: number % PSUS, codeOf };
  };
}

/** Everybody comes from somewhere else, so that nobody is taken for somebody who tries many passwords. */
const addressOf = (number: number): string =>
  `127.${1 + (Math.floor(number / 62_500) % 250)}.${Math.floor(number / 250) % 250}.${1 + (number % 250)}`;

function findTpps({ port, client, anchors }: LoadOrder): readonly Tpp[] {
  const found = tpps.get(port) ?? Array.from({ length: JOURNEYS_AT_ONCE }, () => createTpp({ port, client, anchors }));
  tpps.set(port, found);
  return found;
}

interface Prepared {
  readonly next: () => Unsent | undefined;
  readonly tpps: readonly Tpp[];
  readonly seconds: number;
}

async function run({ next, tpps: all, seconds: duration }: Prepared): Promise<LoadResult> {
  const begin = performance.now();
  const end = begin + duration * 1000;
  let sent = 0;
  const work = async (tpp: Tpp) => {
    for (let journey = next(); journey !== undefined && performance.now() < end; journey = next()) {
      await travel({ ...journey, tpp });
      sent += 1;
    }
  };
  await Promise.all(all.map(work));
  return { sent, seconds: (performance.now() - begin) / 1000 };
}

async function listen(): Promise<LoadResult> {
  const outbox = await openOutboxServer(({ to, text }) => {
    codes.set(to, /Code: (\d+)/.exec(text)?.[1] ?? '');
  });
  return { outboxUrl: outbox.url };
}

/** Headers of the connection are made anew by whoever repeats the answer. */
const OF_CONNECTION = ['connection', 'keep-alive', 'date', 'transfer-encoding'];

async function record({ next, tpps: [tpp] }: Prepared): Promise<LoadResult> {
  const journey = next();
  if (journey === undefined || tpp === undefined) throw new Error('There is nothing to send.');
  const answers: Partial<Record<StepName, Answer>> = {};
  const hear: Journey['hear'] = (step, { status, head, body }) => {
    const lines = head.split('\r\n').slice(1);
    const headers = lines.map((line): [string, string] => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]);
    answers[step] = { status, headers: headers.filter(([name]) => !OF_CONNECTION.includes(name)), body: `${body}` };
  };
  await travel({ ...journey, tpp, hear });
  return { answers };
}

let prepared: Prepared | undefined;

async function answer(message: LoadMessage): Promise<LoadResult> {
  if (message === 'open') return listen();
  if (message === 'go') return run(prepared ?? never());
  prepared = { next: await prepare(message), tpps: findTpps(message), seconds: message.seconds };
  return message.once ? record(prepared) : {};
}

function never(): never {
  throw new Error('Nothing lies ready to be sent.');
}

process.on('message', async (message: LoadMessage) => process.send?.(await answer(message)));
process.once('disconnect', () => process.exit());
