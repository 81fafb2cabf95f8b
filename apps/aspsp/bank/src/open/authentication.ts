import type { Authentication } from '@openxs2a/edge/state';
import type { BankProfile } from '@openxs2a/profile';
import { DEFAULT_SCA_POLICY, type Outbox, type ScaPolicy } from '@openxs2a/sca';
import { type Log, systemRandom as random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { Config } from '../config.ts';
import { createHttpOutbox } from './http-outbox.ts';
import { openSharedKey } from './shared-key.ts';

export type AuthenticationConfig = Pick<
  Config,
  'databaseUrl' | 'scaKey' | 'outboxUrl' | 'outboxToken' | 'codesAtOnce' | 'pagesUrl'
>;

/** What PSUs authenticate with, by the configuration. */
export function createAuthentication(
  config: AuthenticationConfig,
  profile: BankProfile,
  log: Log,
): (database: Database) => Promise<Authentication> {
  return async (database) => ({
    key: await openSharedKey('SCA_KEY', config.scaKey, { database, databaseUrl: config.databaseUrl, random }),
    outbox: createOutbox(config, log),
    policy: toPolicy(config, profile),
  });
}

function createOutbox({ outboxUrl: url, outboxToken: token }: AuthenticationConfig, log: Log): Outbox {
  if (url !== undefined) return createHttpOutbox({ url, token, fetch, random });
  log.warn('one-time codes are delivered nowhere: OUTBOX_URL is missing');
  return { send: () => Promise.reject(new Error('OUTBOX_URL is missing.')) };
}

/** Passkeys are bound to where the pages are (WebAuthn 3, 5.1.2). */
function toPolicy({ pagesUrl, codesAtOnce: burst }: AuthenticationConfig, { name }: BankProfile): ScaPolicy {
  const policy = { ...DEFAULT_SCA_POLICY, sending: { ...DEFAULT_SCA_POLICY.sending, burst } };
  if (pagesUrl === undefined) return policy;
  const { hostname, origin } = new URL(pagesUrl);
  return { ...policy, passkeys: { ...policy.passkeys, rpId: hostname, rpName: name, origins: [origin] } };
}
