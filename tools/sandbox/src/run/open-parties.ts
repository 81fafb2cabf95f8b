import { join } from 'node:path';
import { type OpenBank, openBank } from '../bank/open-bank.ts';
import { saveCredentials } from '../certificates/credentials.ts';
import { equip } from '../certificates/equip.ts';
import { writeTrial } from '../curl/trial.ts';
import { type Left, travel } from '../journey/journey.ts';
import { createRecorder, type Step } from '../journey/recorder.ts';
import { createTpps } from '../journey/tpp.ts';
import { type OpenQtsp, openQtsp } from '../qtsp/open-qtsp.ts';
import { PARTIES } from '../qtsp/parties.ts';
import type { DataFolder } from '../state/data-folder.ts';
import { explain } from '../state/explain.ts';
import type { Ports } from './arguments.ts';
import { openLog } from './open-log.ts';

export type { OpenBank, OpenQtsp };

/** Of the demo PSUs the one with two years of transactions. */
const PSU = 'two-years';

/** Starts the QTSP. What this file imports is generated, so it is itself imported only after generation. */
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
}

export async function startBank(options: BankStart, stack: AsyncDisposableStack): Promise<OpenBank> {
  const { data, databaseUrl } = options;
  const place =
    databaseUrl === undefined
      ? { name: data.of.bank, isOurs: true }
      : { name: 'The bank with its PostgreSQL (DATABASE_URL)', isOurs: false };
  const { log, close } = await openLog('bank', join(data.path, 'bank.log'));
  stack.defer(close);
  const bank = await explain(place, () => openBank({ ...options, psuId: PSU, log }));
  stack.defer(() => bank.close());
  return bank;
}

/** Has a TPP go through everything, step by step; what it has at the end is kept for commands of curl. */
export async function drive(
  { data, qtsp, bank }: { readonly data: DataFolder; readonly qtsp: OpenQtsp; readonly bank: OpenBank },
  onStep: (step: Step) => void,
): Promise<readonly Step[]> {
  const folder = data.of.tpp;
  const [other, pisp] = [
    await equip(qtsp, PARTIES.other, join(folder, 'other')),
    await equip(qtsp, PARTIES.pisp, join(folder, 'pisp')),
  ];
  const recorder = createRecorder(onStep);
  const tpps = createTpps(bank, recorder);
  try {
    const left = await travel({ qtsp, bank, recorder, tpps, today: bank.today, psuId: PSU, other, pisp });
    await keep(folder, bank, left);
  } finally {
    await tpps.close();
  }
  return recorder.steps;
}

async function keep(folder: string, { baseUrl, ca, today }: OpenBank, { credentials, consentId, accountId }: Left) {
  await saveCredentials(folder, credentials);
  await writeTrial(folder, { baseUrl, consentId, accountId }, ca, today);
}
