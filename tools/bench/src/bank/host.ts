// Runs one contestant in a process of its own: tells its port, and its CPU time when nothing is left to do.
import type { ExchangeName } from './exchanges.ts';
import type { Setting } from './setting.ts';

/** What a bank has answered to a request. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** A contestant that listens. */
export interface Started {
  readonly port: number;
  /** Resolves when what requests have left to be done is done, so that it is counted with them. */
  settle?(): Promise<void>;
}

/** Which one to run, over what. `answers` are what a bank answers, for one that only repeats them. */
export interface Begin {
  readonly module: string;
  readonly setting: Setting;
  readonly answers: Readonly<Partial<Record<ExchangeName, Answer>>>;
}

/** The answer to `Begin`, and to `cpu`. */
export interface Told {
  readonly port?: number;
  readonly micros?: number;
}

interface Contestant {
  start(setting: Setting, answers: Begin['answers']): Promise<Started>;
}

const tell = (told: Told) => process.send?.(told);
let started: Started | undefined;

process.on('message', async (message: Begin | 'cpu') => {
  if (message === 'cpu') {
    await started?.settle?.();
    const { user, system } = process.cpuUsage();
    return void tell({ micros: user + system });
  }
  // what is in that folder is of this form
  const { start } = (await import(`./contestants/${message.module}.ts`)) as Contestant;
  started = await start(message.setting, message.answers);
  tell({ port: started.port });
});
process.once('disconnect', () => process.exit());
