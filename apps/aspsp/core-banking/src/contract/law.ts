import type { CoreBanking } from '../core-banking.ts';
import type { CoreBankingFixture } from './fixture.ts';

/** One thing that holds for every core banking system. */
export interface Law {
  /** A sentence. */
  readonly name: string;
  /** What a fixture needs for it. */
  readonly needs?: keyof CoreBankingFixture;
  /** Rejects with what is wrong. */
  check(core: CoreBanking, fixture: CoreBankingFixture): Promise<void>;
}
