import { parseArgs } from 'node:util';

export interface Arguments {
  /** Stop after the journey instead of staying up. */
  readonly once: boolean;
  /** Print data instead of tables. */
  readonly json: boolean;
  readonly help: boolean;
  readonly ports: Ports;
}

/** 0 lets the system choose. */
export interface Ports {
  readonly reference: number;
  readonly bank: number;
}

/** The call makes no sense; the message says why. */
export class UsageError extends Error {
  readonly code = 'ERR_USAGE';
}

export const HELP = `Brings OpenXS2A up on this machine and lets its parties talk.

Usage: npm start [-- OPTIONS]

1. generates what is stale of every specification in specs/
2. starts a bank in memory, on the generated server
3. drives it with the generated client: consent, accounts, balances, transactions
4. serves the API reference, and stays up until Ctrl-C

Options:
  --once   Stop after step 3.
  --json   Print what happened as JSON.
  --help   Print this.

Environment:
  PORT     Where the API reference listens, 8080 if not set; the bank takes the port after it.
           A port that is taken is left alone, and another one used.

Exit codes:
  0  All steps did what they should.
  1  The bank answered otherwise than it should.
  2  A specification or the call cannot be used.
`;

const DEFAULT_PORT = 8080;

export function parseArguments(args: readonly string[], port: string | undefined): Arguments {
  const options = { once: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const { once = false, json = false, help = false } = values;
    return { once, json, help, ports: toPorts(port) };
  } catch (cause) {
    if (cause instanceof UsageError || !(cause instanceof TypeError)) throw cause;
    throw new UsageError(cause.message, { cause });
  }
}

function toPorts(text: string | undefined): Ports {
  if (text === undefined || text === '') return { reference: DEFAULT_PORT, bank: DEFAULT_PORT + 1 };
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_534)) throw new UsageError(`PORT is "${text}", which is no number from 0 to 65534.`);
  return { reference: port, bank: port === 0 ? 0 : port + 1 };
}
