export type { Change, Part, Place, Side } from './diff/change.ts';
export { diffApis } from './diff/diff-apis.ts';
export { type ChangeKind, type Effect, KINDS } from './diff/kinds.ts';
