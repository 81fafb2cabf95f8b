import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { BankError } from '../bank-error.ts';

/** As much of Node's `process` as reading uses. */
export interface PasswordHost {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
}

/** Asks twice at a terminal, and shows nothing of it; from elsewhere, all that is piped in, up to a last line end. */
export function readPassword(host: PasswordHost): Promise<string> {
  return host.stdin.isTTY === true ? ask(host) : readPiped(host);
}

const readPiped = async ({ stdin }: PasswordHost) => (await text(stdin)).replace(/\r?\n$/, '');

async function ask({ stdin, stderr }: PasswordHost): Promise<string> {
  // what a terminal would echo goes nowhere
  const output = new Writable({ write: (_chunk, _encoding, written) => written() });
  const terminal = createInterface({ input: stdin, output, terminal: true });
  const closed = new Promise<never>((_, reject) => terminal.once('close', () => reject(refuse('Nothing was typed.'))));
  const typed = async (prompt: string) => {
    stderr.write(prompt);
    const line = await Promise.race([terminal.question(''), closed]);
    stderr.write('\n');
    return line;
  };
  try {
    const password = await typed('Password: ');
    if ((await typed('Once more: ')) !== password) throw refuse('These were two different passwords.');
    return password;
  } finally {
    closed.catch(() => undefined);
    terminal.close();
  }
}

const refuse = (problem: string) => new BankError('ERR_BANK_OPERATORS', problem);
