import type { CardTransaction } from '@openxs2a/core-banking';
import type { Schemas } from '@openxs2a/xs2a/types';
import { maskPan } from '../../render/account-reference.ts';
import type { RenderAmount } from '../../render/amount.ts';
import { pickKnown } from '../../render/known.ts';
import { cut } from '../../render/text.ts';
import { renderExchangeRates } from './particulars.ts';

/** One use of a card (Guidelines 1.3.8, 6.6.4); `render` is `amountsOf` its account, whose `debitAccounting` turns signs. */
export function renderCardTransaction(entry: CardTransaction, render: RenderAmount): Schemas['cardTransaction'] {
  return pickKnown<Schemas['cardTransaction']>({
    cardTransactionId: entry.transactionId,
    terminalId: entry.terminalId,
    transactionDate: entry.transactionDate,
    acceptorTransactionDateTime: entry.acceptorTransactionDateTime?.toISOString(),
    bookingDate: entry.bookingStatus === 'booked' ? entry.bookingDate : undefined,
    valueDate: entry.valueDate,
    transactionAmount: render(entry.transactionAmount),
    grandTotalAmount: entry.grandTotalAmount && render(entry.grandTotalAmount),
    currencyExchange: entry.currencyExchange && renderExchangeRates(entry.currencyExchange),
    originalAmount: entry.originalAmount && render(entry.originalAmount),
    markupFee: entry.markupFee && render(entry.markupFee),
    markupFeePercentage: entry.markupFeePercentage,
    cardAcceptorId: entry.cardAcceptorId,
    cardAcceptorName: cut(entry.cardAcceptorName, 70),
    cardAcceptorAddress: entry.cardAcceptorAddress && { ...entry.cardAcceptorAddress },
    cardAcceptorPhone: entry.cardAcceptorPhone,
    merchantCategoryCode: entry.merchantCategoryCode,
    // spelt so here, maskedPan in the account
    maskedPAN: entry.maskedPan === undefined ? undefined : maskPan(entry.maskedPan),
    transactionDetails: cut(entry.transactionDetails, 1000),
    invoiced: entry.invoiced,
    proprietaryBankTransactionCode: entry.proprietaryBankTransactionCode,
  });
}
