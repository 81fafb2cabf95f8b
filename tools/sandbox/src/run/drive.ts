import { join } from 'node:path';
import { type PerBank, perBank } from '../bank/bank-names.ts';
import type { OpenBank } from '../bank/open-bank.ts';
import { saveCredentials } from '../certificates/credentials.ts';
import { equip } from '../certificates/equip.ts';
import { writeTrial } from '../curl/trial.ts';
import { connectBrowser } from '../journey/connect-browser.ts';
import { type Left, travel } from '../journey/journey.ts';
import { createRecorder, type Step } from '../journey/recorder.ts';
import { createTpps } from '../journey/tpp.ts';
import { PARTIES } from '../qtsp/parties.ts';
import type { Qtsp } from '../qtsp/qtsp.ts';
import type { DataFolder } from '../state/data-folder.ts';

export interface DriveOptions {
  readonly data: DataFolder;
  readonly qtsp: Qtsp;
  readonly banks: PerBank<OpenBank>;
  /** Whose accounts are read. */
  readonly psuId: string;
}

/** Has a TPP go through everything, step by step; what it has at the end is kept for commands of curl. */
export async function drive(
  { data, qtsp, banks, psuId }: DriveOptions,
  onStep: (step: Step) => void,
): Promise<readonly Step[]> {
  const folder = data.of.tpp;
  const [other, pisp] = [
    await equip(qtsp, PARTIES.other, join(folder, 'other')),
    await equip(qtsp, PARTIES.pisp, join(folder, 'pisp')),
  ];
  const recorder = createRecorder(onStep);
  await using stack = new AsyncDisposableStack();
  const scenes = perBank((name) => {
    const bank = banks[name];
    const tpps = createTpps(bank, recorder);
    const { browse, close } = connectBrowser(bank, recorder);
    stack.defer(close);
    stack.defer(tpps.close);
    return { qtsp, bank, recorder, tpps, browse, today: bank.today, psuId, other, pisp };
  });
  await keep(folder, banks.bank, await travel(scenes));
  return recorder.steps;
}

async function keep(folder: string, { baseUrl, ca, today }: OpenBank, left: Left) {
  const { credentials, consentId, accountId, token } = left;
  await saveCredentials(folder, credentials);
  await writeTrial(folder, { baseUrl, consentId, accountId, token }, ca, today);
}
