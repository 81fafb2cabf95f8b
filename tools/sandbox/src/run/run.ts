import { createReferenceApp } from '../reference/app.ts';
import { readCatalogue } from '../reference/catalogue.ts';
import type { Arguments } from './arguments.ts';
import { generateStale } from './generate-stale.ts';
import { type Listener, listen } from './listen.ts';
import type { Printer } from './printer.ts';

export interface RunOptions extends Pick<Arguments, 'once' | 'ports'> {
  /** The folder of the specifications. */
  readonly specs: string;
  readonly printer: Printer;
  /** What the bank could not answer. */
  readonly onError: (error: unknown) => void;
}

/** Everything up, the journey made. Whoever called closes what is returned. */
export async function run({ once, ports, specs, printer, onError }: RunOptions): Promise<readonly Listener[]> {
  await generateStale(specs, printer.generated);
  // Only now: it imports what has just been generated.
  const { openBank } = await import('./open-bank.ts');
  const bank = await openBank(ports.bank, onError);
  const open: Listener[] = [bank];
  try {
    printer.bankUp(bank);
    printer.driven(await bank.drive(printer.step));
    if (!once) open.push(await openReference(specs, ports.reference, printer));
    printer.finished();
    return open;
  } catch (error) {
    await Promise.all(open.map((listener) => listener.close()));
    throw error;
  }
}

async function openReference(specs: string, port: number, printer: Printer): Promise<Listener> {
  const catalogue = await readCatalogue(specs);
  const reference = await listen(createReferenceApp(catalogue), port);
  const names = catalogue.specifications.map(({ name }) => name);
  printer.referenceUp(reference, names);
  return reference;
}
