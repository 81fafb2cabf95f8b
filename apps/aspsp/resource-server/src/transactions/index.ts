export { createReadingOf, type ReadingOf } from './reading-of.ts';
export { prepareTransactions } from './store/migrations.ts';
export { createTransactionHandlers, offersTransactions, type TransactionHandlers } from './transaction-handlers.ts';
