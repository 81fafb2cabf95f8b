import type { Schemas } from '@openxs2a/xs2a/types';
import type { Account } from '../bank/accounts.ts';
import type { Bank } from '../bank/bank.ts';
import type { Consent } from '../bank/consent.ts';
import type { Entry } from '../bank/entries.ts';
import { type Cents, toAmountText } from '../bank/money.ts';
import { linkToAccount } from './links.ts';

export function toAmount(account: Account, cents: Cents): Schemas['amount'] {
  return { currency: account.currency, amount: toAmountText(cents) };
}

export function toReference({ iban, currency }: Account): Schemas['accountReference'] {
  return { iban, currency };
}

/** The account with links to what the consent lets the TPP read of it. */
export function toAccountDetails(bank: Bank, consent: Consent, account: Account): Schemas['accountDetails'] {
  const { resourceId, iban, currency, name, product, cashAccountType } = account;
  const may = (right: 'balances' | 'transactions') => bank.isGranted(consent, right, resourceId);
  const link = linkToAccount(resourceId);
  return {
    resourceId,
    iban,
    currency,
    name,
    product,
    cashAccountType,
    status: 'enabled',
    usage: 'PRIV',
    _links: {
      ...(may('balances') && { balances: { href: `${link}/balances` } }),
      ...(may('transactions') && { transactions: { href: `${link}/transactions` } }),
    },
  };
}

/** Nothing is pending at this bank, so that what is booked is available, too. */
export function toBalances(account: Account, [newest]: readonly Entry[]): Schemas['balanceList'] {
  const balanceAmount = toAmount(account, newest?.balance ?? account.opening);
  const day =
    newest === undefined ? {} : { referenceDate: newest.day, lastCommittedTransaction: newest.entryReference };
  return [
    { balanceType: 'interimBooked', balanceAmount, ...day },
    { balanceType: 'interimAvailable', balanceAmount, creditLimitIncluded: false },
  ];
}

export function toTransaction(account: Account, entry: Entry): Schemas['transactions'] {
  const { party, day, transactionId } = entry;
  const other = { iban: party.iban };
  return {
    transactionId,
    entryReference: entry.entryReference,
    bookingDate: day,
    valueDate: day,
    transactionAmount: toAmount(account, entry.amount),
    ...(entry.amount < 0
      ? { creditorName: party.name, creditorAccount: other }
      : { debtorName: party.name, debtorAccount: other }),
    remittanceInformationUnstructured: entry.remittance,
    bankTransactionCode: entry.bankTransactionCode,
    balanceAfterTransaction: { balanceType: 'interimBooked', balanceAmount: toAmount(account, entry.balance) },
    _links: { transactionDetails: { href: `${linkToAccount(account.resourceId)}/transactions/${transactionId}` } },
  };
}
