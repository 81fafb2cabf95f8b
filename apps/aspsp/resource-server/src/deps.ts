import type { Consents } from '@openxs2a/consent';
import type { CoreBanking, Psu } from '@openxs2a/core-banking';
import type { BankProfile } from '@openxs2a/profile';
import type { Clock, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { ChequeRegister } from './cheques/cheque.ts';

export interface ResourceServerDeps {
  readonly database: Database;
  readonly consents: Pick<Consents, 'find' | 'useConsent' | 'returnUse'>;
  readonly core: CoreBanking & Partial<PsuRegister & ChequeRegister>;
  readonly profile: BankProfile;
  readonly clock: Clock;
  readonly random: Random;
  /** 32 bytes, the same on every node: links that one node gave out are followed on another. */
  readonly linkKey: Uint8Array;
}

/** What a core banking system can tell of PSUs beyond `CoreBanking`, by its own id. */
export interface PsuRegister {
  /** Asked at every read, so that nothing of a PSU is read from the moment on that it is blocked. */
  findPsuById(psuId: string): Promise<Psu | undefined>;
}
