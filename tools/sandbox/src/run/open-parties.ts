import { join } from 'node:path';
import type { PostedMessage } from '@openxs2a/bank/testing';
import { BANK_FOLDERS, BANK_NAMES, type BankName, type PerBank, perBank } from '../bank/bank-names.ts';
import { type OpenBank, openBank } from '../bank/open-bank.ts';
import { type OpenQtsp, openQtsp } from '../qtsp/open-qtsp.ts';
import type { DataFolder } from '../state/data-folder.ts';
import { explain } from '../state/explain.ts';
import type { Ports } from './arguments.ts';
import { openLog } from './open-log.ts';

/** Starts the QTSP. It imports what is generated, so that this file is itself imported only after generation. */
export async function startQtsp(data: DataFolder, ports: Ports, stack: AsyncDisposableStack): Promise<OpenQtsp> {
  const { log, close } = await openLog('qtsp', join(data.path, 'qtsp.log'));
  stack.defer(close);
  const qtsp = await explain({ name: data.of.qtsp, isOurs: true }, () => openQtsp(data, ports, log));
  stack.defer(() => qtsp.close());
  return qtsp;
}

export interface BankStart {
  readonly data: DataFolder;
  readonly qtsp: OpenQtsp;
  readonly ports: Ports;
  /** Of the first bank. */
  readonly databaseUrl: string | undefined;
  /** Whose account is booked on. */
  readonly psuId: string;
  readonly onMessage: (message: PostedMessage) => void;
}

/** Starts all banks at once. Where one cannot be started, none stays up. */
export async function startBanks(options: BankStart, stack: AsyncDisposableStack): Promise<PerBank<OpenBank>> {
  const starting = perBank((name) => startBank(name, options));
  const settled = await Promise.allSettled(BANK_NAMES.map((name) => starting[name]));
  for (const one of settled) if (one.status === 'fulfilled') stack.use(one.value.running);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  const [bank, oauthBank] = [await starting.bank, await starting.oauthBank];
  return { bank: bank.bank, oauthBank: oauthBank.bank };
}

async function startBank(name: BankName, { ports, ...options }: BankStart) {
  const { data } = options;
  const databaseUrl = name === 'bank' ? options.databaseUrl : undefined;
  const place =
    databaseUrl === undefined
      ? { name: data.of[name], isOurs: true }
      : { name: 'The bank with its PostgreSQL (DATABASE_URL)', isOurs: false };
  await using stack = new AsyncDisposableStack();
  const { log, close } = await openLog(BANK_FOLDERS[name], join(data.path, `${BANK_FOLDERS[name]}.log`));
  stack.defer(close);
  const bank = await explain(place, () => openBank({ ...options, name, ports: ports.banks[name], databaseUrl, log }));
  stack.defer(() => bank.close());
  return { bank, running: stack.move() };
}
