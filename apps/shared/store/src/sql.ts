import type { Value } from './database.ts';

/** A statement with its values apart, rendered for a dialect only when it runs. Made by `sql` alone. */
export interface Sql {
  readonly parts: readonly string[];
  readonly values: readonly Value[];
}
