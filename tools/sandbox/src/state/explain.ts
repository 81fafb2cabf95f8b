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
    const reason = findReason(error);
    if (reason === undefined) throw error;
    if (isOurs && !ELSEWHERE.test(reason.code))
      throw unusable(`${name} cannot be used: ${asSentence(reason.message)}`, error);
    throw new DataError(`${name}: ${reason.message}`, { cause: error });
  }
}

/** What a store says is told here in the store's words: an app would name it by a key of its configuration. */
function findReason(error: unknown): StoreError | ServiceError<string> | undefined {
  if (error instanceof StoreError) return error;
  if (!(error instanceof ServiceError)) return undefined;
  return error.cause instanceof StoreError ? error.cause : error;
}

const asSentence = (text: string) => (text.endsWith('.') ? text : `${text}.`);
