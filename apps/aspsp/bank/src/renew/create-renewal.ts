import { isDeepStrictEqual } from 'node:util';
import type { Metrics } from '@openxs2a/operations';
import { type Log, ServiceError, toEnvironmentName } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import type { Prepared, Renewable } from './renewable.ts';

export interface RenewalSetting {
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'renewal'>;
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
  { keys, prepare }: Renewable<Config>,
  next: Config,
  { log, metrics, audit }: RenewalSetting,
): Promise<boolean> {
  const names = toNames(keys);
  let prepared: Prepared;
  try {
    prepared = await prepare(next);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    metrics.renewal('refused');
    log.warn('not renewed: what was before stays', { keys: names, why: error.message });
    return false;
  }
  const { evidence, take } = prepared;
  const body = { keys: names, ...evidence, result: 'renewed' };
  await audit.log.append(audit.database, { kind: 'configuration-renewed', actor: 'aspsp', body });
  take();
  metrics.renewal('renewed');
  log.info('renewed', { keys: names, ...evidence });
  return true;
}
