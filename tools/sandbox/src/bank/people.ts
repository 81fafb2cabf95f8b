import { BANK_FOLDERS, type BankName } from './bank-names.ts';

/** Who may log in on the pages of a bank as its operator; `secrets.json` has the passwords. */
export const OPERATOR = 'operator';
export const operatorSecret = (bank: BankName) => `password of the ${BANK_FOLDERS[bank]}'s operator`;
