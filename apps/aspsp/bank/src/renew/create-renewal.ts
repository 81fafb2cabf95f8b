import { isDeepStrictEqual } from 'node:util';
import type { Metrics } from '@openxs2a/operations';
import { type Log, ServiceError, systemClock, toEnvironmentName } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { BankError } from '../bank-error.ts';
import { readOwnCertificate } from './certificate-evidence.ts';
import type { Prepared, Renewable } from './renewable.ts';

export interface RenewalSetting {
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'renewal' | 'certificateEnd'>;
  /** Has a record of each renewal, before it counts. */
  readonly audit: { readonly database: Database; readonly log: EventLog };
}

/**
 * Takes what has changed in a configuration, group by group: one that is wrong is refused, keeps what it had, and is in no other's
 * way. What is not in any group counts from the next start on.
 */
export function createRenewal<Config extends object>(
  started: Config,
  renewables: readonly Renewable<Config>[],
  setting: RenewalSetting,
): (next: Config) => Promise<void> {
  for (const renewable of renewables) tellEnd(renewable, started, setting);
  const groups = renewables.map((renewable) => ({ renewable, taken: started }));
  const grouped = new Set<string>(renewables.flatMap(({ keys }) => keys));
  return async function renew(next) {
    const { log } = setting;
    const due = groups.filter(({ renewable, taken }) => differ(taken, next, renewable.keys));
    for (const group of due) if (await renewGroup(group.renewable, next, setting)) group.taken = next;
    // the keys of an object are keys of its type
    const keys = Object.keys({ ...started, ...next }) as (keyof Config & string)[];
    const fixed = keys.filter((key) => !grouped.has(key) && differ(started, next, [key]));
    if (fixed.length > 0) log.warn('what has changed counts from the next start on', { keys: toNames(fixed) });
    if (due.length + fixed.length === 0) log.info('nothing of the configuration has changed');
  };
}

const differ = <Config>(one: Config, other: Config, keys: readonly (keyof Config)[]): boolean =>
  keys.some((key) => !isDeepStrictEqual(one[key], other[key]));

const toNames = (keys: readonly string[]): readonly string[] => keys.map(toEnvironmentName);

async function renewGroup<Config>(
  renewable: Renewable<Config>,
  next: Config,
  setting: RenewalSetting,
): Promise<boolean> {
  const { log, metrics, audit } = setting;
  const keys = toNames(renewable.keys);
  const prepared = await prepareInTime(renewable, next).catch(passRefusal);
  if (prepared instanceof ServiceError) {
    metrics.renewal('refused');
    log.warn('not renewed: what was before stays', { keys, why: prepared.message });
    return false;
  }
  const { evidence, take } = prepared;
  const body = { keys, ...evidence, result: 'renewed' };
  await audit.log.append(audit.database, { kind: 'configuration-renewed', actor: 'aspsp', body });
  take();
  tellEnd(renewable, next, setting);
  metrics.renewal('renewed');
  log.info('renewed', { keys, ...evidence });
  return true;
}

/** What people can mend; all else is a fault. */
function passRefusal(error: unknown): ServiceError {
  if (!(error instanceof ServiceError)) throw error;
  return error;
}

/** A certificate whose time is over is an old file. */
async function prepareInTime<Config>(renewable: Renewable<Config>, next: Config): Promise<Prepared> {
  const { evidence, take } = await renewable.prepare(next);
  const own = findOwn(renewable, next);
  if (own === undefined) return { evidence, take };
  const until = own.end.toISOString();
  if (own.end <= systemClock()) throw new BankError('ERR_BANK_CERTIFICATE', `${own.name} was good until ${until}.`);
  return { evidence: { certificate: own.fingerprint, until, ...evidence }, take };
}

function tellEnd<Config>(renewable: Renewable<Config>, config: Config, { metrics }: RenewalSetting): void {
  const own = findOwn(renewable, config);
  if (own !== undefined) metrics.certificateEnd(own.name, own.end);
}

function findOwn<Config>({ certificate }: Renewable<Config>, config: Config) {
  if (certificate === undefined) return undefined;
  return { name: toEnvironmentName(certificate), ...readOwnCertificate(String(config[certificate])) };
}
