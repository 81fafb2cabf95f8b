import type { AuditRecord, Consents } from '@openxs2a/consent';
import type { Clock } from '@openxs2a/service';
import { isRecord } from '../base/is-record.ts';

/** What was read with consents, as far back as PSUs are shown it. */
export interface Activity {
  /** The newest first. */
  readonly accesses: readonly AuditRecord[];
  readonly lastAccess: ReadonlyMap<string, AuditRecord>;
}

interface Source {
  readonly consents: Pick<Consents, 'audit'>;
  readonly clock: Clock;
}

const KINDS = ['consent-used', 'consent-refused'];
const DAYS = 90;
const DAY = 86_400_000;
/** Pages of a thousand records each; who reads more often than this within the days is shown the older ones of them. */
const MOST_PAGES = 20;

export async function loadActivity(source: Source, psuId: string, consentId?: string): Promise<Activity> {
  const accesses: AuditRecord[] = [];
  const from = new Date(source.clock().getTime() - DAYS * DAY);
  let after: number | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { records, next } = await source.consents.audit({ psuId, consentId, kind: KINDS, from, after, limit: 1000 });
    accesses.push(...records);
    if (next === undefined) break;
    after = next;
  }
  const used = accesses.filter(({ kind }) => kind === 'consent-used');
  const lastAccess = new Map(used.map((record) => [record.consentId ?? '', record]));
  return { accesses: accesses.toReversed(), lastAccess };
}

/** The bank's ids of the accounts that a consent was given for, as recorded when it was given. */
export async function loadOpened(
  { consents }: Pick<Source, 'consents'>,
  psuId: string,
  consentId: string,
): Promise<readonly string[]> {
  const { records } = await consents.audit({ psuId, consentId, kind: ['consent-given', 'consent-partially-given'] });
  const body = records.at(-1)?.body;
  const accounts = isRecord(body) ? body['accounts'] : undefined;
  if (!Array.isArray(accounts)) return [];
  return accounts.flatMap((account: unknown) =>
    isRecord(account) && typeof account['accountId'] === 'string' ? [account['accountId']] : [],
  );
}
