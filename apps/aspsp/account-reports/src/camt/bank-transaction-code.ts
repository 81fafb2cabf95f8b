import type { EntryParticulars } from '@openxs2a/core-banking';
import { element, text } from './xml.ts';

/**
 * BankTransactionCodeStructure4. What is not of three parts is no code of ISO 20022 and stands among the bank's own; an
 * entry without any code is said to have none available, because the element has to be there.
 */
export function bankTransactionCodeElement(particulars: EntryParticulars): string {
  const { bankTransactionCode, proprietaryBankTransactionCode } = particulars;
  const [, ...parts] = /^([A-Z0-9]{4})-([A-Z0-9]{4})-([A-Z0-9]{4})$/.exec(bankTransactionCode ?? '') ?? [];
  const own = [proprietaryBankTransactionCode, parts.length === 0 ? bankTransactionCode : undefined].filter(Boolean);
  const proprietary = element('Prtry', text('Cd', own.join(' '), 35));
  if (parts.length === 0 && proprietary !== '') return element('BkTxCd', proprietary);
  return element('BkTxCd', domainElement(parts.length === 0 ? NOT_AVAILABLE : parts), proprietary);
}

// ISO 20022, bank transaction codes: the extended domain, family and sub-family not available
const NOT_AVAILABLE = ['XTND', 'NTAV', 'NTAV'];

function domainElement([domain = '', family = '', subFamily = '']: readonly string[]): string {
  const familyElement = element('Fmly', element('Cd', family), element('SubFmlyCd', subFamily));
  return element('Domn', element('Cd', domain), familyElement);
}
