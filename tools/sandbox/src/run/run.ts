import { createReferenceApp } from '../reference/app.ts';
import { type Folders, findEditions } from '../reference/catalogue.ts';
import type { Arguments } from './arguments.ts';
import { generateStale } from './generate-stale.ts';
import { type Listener, listen } from './listen.ts';
import type { Printer } from './printer.ts';

export interface RunOptions extends Pick<Arguments, 'once' | 'ports'>, Folders {
  readonly printer: Printer;
  /** What the bank could not answer. */
  readonly onError: (error: unknown) => void;
}

/** Everything up, the journey made. Whoever called closes what is returned. */
export async function run({ once, ports, printer, onError, ...folders }: RunOptions): Promise<readonly Listener[]> {
  await generateStale(folders.specs, printer.generated);
  // Only now: it imports what has just been generated.
  const { openBank } = await import('./open-bank.ts');
  const bank = await openBank(ports.bank, onError);
  const open: Listener[] = [bank];
  try {
    printer.bankUp(bank);
    printer.driven(await bank.drive(printer.step));
    if (!once) open.push(await openReference(folders, ports.reference, printer));
    printer.finished();
    return open;
  } catch (error) {
    await Promise.all(open.map((listener) => listener.close()));
    throw error;
  }
}

async function openReference(folders: Folders, port: number, printer: Printer): Promise<Listener> {
  const editions = await findEditions(folders);
  const reference = await listen(createReferenceApp(editions), port);
  const own = editions.filter(({ origin }) => origin === 'project');
  printer.referenceUp(
    reference,
    own.map(({ name }) => name),
  );
  return reference;
}
