import type { PspRole } from '@openxs2a/certificates';
import type { Identity } from '@openxs2a/edge';
import type { Clock } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import type { RegisterEntry, RegisterLookup } from '../register/register.ts';
import { claimRegisterCheck, findTpp, saveRegisterCheck } from './tpp.store.ts';
import type { RegisterCheck } from './tpp.ts';

/** Asks the register about TPPs, behind the back of requests, and keeps what it said as evidence. */
export interface RegisterChecks {
  /** Asks where nobody has for a day; never throws and never has to be waited for. */
  check(identity: Identity): void;
  close(): Promise<void>;
}

export interface RegisterChecksOptions {
  readonly database: Database;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly lookup: RegisterLookup;
  /** Told where the register does not grant what the certificate claims. It is for the bank to decide what follows. */
  readonly onDisagreement: (identity: Identity, check: RegisterCheck) => void;
  readonly onError: (error: unknown) => void;
}

const DAY = 24 * 60 * 60_000;

export function createRegisterChecks(options: RegisterChecksOptions): RegisterChecks {
  const { database, log, clock, onDisagreement, onError } = options;
  const underWay = new Set<Promise<void>>();
  const checkNow = async (identity: Identity): Promise<void> => {
    const { tppId } = identity;
    if (!(await claimRegisterCheck(database, tppId, clock().getTime(), DAY))) return;
    const check = await ask(options, identity);
    const before = await findTpp(database, tppId);
    await database.transaction(async (trx) => {
      await saveRegisterCheck(trx, tppId, check);
      if (isSame(before?.register, check)) return;
      const { result, entry } = check;
      const said = entry === undefined ? {} : { status: entry.status, roles: entry.roles, source: entry.source };
      await log.append(trx, {
        kind: 'tpp-register-checked',
        actor: 'aspsp',
        subject: tppId,
        body: { result, ...said },
      });
    });
    if (check.result === 'differs' || check.result === 'unknown') onDisagreement(identity, check);
  };
  return {
    check(identity) {
      const checking = checkNow(identity)
        .catch(onError)
        .finally(() => underWay.delete(checking));
      underWay.add(checking);
    },
    async close() {
      await Promise.all(underWay);
    },
  };
}

async function ask({ lookup, clock, onError }: RegisterChecksOptions, identity: Identity): Promise<RegisterCheck> {
  const at = clock().toISOString();
  try {
    const entry = await lookup(identity.tppId);
    if (entry === undefined) return { at, result: 'unknown' };
    return { at, result: grants(entry, identity.roles) ? 'agrees' : 'differs', entry };
  } catch (error) {
    onError(error);
    return { at, result: 'unavailable' };
  }
}

function grants({ status, roles }: RegisterEntry, claimed: readonly PspRole[]): boolean {
  return status === 'active' && claimed.every((role) => roles.includes(role));
}

/** The log has changes, not each day's confirmation of what is known. */
function isSame(before: RegisterCheck | undefined, { result, entry }: RegisterCheck): boolean {
  return before?.result === result && JSON.stringify(before.entry) === JSON.stringify(entry);
}
