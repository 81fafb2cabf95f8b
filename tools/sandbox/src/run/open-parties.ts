import { join } from 'node:path';
import type { PostedMessage } from '@openxs2a/bank/testing';
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
  readonly databaseUrl: string | undefined;
  /** Whose account is booked on. */
  readonly psuId: string;
  readonly onMessage: (message: PostedMessage) => void;
}

export async function startBank(options: BankStart, stack: AsyncDisposableStack): Promise<OpenBank> {
  const { data, databaseUrl } = options;
  const place =
    databaseUrl === undefined
      ? { name: data.of.bank, isOurs: true }
      : { name: 'The bank with its PostgreSQL (DATABASE_URL)', isOurs: false };
  const { log, close } = await openLog('bank', join(data.path, 'bank.log'));
  stack.defer(close);
  const bank = await explain(place, () => openBank({ ...options, log }));
  stack.defer(() => bank.close());
  return bank;
}
