export type { Problem } from './codec/problem.ts';
export type * from './descriptor.ts';
