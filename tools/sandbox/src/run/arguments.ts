import { parseArgs } from 'node:util';
import type { BankPorts, PerBank } from '../bank/bank-names.ts';

export interface Arguments {
  /** Stop after the journey instead of staying up. */
  readonly once: boolean;
  /** Print data instead of tables. */
  readonly json: boolean;
  /** Print the request of each step, however narrow the terminal is. */
  readonly requests: boolean;
  /** Begin with nothing. */
  readonly reset: boolean;
  readonly help: boolean;
  /** The folder of everything that outlives the run, where one is named. */
  readonly data: string | undefined;
  readonly ports: Ports;
}

/** 0 lets the system choose. */
export interface Ports {
  readonly reference: number;
  readonly qtspPublic: number;
  readonly qtspSecure: number;
  readonly tpp: number;
  readonly banks: PerBank<BankPorts>;
}

/** The call makes no sense; the message says why. */
export class UsageError extends Error {
  readonly code = 'ERR_USAGE';
}

export const HELP = `Brings OpenXS2A up on this machine and lets its parties talk.

Usage: npm start [-- OPTIONS]

1. generates what is stale of every specification in specs/
2. starts the trust service provider (QTSP), which issues all certificates
3. starts two banks on mutual TLS, with demo customers; the redirect of the
   second is OAuth
4. drives them with a TPP made of the generated clients: certificates, consents
   that a customer of the banks authorises in every way, accounts, balances,
   transactions; then everything that is refused
5. serves the API reference and pages of the TPP, prints commands for curl and
   whom to log in as, stays up until Ctrl-C

What they know, they keep: the next start goes on with it.

Options:
  --once         Stop after step 4.
  --json         Print what happened as JSON.
  --requests     Print the request of each step, in a narrow terminal, too.
  --reset        Remove what earlier starts have left, and begin anew.
  --data FOLDER  Where it is kept; .data if not given. Its owner's alone.
  --help         Print this.

Environment:
  PORT           Where the API reference listens, 8080 if not set. The next nine
                 are for the bank, the QTSP (two), the bank's metrics and pages,
                 the TPP, the second bank, its metrics and its pages. Where one
                 is taken, another one is used.
  DATABASE_URL   The first bank keeps its state there: the URL of a PostgreSQL.

Exit codes:
  0         All steps did what they should.
  1         A party answered otherwise than it should.
  2         A specification, the call or the folder cannot be used.
  130, 143  It was stopped before all steps were done.
`;

const DEFAULT_PORT = 8080;
const LAST_PORT = 65_535;
/** How many ports follow the first. */
const FURTHER = 9;

const OPTIONS = {
  once: { type: 'boolean' },
  json: { type: 'boolean' },
  requests: { type: 'boolean' },
  reset: { type: 'boolean' },
  help: { type: 'boolean' },
  data: { type: 'string' },
} as const;

export function parseArguments(args: readonly string[], port: string | undefined): Arguments {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const { once = false, json = false, requests = false, reset = false, help = false, data } = values;
    if (data === '') throw new UsageError('--data needs the name of a folder.');
    return { once, json, requests, reset, help, data, ports: toPorts(port) };
  } catch (cause) {
    if (cause instanceof UsageError || !(cause instanceof TypeError)) throw cause;
    throw new UsageError(cause.message, { cause });
  }
}

function toPorts(text: string | undefined): Ports {
  const first = text === undefined || text === '' ? DEFAULT_PORT : /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  const next = (step: number) => (first === 0 ? 0 : first + step);
  const ports = {
    reference: first,
    qtspPublic: next(2),
    qtspSecure: next(3),
    tpp: next(6),
    banks: {
      bank: { interface: next(1), operations: next(4), pages: next(5) },
      oauthBank: { interface: next(7), operations: next(8), pages: next(9) },
    },
  };
  if (!(first <= LAST_PORT - FURTHER))
    throw new UsageError(`PORT is "${text}", which is no number from 0 to ${LAST_PORT - FURTHER}.`);
  return ports;
}
