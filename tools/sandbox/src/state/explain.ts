import { ServiceError } from '@openxs2a/service';
import { StoreError } from '@openxs2a/store';
import { DataError, unusable } from './data-error.ts';

export interface Place {
  readonly name: string;
  /** Whether `--reset` clears it. */
  readonly isOurs: boolean;
}

/** About the surroundings or a file that people write: beginning anew would not mend it. */
const ELSEWHERE = /^ERR_(?:PORT|ADDRESS|BANK)_/;

/** Opens what is kept in a place. Where that cannot be used, DataError says so, and how to get on. */
export async function explain<Opened>({ name, isOurs }: Place, open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof ServiceError)) throw error;
    const isForReset = isOurs && !ELSEWHERE.test(error.code);
    if (isForReset) throw unusable(`${name} cannot be used: ${asSentence(error.message)}`, error);
    throw new DataError(`${name}: ${error.message}`, { cause: error });
  }
}

const asSentence = (text: string) => (text.endsWith('.') ? text : `${text}.`);
