import { findIdentification } from '../account-identification.ts';
import { ReportError } from '../error.ts';
import type { AccountReport } from '../report.ts';
import { shorten } from '../shorten.ts';
import { toCharacterSetX } from './character-set.ts';

/** Fields 20, 25 and 28C, with which each message begins. */
export function headFields({ reportId, account, sequenceNumber = 0 }: AccountReport): readonly string[] {
  if (!/^[A-Za-z0-9](\/?[A-Za-z0-9()., '+?:-])*$/.test(reportId) || reportId.length > 16)
    throw new ReportError(
      'ERR_REPORT_IDENTIFICATION',
      'A report id is 1 to 16 characters of set x without // in an MT.',
    );
  if (!Number.isInteger(sequenceNumber) || sequenceNumber < 0 || sequenceNumber > 99_999)
    throw new ReportError('ERR_REPORT_IDENTIFICATION', 'A sequence number has at most five digits in an MT.');
  const identification = findIdentification(account)?.identification ?? '';
  return [
    `:20:${reportId}`,
    `:25:${shorten(toCharacterSetX(identification), 35)}`,
    `:28C:${String(sequenceNumber).padStart(5, '0')}/001`,
  ];
}

/** Text blocks of messages, without the headers of SWIFT's network; each ends in a hyphen on a line of its own. */
export function joinMessages(messages: readonly (readonly string[])[]): string {
  if (messages.length === 0) throw new TypeError('"reports" has at least one.');
  return messages.map((lines) => [...lines, '-', ''].join('\r\n')).join('');
}
