import { type Queryable, StoreError, type StoreErrorCode } from '@openxs2a/store';
import { CoreBankingError } from '../error.ts';

const OUTAGES: ReadonlySet<StoreErrorCode> = new Set<StoreErrorCode>([
  'ERR_STORE_BUSY',
  'ERR_STORE_TIMEOUT',
  'ERR_STORE_UNAVAILABLE',
  'ERR_STORE_CLOSED',
]);

/** Reads from a database as core banking has it: a store that does not answer is a core banking system that does not. */
export function reportOutages(db: Queryable): Queryable {
  const report = async <Result>(answer: Promise<Result>): Promise<Result> => {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof StoreError) || !OUTAGES.has(error.code)) throw error;
      throw new CoreBankingError('ERR_CORE_UNAVAILABLE', 'The ledger does not answer.', { cause: error });
    }
  };
  return {
    dialect: db.dialect,
    all: (statement) => report(db.all(statement)),
    first: (statement) => report(db.first(statement)),
    run: (statement) => report(db.run(statement)),
  };
}
