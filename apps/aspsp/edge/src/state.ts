import { hkdfSync } from 'node:crypto';
import { type Consent, type Consents, createConsents } from '@openxs2a/consent';
import type { CoreBanking } from '@openxs2a/core-banking';
import { createLedger, type Ledger, type LedgerOptions, prepareLedger } from '@openxs2a/core-banking/ledger';
import { openTokenState, type TokenState } from '@openxs2a/oauth/state';
import { type BankProfile, toConsentPolicy } from '@openxs2a/profile';
import { createSca, type Outbox, type Sca, type ScaPolicy } from '@openxs2a/sca';
import type { Clock, Random } from '@openxs2a/service';
import { type Database, openDatabase, type Transaction } from '@openxs2a/store';
import { createEventLog, type EventLog, type EventLogOptions } from '@openxs2a/store/log';
import { createAccountDirectory } from './account-directory.ts';
import { createFindExemption } from './find-exemption.ts';
import type { AccessTokens } from './guards/bearer.ts';
import { createIdempotency, type Idempotency } from './guards/idempotency.ts';

export interface BankStateOptions<Core extends CoreBanking> {
  /** File of SQLite, or the URL of PostgreSQL. */
  readonly database: string;
  /** Names this process among those that share the database. */
  readonly node: string;
  readonly profile: BankProfile;
  readonly clock: Clock;
  readonly random: Random;
  /** Who hears of the audit log: what was sealed, what failed, and whether another process has the name of this one. */
  readonly audit?: Pick<EventLogOptions, 'onSealed' | 'onError' | 'onShared'>;
  /** The connector to the bank's own systems; `ledger` keeps them in the same database. */
  readonly openCore: (database: Database) => Promise<Core>;
  /** Without it no code is delivered, and what was begun ends with the process. */
  readonly openAuthentication?: (database: Database) => Promise<Authentication>;
}

/** What authentication needs beside the database. */
export interface Authentication {
  /** 32 random bytes, the same on every node and after a restart. */
  readonly key: Uint8Array;
  readonly outbox: Outbox;
  readonly policy?: ScaPolicy;
}

/** What the bank's apps share, whether in one process or apart: one database, and what is kept in it. */
export interface BankState<Core extends CoreBanking = CoreBanking> {
  readonly database: Database;
  /** The audit log of the bank. */
  readonly log: EventLog;
  readonly core: Core;
  readonly consents: Consents;
  readonly sca: Sca;
  /** What tickets, confirmation codes and the key for passwords are derived from. */
  readonly scaKey: Uint8Array;
  readonly idempotency: Idempotency;
  /** Where the bank has OAuth (`sca.oauth`); those of a consent end with it, whatever ends it. */
  readonly tokens: (AccessTokens & TokenState) | undefined;
  readonly clock: Clock;
  readonly random: Random;
  /** Does what is due: ends consents whose time is over, forgets answers past their window, and what is long over in authentication. */
  upkeep(): Promise<void>;
  /** Seals the log, then closes the database. */
  close(): Promise<void>;
}

/** Opens the database, and makes its tables if they are not there. */
export async function openBankState<Core extends CoreBanking>(
  options: BankStateOptions<Core>,
): Promise<BankState<Core>> {
  const { node, profile, clock, random, openCore, openAuthentication = async () => withoutDelivery(random) } = options;
  const database = await openDatabase(options.database);
  try {
    const log = await createEventLog(database, { ...options.audit, namespace: 'bank', node, clock });
    const core = await openCore(database);
    const accounts = createAccountDirectory(core, profile);
    const policy = toConsentPolicy(profile);
    const tokens = profile.sca.oauth === 'off' ? undefined : await openTokenState({ database, log, clock });
    const onEnd = tokens && ((trx: Transaction, { consentId }: Consent) => tokens.revoke(trx, toScope(consentId)));
    const consents = await createConsents({ database, log, clock, random, policy, accounts, onEnd });
    const { key: scaKey, ...authentication } = await openAuthentication(database);
    const findExemption = createFindExemption(profile);
    const sca = await createSca({ database, log, clock, random, key: scaKey, findExemption, ...authentication });
    const idempotency = await createIdempotency({
      database,
      clock,
      window: profile.requests.repeatableMinutes,
      key: options.openAuthentication && deriveBodyKey(scaKey),
    });
    return {
      database,
      log,
      core,
      consents,
      sca,
      scaKey,
      idempotency,
      tokens: tokens && { ...tokens, findOwner: createFindOwner(consents) },
      clock,
      random,
      async upkeep() {
        await consents.expire();
        await idempotency.purge();
        await sca.purge();
      },
      async close() {
        await sca.settled();
        await log.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

const toScope = (consentId: string) => ({ service: 'AIS', resourceId: consentId }) as const;

function createFindOwner(consents: Consents): AccessTokens['findOwner'] {
  return async ({ service, resourceId }, tppId) => {
    const found = service === 'AIS' && resourceId !== undefined ? await consents.find(resourceId, tppId) : undefined;
    return found?.accepted ? found.evidence.psu?.psuId : undefined;
  };
}

const deriveBodyKey = (key: Uint8Array) =>
  new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), 'repeated requests', 32));

function withoutDelivery(random: Random): Authentication {
  return { key: random.bytes(32), outbox: { send: () => Promise.reject(new Error('Nothing carries codes here.')) } };
}

/** The ledger that comes with the bank, as its core banking. */
export function ledger(options: Omit<LedgerOptions, 'database'>): (database: Database) => Promise<Ledger> {
  return async (database) => {
    await prepareLedger(database);
    return createLedger({ database, ...options });
  };
}
