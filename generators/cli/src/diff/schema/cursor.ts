import type { Api, Schema, SchemaObject } from '@openxs2a/ir';
import type { Finding, Part } from '../change.ts';

/** Where the comparison of two schemas stands. */
export interface Cursor {
  readonly part: Part;
  readonly pointer: string;
  readonly before: Api;
  readonly after: Api;
  readonly mergeBefore: Merge;
  readonly mergeAfter: Merge;
  report(finding: Omit<Finding, 'breaks' | 'part'> & { readonly breaks?: Finding['breaks'] }): void;
  /** Compares two schemas below this one; components are queued, so that each pair of them is compared once. */
  compare(before: Schema, after: Schema, pointer: string): void;
}

/** One rule of the comparison: looks at some keywords of two schema objects and reports what differs in meaning. */
export type Rule = (before: Merged, after: Merged, cursor: Cursor) => void;

/** A schema whose `allOf` was folded in, and where each of its properties was written. */
export interface Merged {
  readonly schema: SchemaObject;
  /** Pointer of each property that came from a component; the others stand where the schema stands. */
  readonly origins: ReadonlyMap<string, string>;
}

export type Merge = (schema: SchemaObject) => Merged;
