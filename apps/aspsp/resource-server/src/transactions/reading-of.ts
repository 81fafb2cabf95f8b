import type { UseConsent } from '@openxs2a/consent';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { ResourceServerDeps } from '../deps.ts';
import { type ReportOperation, readLink } from './asked.ts';
import { readReportQuery } from './report-query.ts';
import { createReportSetting, type ReportSetting } from './setting.ts';

/** What of a request counts as one read of its consent, and whether it goes on in one that was counted. */
export type ReadingOf = (
  operationId: UseConsent['operation'],
  request: IncomingRequest,
) => Pick<UseConsent, 'part' | 'page'>;

/**
 * For the guard of consents, once the request is validated. A report counts by its booking status, a transaction by itself;
 * a page, or a download, does not count, but only if its link is ours. Throws `RefusedError` for what makes no sense.
 */
export function createReadingOf(deps: ResourceServerDeps): ReadingOf {
  const setting = createReportSetting(deps);
  return (operationId, request) => {
    switch (operationId) {
      case 'getTransactionList':
      case 'getCardAccountTransactionList':
        return readingOfReport(operationId, request, setting);
      case 'getTransactionDetails':
        return { part: String(request.parameters.path['transactionId']) };
      default:
        return {};
    }
  };
}

/**
 * A link that is not to be followed counts as if there were none, until the handler refuses it and gives the read back: so
 * who may not read here at all is told that, and nothing about the link.
 */
function readingOfReport(operationId: ReportOperation, request: IncomingRequest, setting: ReportSetting) {
  const link = readLink(operationId, request, setting);
  if (link === undefined) return { part: readReportQuery(request, setting.profile, setting.today()).bookingStatus };
  if ('refused' in link) return { part: String(request.parameters.query['bookingStatus']) };
  return { part: link.content.bookingStatus, page: true };
}
