import type { IsoDate } from '../iso-date.ts';
import type { NewAccount } from '../ledger/open-account.ts';
import type { Psu } from '../psu.ts';
import type { StandingOrder, TrustedBeneficiary } from '../standing-order.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Step } from './steps.ts';

/** What a PSU, or two of one corporate, has and what happened to it. */
export interface Scene {
  readonly psus: readonly Psu[];
  readonly accounts: readonly NewAccount[];
  readonly steps: readonly Step[];
  readonly standingOrders?: readonly { readonly accountId: string; readonly order: StandingOrder }[];
  readonly beneficiaries?: readonly { readonly accountId: string; readonly beneficiary: TrustedBeneficiary }[];
  /** Accounts that were closed after all of it. */
  readonly closed?: readonly string[];
}

export interface SceneContext {
  readonly random: SeededRandom;
  readonly today: IsoDate;
  /** How many entries there are where there are thousands. */
  readonly entries: number;
}

export type CreateScene = (context: SceneContext) => Scene;
