// Runs one contestant in a process of its own: tells its ports, its CPU time, and where that goes.
import { Session } from 'node:inspector/promises';
import { attribute } from './profile/attribute.ts';
import type { JourneySetting } from './setting.ts';
import type { Answers } from './steps.ts';

/** A contestant that listens. */
export interface Started {
  readonly port: number;
  readonly pagesPort: number;
  /** Resolves when what journeys have left to be done is done, so that it is counted with them. */
  settle?(): Promise<void>;
  /** How many transactions were written so far. */
  countCommits?(): number;
}

export interface Begin {
  readonly module: string;
  readonly setting: JourneySetting;
  readonly answers: Answers;
}

export type HostMessage = Begin | 'cpu' | 'profile' | 'profiled';

export interface Told {
  readonly ports?: Pick<Started, 'port' | 'pagesPort'>;
  /** Microseconds of the whole process so far. */
  readonly cpu?: number;
  /** Of the thread that runs JavaScript. */
  readonly mainThread?: number;
  readonly commits?: number;
  /** Shares of the main thread's time since `profile`, by part; they come to 1. */
  readonly shares?: Readonly<Record<string, number>>;
}

interface Contestant {
  start(setting: JourneySetting, answers: Answers): Promise<Started>;
}

const SAMPLING_MICROS = 250;

let started: Started | undefined;
const session = new Session();

async function answer(message: HostMessage): Promise<Told> {
  switch (message) {
    case 'cpu': {
      await started?.settle?.();
      const [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
      const commits = started?.countCommits?.() ?? 0;
      return { cpu: all.user + all.system, mainThread: main.user + main.system, commits };
    }
    case 'profile':
      session.connect();
      await session.post('Profiler.enable');
      await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROS });
      await session.post('Profiler.start');
      return {};
    case 'profiled': {
      const { profile } = await session.post('Profiler.stop');
      session.disconnect();
      return { shares: attribute(profile) };
    }
    default: {
      // what is in that folder is of this form
      const { start } = (await import(`./contestants/${message.module}.ts`)) as Contestant;
      started = await start(message.setting, message.answers);
      const { port, pagesPort } = started;
      return { ports: { port, pagesPort } };
    }
  }
}

process.on('message', async (message: HostMessage) => process.send?.(await answer(message)));
process.once('disconnect', () => process.exit());
