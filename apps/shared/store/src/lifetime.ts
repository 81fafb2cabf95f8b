import { StoreError } from './error.ts';

/** Knows what is under way, so that closing waits for it and refuses what comes after. */
export interface Lifetime {
  /** Runs `work`, or rejects with `ERR_STORE_CLOSED`. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Runs `close` once, when nothing is under way any more. */
  end(close: () => Promise<void> | void): Promise<void>;
}

export function createLifetime(): Lifetime {
  let underWay = 0;
  let idle = Promise.withResolvers<void>();
  let ended: Promise<void> | undefined;
  return {
    async during(work) {
      if (ended !== undefined) throw new StoreError('ERR_STORE_CLOSED', 'The database is closed.');
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay === 0) idle.resolve();
      }
    },
    end(close) {
      if (ended !== undefined) return ended;
      idle = Promise.withResolvers();
      if (underWay === 0) idle.resolve();
      ended = idle.promise.then(close);
      return ended;
    },
  };
}
