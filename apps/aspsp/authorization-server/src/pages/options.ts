import type { Consents } from '@openxs2a/consent';
import type { CoreBanking } from '@openxs2a/core-banking';
import type { BankProfile } from '@openxs2a/profile';
import type { Sca } from '@openxs2a/sca';
import type { Clock, Log, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { Context } from 'hono';
import type { Road } from '../authorising/road.ts';
import type { DemoDevice } from './approvals/demo-device.ts';
import type { PageAnswer } from './base/tell-answers.ts';
import type { OAuthPagesOptions } from './oauth/options.ts';
import type { OperatorOptions } from './operator/options.ts';

/** What the pages of a bank work with. */
export interface PagesOptions {
  readonly road: Road;
  readonly sca: Sca;
  readonly consents: Consents;
  readonly core: CoreBanking;
  readonly profile: BankProfile;
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  /** What cookies are sealed with, the same on every node; 16 characters or more, random. */
  readonly secret: string;
  /** Whether people come by https, as they do but in a sandbox on this very machine. */
  readonly isHttps: boolean;
  /** Hears of each answer. */
  readonly onAnswer?: ((answer: PageAnswer) => void) | undefined;
  /** Gets what nobody foresaw. */
  readonly logger: Log;
  /** The pages of the bank's operator; without it there are none. */
  readonly operator?: OperatorOptions | undefined;
  /** Where the bank has OAuth. */
  readonly oauth?: OAuthPagesOptions | undefined;
  /** For a sandbox alone: a device of each PSU that the bank itself holds, so that approving works without script. */
  readonly demoDevice?: DemoDevice | undefined;
  /** Where a request comes from, for limits. By default the other end of the connection: behind a proxy say better. */
  readonly addressOf?: ((c: Context) => string | undefined) | undefined;
}
