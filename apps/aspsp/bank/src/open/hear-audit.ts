import { countRecords, type Metrics } from '@openxs2a/operations';
import type { Log } from '@openxs2a/service';
import type { EventLogOptions } from '@openxs2a/store/log';

export interface Hearing {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** What a process says and counts of the audit log that it writes. */
export function hearAudit({
  log,
  metrics,
}: Hearing): Required<Pick<EventLogOptions, 'onSealed' | 'onError' | 'onShared'>> {
  return {
    onSealed: countRecords(metrics),
    onError: (error) => log.error('the audit log could not be sealed', error),
    onShared: () =>
      log.warn('another process has the same NODE_NAME: the audit log cannot tell them apart. Give each its own'),
  };
}
