import type { Json } from '@openxs2a/ir';
import { isRecord } from './keywords.ts';

type JsonRecord = { readonly [key: string]: Json };

/** Makes one schema of two that both hold. */
export type Conjoin = (a: Json, b: Json) => Json;

/**
 * A conjunction is the set of written schemas that it is made of: the same set is the same object, however it came
 * together. There are finitely many sets, so that a recursion through conjunctions comes round.
 */
export function createConjoin(): Conjoin {
  const numbers = new Map<JsonRecord, number>();
  const members = new WeakMap<JsonRecord, readonly JsonRecord[]>();
  const made = new Map<string, JsonRecord>();

  function numberOf(schema: JsonRecord): number {
    const number = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, number);
    return number;
  }

  function conjoin(schemas: readonly JsonRecord[]): JsonRecord {
    const all = [...new Set(schemas.flatMap((schema) => members.get(schema) ?? [schema]))];
    const sorted = all.sort((a, b) => numberOf(a) - numberOf(b));
    const [only] = sorted;
    if (only !== undefined && sorted.length === 1) return only;
    const key = sorted.map(numberOf).join();
    const conjunction = made.get(key) ?? { allOf: sorted };
    made.set(key, conjunction);
    members.set(conjunction, sorted);
    return conjunction;
  }

  return (a, b) => {
    if (a === true || b === false) return b;
    return isRecord(a) && isRecord(b) ? conjoin([a, b]) : a;
  };
}
