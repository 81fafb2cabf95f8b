import type { Api, Schema } from '@openxs2a/ir';
import { breaksOf } from '../breaks.ts';
import type { Finding, Part } from '../change.ts';
import { compareSchemas } from './compare.ts';
import type { Merge } from './cursor.ts';
import { createMerge } from './merge.ts';
import { refOf, resolve } from './resolve.ts';

/** Receives what a walk meets; a pair of components is handed over and not entered. */
export interface Visitor {
  readonly part: Part;
  onFinding(finding: Finding): void;
  onComponents(before: string, after: string): void;
}

export type Walk = (before: Schema, after: Schema, pointer: string, visitor: Visitor) => void;

/** Prepares the comparison of schemas of two documents. */
export function createWalk(before: Api, after: Api): Walk {
  const merges = { mergeBefore: createMerge(before), mergeAfter: createMerge(after) };
  return (a, b, pointer, visitor) => visit({ before, after, ...merges, visitor, met: new Map() }, a, b, pointer);
}

interface Context {
  readonly before: Api;
  readonly after: Api;
  readonly mergeBefore: Merge;
  readonly mergeAfter: Merge;
  readonly visitor: Visitor;
  /** Pairs that were entered: a recursion that no pair of components cuts ends here. */
  readonly met: Map<Schema, Set<Schema>>;
}

function visit(context: Context, a: Schema, b: Schema, pointer: string): void {
  const [old, now] = [refOf(a), refOf(b)];
  if (old !== undefined && now !== undefined) context.visitor.onComponents(old, now);
  else enter(context, resolve(context.before, a), resolve(context.after, b), pointer);
}

function enter(context: Context, a: Schema, b: Schema, pointer: string): void {
  if (isMet(context.met, a, b)) return;
  const { visitor, met: _met, ...documents } = context;
  compareSchemas(a, b, {
    ...documents,
    part: visitor.part,
    pointer,
    report: (finding) =>
      visitor.onFinding({ part: visitor.part, breaks: breaksOf(visitor.part, finding.kind), ...finding }),
    compare: (before, after, at) => visit(context, before, after, at),
  });
}

function isMet(met: Map<Schema, Set<Schema>>, a: Schema, b: Schema): boolean {
  if (typeof a === 'boolean' && typeof b === 'boolean') return false;
  const partners = met.get(a) ?? new Set();
  const known = partners.has(b);
  met.set(a, partners.add(b));
  return known;
}
