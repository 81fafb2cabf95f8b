import type { Transaction } from '@openxs2a/core-banking';

/** The transaction type of field 61: `N` and SWIFT's code for what ISO 20022 says the entry is, `NMSC` where it says nothing. */
export function findTransactionType({ bankTransactionCode = '' }: Transaction): string {
  const [domain = '', family = '', subFamily = ''] = bankTransactionCode.split('-');
  return `N${SUB_FAMILIES[subFamily] ?? FAMILIES[family] ?? DOMAINS[domain] ?? 'MSC'}`;
}

/** The business transaction code that opens a structured field 86, three digits; 835 is any other transaction. */
export function findBusinessCode({
  bankTransactionCode = '',
  proprietaryBankTransactionCode = '',
}: Transaction): string {
  if (/^\d{3}$/.test(proprietaryBankTransactionCode)) return proprietaryBankTransactionCode;
  return BUSINESS_CODES[bankTransactionCode] ?? '835';
}

const DOMAINS: Readonly<Record<string, string>> = { FORX: 'FEX', SECU: 'SEC' };

const FAMILIES: Readonly<Record<string, string>> = {
  ...{ RCDT: 'TRF', ICDT: 'TRF', RRCT: 'TRF', IRCT: 'TRF' },
  ...{ RDDT: 'DDT', IDDT: 'DDT', RCHQ: 'CHK', ICHQ: 'CHK' },
};

const SUB_FAMILIES: Readonly<Record<string, string>> = {
  STDO: 'STO',
  CHRG: 'CHG',
  FEES: 'CHG',
  INTR: 'INT',
  COMM: 'COM',
};

// the German banking industry's codes for SEPA payments, by ISO 20022
const BUSINESS_CODES: Readonly<Record<string, string>> = {
  'PMNT-RDDT-BBDD': '104',
  'PMNT-RDDT-ESDD': '105',
  'PMNT-ICDT-ESCT': '116',
  'PMNT-ICDT-STDO': '117',
  'PMNT-RCDT-SALA': '153',
  'PMNT-RCDT-ESCT': '166',
  'PMNT-IDDT-ESDD': '171',
  'PMNT-IDDT-BBDD': '174',
};
