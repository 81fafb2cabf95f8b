import { loadDemoCredentials } from '@openxs2a/authorization-server/demo';
import { createCalendar } from '@openxs2a/core-banking';
import { loadDemo } from '@openxs2a/core-banking/demo';
import type { Ledger } from '@openxs2a/core-banking/ledger';
import { type Authentication, type BankState, ledger, openBankState } from '@openxs2a/edge/state';
import type { BankProfile } from '@openxs2a/profile';
import { type Log, systemClock, systemRandom } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { BankError } from '../bank-error.ts';
import type { Config } from '../config.ts';
import { openDemoDevice } from './demo-device.ts';
import { type Hearing, hearAudit } from './hear-audit.ts';
import { openSharedKey } from './shared-key.ts';

type StateConfig = Pick<Config, 'databaseUrl' | 'nodeName' | 'panKey' | 'demo'>;
type OpenAuthentication = (database: Database) => Promise<Authentication>;

/**
 * The bank's state with the ledger that comes with it, in the database of the configuration. `openAuthentication` where PSUs
 * authenticate in this process.
 */
export async function openState(
  { databaseUrl, nodeName: node, panKey: given, demo }: StateConfig,
  profile: BankProfile,
  hearing: Hearing,
  openAuthentication?: OpenAuthentication,
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
    audit: hearAudit(hearing),
    ...(openAuthentication === undefined ? {} : { openAuthentication }),
    async openCore(database) {
      const panKey = await openSharedKey('PAN_KEY', given, { database, databaseUrl, random });
      return ledger({ clock, random, timeZone, panKey })(database);
    },
  });
  if (demo) await loadDemoOnce(state, openAuthentication !== undefined, { timeZone, log: hearing.log });
  return state;
}

/** The demo PSUs, and what they log in with where they can. */
async function loadDemoOnce(
  state: BankState<Ledger>,
  authenticates: boolean,
  { timeZone, log }: { readonly timeZone: string; readonly log: Log },
): Promise<void> {
  const { database, core, clock } = state;
  if (await loadDemo(database, core, { today: createCalendar(timeZone)(clock()) }))
    log.warn('the demo PSUs are loaded: this ledger is for demonstrations');
  if (authenticates) await loadDemoCredentials(state, openDemoDevice(state));
}

/** A bank with cheques has a connector of its own. */
function checkOffers({ services }: BankProfile): void {
  if (!services.cheques) return;
  const message = 'PROFILE offers cheques (/services/cheques), and the ledger that comes with the bank has none.';
  throw new BankError('ERR_BANK_PROFILE', message);
}
