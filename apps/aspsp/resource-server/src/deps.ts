import type { Consents } from '@openxs2a/consent';
import type { CoreBanking } from '@openxs2a/core-banking';
import type { BankProfile } from '@openxs2a/profile';
import type { Clock, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { ChequeRegister } from './cheques/cheque.ts';

export interface ResourceServerDeps {
  readonly database: Database;
  readonly consents: Pick<Consents, 'useConsent' | 'returnUse'>;
  readonly core: CoreBanking & Partial<ChequeRegister>;
  readonly profile: BankProfile;
  readonly clock: Clock;
  readonly random: Random;
  /** 32 bytes, the same on every node: links that one node gave out are followed on another. */
  readonly linkKey: Uint8Array;
}
