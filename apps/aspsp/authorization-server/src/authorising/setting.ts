import type { CoreBanking } from '@openxs2a/core-banking';
import type { TokenState } from '@openxs2a/oauth/state';
import type { BankProfile } from '@openxs2a/profile';
import type { Sca } from '@openxs2a/sca';
import type { Clock, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { Authorisable } from './authorisable.ts';
import type { AuthorisationKey } from './road.ts';
import type { RoadSecrets } from './secrets.ts';

/** What the steps of the road work with. */
export interface RoadSetting {
  readonly authorisables: Readonly<Record<AuthorisationKey['kind'], Authorisable>>;
  readonly core: Pick<CoreBanking, 'findPsu' | 'findPsuById'>;
  readonly sca: Sca;
  readonly database: Database;
  readonly profile: Pick<BankProfile, 'sca'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: RoadSecrets;
  /** Where the bank has OAuth. */
  readonly tokens: Pick<TokenState, 'requireTokens'> | undefined;
}
