import type { BankState } from '@openxs2a/edge/state';
import type { BankProfile } from '@openxs2a/profile';
import type { PasswordKeys } from '../authorising/password-keys.ts';
import type { Road } from '../authorising/road.ts';
import type { RoadSetting } from '../authorising/setting.ts';

/** What the handlers work with: the bank's state, and what it decides. */
export interface AuthorizationServerOptions
  extends Pick<
    BankState,
    'database' | 'consents' | 'core' | 'idempotency' | 'sca' | 'tokens' | 'scaKey' | 'clock' | 'random'
  > {
  readonly profile: BankProfile;
  /** Where the bank's pages are, without a path: `https://login.bank.example`. Without it, no redirect leads anywhere. */
  readonly pagesUrl?: string | undefined;
}

/** The same, with the road that was made of it. */
export interface HandlerOptions extends AuthorizationServerOptions {
  readonly setting: RoadSetting;
  readonly road: Road;
  readonly passwordKeys: PasswordKeys;
}
