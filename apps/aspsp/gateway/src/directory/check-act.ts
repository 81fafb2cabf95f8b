import { TppError } from './tpp-error.ts';

const TPP_ID = /^PSD[A-Z]{2}-[A-Z]{2,8}-.+$/;
const LONGEST_ID = 200;
const LONGEST_TEXT = 2_000;
const LONGEST_NAME = 200;

/** TS 119 495, 5.2.1: `PSDDE-BAFIN-123456`. A slip would block nobody. */
export function checkTppId(tppId: string): void {
  if (!TPP_ID.test(tppId) || tppId.length > LONGEST_ID)
    throw new TppError('ERR_TPP_ID', `"${tppId.slice(0, LONGEST_ID)}" does not read like PSDDE-BAFIN-123456.`);
}

/** Who and why are for people and auditors: they say something, on one line. */
export function checkText(field: 'reason' | 'by' | 'statement' | 'note', text: string): void {
  const most = field === 'by' ? LONGEST_NAME : LONGEST_TEXT;
  if (text.trim() === '') throw new TppError('ERR_TPP_TEXT', `"${field}" is empty.`);
  if (text.length > most) throw new TppError('ERR_TPP_TEXT', `"${field}" is longer than ${most} characters.`);
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text))
    throw new TppError('ERR_TPP_TEXT', `"${field}" has a character that cannot be printed.`);
}

export function checkDate(field: 'validUntil' | 'next', text: string): void {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (day === undefined || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new TppError('ERR_TPP_DATE', `"${field}" is a date like 2027-05-31.`);
}
