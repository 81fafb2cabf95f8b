export type * from './api.ts';
export { DIAGNOSTICS, type Diagnostic, type DiagnosticCode } from './diagnostic.ts';
export { FIELDS, fieldOf, isNode, type Kind, type Node, refOf, SECTIONS } from './grammar.ts';
export { mapSchema } from './normalise/map-schema.ts';
export { flatten as flattenSchema } from './normalise/subsumes.ts';
export { appendPointer, findByPointer, splitPointer } from './pointer.ts';
export { type BundleResult, bundle, type ReadOptions, type ReadResult, readApi, type SourceStamp } from './read-api.ts';
export { walk } from './walk.ts';
