import type { UseConsent } from '@openxs2a/consent';
import type { IncomingRequest } from '@openxs2a/runtime/server';
import type { ResourceServerDeps } from '../deps.ts';
import { type ReportOperation, readAsked } from './asked.ts';
import { createReportSetting, type ReportSetting } from './setting.ts';

/** What of a request counts as one read of its consent, and whether it goes on in one that was counted. */
export type ReadingOf = (
  operationId: UseConsent['operation'],
  request: IncomingRequest,
) => Pick<UseConsent, 'part' | 'page'>;

/**
 * For the guard of consents, once the request is validated. A report counts by its booking status, a transaction by itself;
 * a page, or a download, only if its link is ours. Throws `RefusedError` for what makes no sense, so that it is not counted.
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

function readingOfReport(operationId: ReportOperation, request: IncomingRequest, setting: ReportSetting) {
  const asked = readAsked(operationId, request, setting);
  return asked.kind === 'report' ? { part: asked.query.bookingStatus } : { part: asked.bookingStatus, page: true };
}
