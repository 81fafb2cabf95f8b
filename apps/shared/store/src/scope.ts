import { AsyncLocalStorage } from 'node:async_hooks';

/** Knows whether code runs inside a transaction of one database. */
export interface Scope {
  /** Runs `work` as the inside of a transaction. */
  enter<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Throws inside of a transaction: a statement of the database itself would wait for the transaction that waits for it
   * (SQLite), or not be part of it (PostgreSQL).
   */
  refuseInside(): void;
}

export function createScope(): Scope {
  const storage = new AsyncLocalStorage<{ open: boolean }>();
  return {
    enter: (work) => {
      const scope = { open: true };
      return storage.run(scope, async () => {
        try {
          return await work();
        } finally {
          // what was started inside and goes on afterwards is no longer inside
          scope.open = false;
        }
      });
    },
    refuseInside: () => {
      if (storage.getStore()?.open)
        throw new TypeError('Inside of a transaction, statements are run by the transaction, and none is begun.');
    },
  };
}
