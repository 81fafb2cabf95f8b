import type { Grant } from '@openxs2a/consent';
import { sealLink } from '../links/link-token.ts';
import { grantedAccountOf } from '../reads/load-accounts.ts';
import { accountPath } from '../render/account-links.ts';
import type { Linked, ReportOperation } from './asked.ts';
import type { Entry, ListEntries } from './entries.ts';
import type { ReportQuery } from './report-query.ts';
import type { ReportSetting } from './setting.ts';

/** How long the links of a report are followed. */
const LINK_MINUTES = 30;

/** The call that a report answers. */
export interface ReportCall<Kind extends Entry> {
  readonly operationId: ReportOperation;
  readonly grant: Grant;
  readonly list: ListEntries<Kind>;
}

/** What all links of a report have in common. */
export function beginPosition(setting: ReportSetting, { bookingStatus, start }: ReportQuery) {
  const now = setting.clock().getTime();
  const delta = start.kind === 'since-report' ? { begunAt: now } : {};
  return { bookingStatus, until: now + LINK_MINUTES * 60_000, ...delta };
}

/** A link to the same operation; `bookingStatus` is there because the interface requires it, the rest is sealed. */
export function hrefOf<Kind extends Entry>(
  { profile, linkKey: key, random }: ReportSetting,
  { operationId, grant }: ReportCall<Kind>,
  linked: Linked,
): string {
  const granted = grantedAccountOf(grant);
  const place = { operationId, consentId: grant.consentId, resourceId: granted.resourceId };
  const token = sealLink(linked, { until: new Date(linked.until), place, key, random });
  return `${accountPath(granted, profile)}/transactions?bookingStatus=${linked.bookingStatus}&page=${token}`;
}
