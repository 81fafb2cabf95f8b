import { fileURLToPath } from 'node:url';
import type { Measured } from '../measure/rounds.ts';
import type { Issued } from './authority.ts';
import { type Child, startChild } from './child.ts';
import type { Exchange } from './exchanges.ts';
import type { Answer, Begin, Told } from './host.ts';
import type { LoadMessage, LoadResult } from './load/process.ts';
import { CONNECTIONS, type SealKind, type Setting } from './setting.ts';

const HOST = fileURLToPath(new URL('./host.ts', import.meta.url));
const LOAD = fileURLToPath(new URL('./load/process.ts', import.meta.url));

/** A contestant that listens. */
export interface StartedBank {
  readonly name: string;
  readonly port: number;
  readonly setting: Setting;
  /** User and system time of its process so far, in microseconds, once what requests have left to do is done. */
  readCpu(): Promise<number>;
  stop(): void;
}

export async function startBank(
  name: string,
  module: string,
  setting: Setting,
  answers: Begin['answers'] = {},
): Promise<StartedBank> {
  const child = startChild<Begin | 'cpu', Told>(HOST);
  const { port = 0 } = await child.ask({ module, setting, answers });
  return { name, port, setting, readCpu: async () => (await child.ask('cpu')).micros ?? 0, stop: child.stop };
}

export interface Loader {
  /** Sends requests of a kind for so many seconds; throws where one is not answered as it should. */
  load(bank: StartedBank, exchange: Exchange, seal: SealKind, seconds: number): Promise<Measured>;
  stop(): void;
}

export function startLoader({ client, seals, anchors }: Issued): Loader {
  const child: Child<LoadMessage, LoadResult> = startChild(LOAD);
  /** Of what may be sent only once, how much a bank has got. */
  const sentOnce = new Map<string, number>();
  return {
    async load(bank, exchange, seal, seconds) {
      const { port, setting } = bank;
      const { consents } = setting;
      const key = `${port} ${seal} ${exchange.name}`;
      const first = sentOnce.get(key) ?? 0;
      await child.ask({ port, client, seals, anchors, seal, exchange: exchange.name, consents, seconds, first });
      const before = await bank.readCpu();
      const result = await child.ask('go');
      const cpu = (await bank.readCpu()) - before;
      const { sent } = result;
      sentOnce.set(key, first + sent + 2 * CONNECTIONS);
      const expected = exchange.method === 'POST' ? 201 : 200;
      if (result.statuses[expected] !== sent)
        throw new Error(`${bank.name} answers ${exchange.title} with ${JSON.stringify(result.statuses)}.`);
      return { cpu: cpu / sent, rate: sent / result.seconds };
    },
    stop: child.stop,
  };
}

export type { Answer };
