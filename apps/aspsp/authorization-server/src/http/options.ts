import type { BankState } from '@openxs2a/edge/state';
import type { BankProfile } from '@openxs2a/profile';

/** What the handlers work with: the bank's state, and what it decides. */
export interface AuthorizationServerOptions extends Pick<BankState, 'database' | 'consents' | 'core' | 'idempotency'> {
  readonly profile: BankProfile;
}
