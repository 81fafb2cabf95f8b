import { BANK_NAMES } from '../bank/bank-names.ts';
import { createReferenceApp } from '../reference/app.ts';
import { type Folders, findEditions } from '../reference/catalogue.ts';
import { openDataFolder } from '../state/data-folder.ts';
import type { Arguments } from './arguments.ts';
import { generateStale } from './generate-stale.ts';
import { listen } from './listen.ts';
import type { Printer } from './printer.ts';

export interface RunOptions extends Pick<Arguments, 'once' | 'reset' | 'ports'>, Folders {
  readonly data: string;
  readonly databaseUrl: string | undefined;
  readonly printer: Printer;
  /** Ends the run between two steps. */
  readonly stop: AbortSignal;
}

/** Of the demo PSUs the one with two years of transactions. */
const PSU = 'two-years';

/** Everything up, the journey made. Whoever called closes what is returned; what fails leaves nothing open. */
export async function run(options: RunOptions): Promise<AsyncDisposable> {
  const { once, ports, printer, stop, reset, data: path, databaseUrl, specs } = options;
  await using stack = new AsyncDisposableStack();
  const data = await openDataFolder({ path, reset });
  stack.defer(() => data.close());
  printer.opened(data);
  await generateStale(specs, (report) => {
    printer.generated(report);
    stop.throwIfAborted();
  });
  // Only now: it imports what has just been generated.
  const { startBanks, startQtsp } = await import('./open-parties.ts');
  const { drive } = await import('./drive.ts');
  const { openTpp } = await import('../tpp/open-tpp.ts');
  const qtsp = await startQtsp(data, ports, stack);
  printer.qtspUp(qtsp, data);
  stop.throwIfAborted();
  const banks = await startBanks(
    { data, qtsp, ports, databaseUrl, psuId: PSU, onMessage: (message) => printer.message(message) },
    stack,
  );
  for (const name of BANK_NAMES) printer.bankUp(banks[name]);
  const steps = await drive({ data, qtsp, banks, psuId: PSU }, (step) => {
    printer.step(step);
    stop.throwIfAborted();
  });
  printer.driven(steps);
  if (!once) {
    const tpp = await openTpp({ folder: data.of.tpp, banks, port: ports.tpp }, stack);
    printer.stayingUp({ ...(await openReference(options, stack)), tpp, banks, data });
  }
  printer.finished();
  return stack.move();
}

async function openReference({ ports, specs, official }: RunOptions, stack: AsyncDisposableStack) {
  const editions = await findEditions({ specs, ...(official !== undefined && { official }) });
  const reference = await listen(createReferenceApp(editions), ports.reference);
  stack.defer(() => reference.close());
  const names = editions.filter(({ origin }) => origin === 'project').map(({ name }) => name);
  return { reference, names };
}
