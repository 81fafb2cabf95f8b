import { fileURLToPath } from 'node:url';
import type { Issued } from '../bank/authority.ts';
import { type Child, startChild } from '../bank/child.ts';
import type { HostMessage, Told } from './host.ts';
import type { LoadMessage, LoadResult } from './load/process.ts';
import type { JourneySetting } from './setting.ts';
import type { Answers } from './steps.ts';

const HOST = fileURLToPath(new URL('./host.ts', import.meta.url));
const LOAD = fileURLToPath(new URL('./load/process.ts', import.meta.url));

/** A contestant that listens. */
export interface StartedHost {
  readonly name: string;
  readonly ports: NonNullable<Told['ports']>;
  ask(message: HostMessage): Promise<Told>;
  stop(): void;
}

export async function startHost(
  name: string,
  module: string,
  setting: JourneySetting,
  answers: Answers = {},
): Promise<StartedHost> {
  const child: Child<HostMessage, Told> = startChild(HOST);
  const { ports } = await child.ask({ module, setting, answers });
  if (ports === undefined) throw new TypeError('A contestant listens.');
  return { name, ports, ask: child.ask, stop: child.stop };
}

/** What one journey took of the server, in milliseconds, and how many there were a second. */
export interface Travelled {
  readonly [figure: string]: number;
  readonly cpu: number;
  readonly mainThread: number;
  readonly commits: number;
  readonly rate: number;
}

export interface Limits {
  readonly seconds: number;
  readonly most: number;
}

export interface Travellers {
  /** Where the bank posts codes to. */
  readonly outboxUrl: string;
  /** As many journeys as there are in so many seconds, and no more than `most`; throws where one does not end well. */
  travel(host: StartedHost, limits: Limits): Promise<Travelled>;
  /** One, with all that was answered in it. */
  record(host: StartedHost): Promise<Answers>;
  stop(): void;
}

export async function startTravellers({ client, seals, anchors }: Issued): Promise<Travellers> {
  const child: Child<LoadMessage, LoadResult> = startChild(LOAD);
  const { outboxUrl = '' } = await child.ask('open');
  const toOrder = ({ ports }: StartedHost, limits: Limits) => ({
    ...ports,
    ...limits,
    client,
    anchors,
    seal: seals['rsa-2048'],
  });
  return {
    outboxUrl,
    async travel(host, limits) {
      await child.ask(toOrder(host, limits));
      const before = await host.ask('cpu');
      const { sent = 0, seconds: took = 0 } = await child.ask('go');
      const after = await host.ask('cpu');
      const each = (key: 'cpu' | 'mainThread' | 'commits') => ((after[key] ?? 0) - (before[key] ?? 0)) / sent;
      return {
        cpu: each('cpu') / 1000,
        mainThread: each('mainThread') / 1000,
        commits: each('commits'),
        rate: sent / took,
      };
    },
    async record(host) {
      const { answers = {} } = await child.ask({ ...toOrder(host, { seconds: 0, most: 1 }), once: true });
      return answers;
    },
    stop: child.stop,
  };
}
