import type { AccountNames } from '@openxs2a/core-banking';

export interface AccountIdentification {
  readonly scheme: 'IBAN' | 'BBAN' | 'maskedPan' | 'msisdn' | 'other';
  readonly identification: string;
}

/** The first name of an account that may go out. A full card number never does. */
export function findIdentification(names: AccountNames): AccountIdentification | undefined {
  const { iban, bban, maskedPan, msisdn, other } = names;
  if (iban) return { scheme: 'IBAN', identification: iban };
  if (bban) return { scheme: 'BBAN', identification: bban };
  if (other?.identification) return { scheme: 'other', identification: other.identification };
  if (maskedPan) return { scheme: 'maskedPan', identification: maskedPan };
  return msisdn ? { scheme: 'msisdn', identification: msisdn } : undefined;
}
