import { createCalendar } from '@openxs2a/core-banking';
import { loadDemo } from '@openxs2a/core-banking/demo';
import type { Ledger } from '@openxs2a/core-banking/ledger';
import { type BankState, ledger, openBankState } from '@openxs2a/edge/state';
import type { BankProfile } from '@openxs2a/profile';
import { type Log, systemClock, systemRandom } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';
import type { Config } from '../config.ts';
import { openSharedKey } from './shared-key.ts';

/** The bank's state with the ledger that comes with it, in the database of the configuration. */
export async function openState(
  { databaseUrl, nodeName: node, panKey: given, demo }: Pick<Config, 'databaseUrl' | 'nodeName' | 'panKey' | 'demo'>,
  profile: BankProfile,
  log: Log,
): Promise<BankState<Ledger>> {
  checkOffers(profile);
  const [clock, random] = [systemClock, systemRandom];
  const { timeZone } = profile;
  const state = await openBankState({
    database: databaseUrl,
    node,
    profile,
    clock,
    random,
    async openCore(database) {
      const panKey = await openSharedKey('PAN_KEY', given, { database, databaseUrl, random });
      return ledger({ clock, random, timeZone, panKey })(database);
    },
  });
  if (demo && (await loadDemo(state.database, state.core, { today: createCalendar(timeZone)(clock()) })))
    log.warn('the demo PSUs are loaded: this ledger is for demonstrations');
  return state;
}

/** A bank with cheques has a connector of its own. */
function checkOffers({ services }: BankProfile): void {
  if (!services.cheques) return;
  const message = 'PROFILE offers cheques (/services/cheques), and the ledger that comes with the bank has none.';
  throw new BankError('ERR_BANK_PROFILE', message);
}
