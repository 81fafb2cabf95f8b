import { ReportError } from '../error.ts';
import type { AccountReport, ReportMessage } from '../report.ts';
import { element, text } from './xml.ts';

/** The whole document around its reports. */
export function renderDocument(
  messageName: 'camt.053.001.08' | 'camt.052.001.08',
  root: 'BkToCstmrStmt' | 'BkToCstmrAcctRpt',
  message: ReportMessage<AccountReport>,
  reports: readonly string[],
): string {
  checkIdentifications(message);
  const header = element(
    'GrpHdr',
    text('MsgId', message.messageId, 35),
    element('CreDtTm', message.createdAt.toISOString()),
  );
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${messageName}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}">${element(root, header, ...reports)}</Document>\n`;
}

// ids that were cut or mended would be other ids
function checkIdentifications({ messageId, reports }: ReportMessage<AccountReport>): void {
  if (reports.length === 0) throw new TypeError('"reports" has at least one.');
  const ids = [messageId, ...reports.map(({ reportId }) => reportId)];
  if (!ids.every((id) => /^[\x20-\x7e]{1,35}$/.test(id)))
    throw new ReportError('ERR_REPORT_IDENTIFICATION', 'An id of a message or report is 1 to 35 ASCII characters.');
}
