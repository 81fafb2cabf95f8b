import { createCalendar } from '@openxs2a/core-banking';
import { loadDemo } from '@openxs2a/core-banking/demo';
import type { Ledger } from '@openxs2a/core-banking/ledger';
import { type BankState, ledger, openBankState } from '@openxs2a/edge/state';
import { type BankProfile, DEFAULT_PROFILE } from '@openxs2a/profile';
import { systemClock as clock, systemRandom as random } from '@openxs2a/service';

export interface SceneStateOptions {
  readonly database: string;
  readonly profile?: BankProfile;
  /** How many entries the PSU of thousands has. Default: 500. */
  readonly entries?: number;
}

/**
 * The state of a bank whose processes run elsewhere, with demo PSUs: for what a test has to do beside them, such as giving a
 * consent. Card numbers are found by a key of its own only.
 */
export async function openSceneState(options: SceneStateOptions): Promise<BankState<Ledger>> {
  const { database, profile = DEFAULT_PROFILE, entries = 500 } = options;
  const openCore = ledger({ clock, random, timeZone: profile.timeZone, panKey: new Uint8Array(32) });
  const state = await openBankState({ database, node: 'scene', profile, clock, random, openCore });
  await loadDemo(state.database, state.core, { today: createCalendar(profile.timeZone)(clock()), entries });
  return state;
}
