import type { Transaction, Value } from './database.ts';
import { createShapes, joinTexts } from './shapes.ts';

/** A statement with its values apart, rendered for a dialect only when it runs. Made by `sql` alone. */
export interface Sql {
  readonly parts: readonly string[];
  readonly values: readonly Value[];
}

/** What may stand in `${}`: a value, which is bound and never becomes text of the statement, or another `Sql`. */
export type SqlInput = Value | Sql;

// A class, so that an object with the same keys, say of a request's body, is never taken for a piece of a statement.
class Fragment implements Sql {
  readonly parts: readonly string[];
  readonly values: readonly Value[];
  /** Whether its parts are the same array whenever it is made: not those of long lists, of which there are too many. */
  readonly isShape: boolean;

  constructor(parts: readonly string[], values: readonly Value[], isShape = true) {
    this.parts = parts;
    this.values = values;
    this.isShape = isShape;
  }
}

/**
 * A statement or a piece of one. The text comes from the program's source alone: there is no way to make it of a string
 * that was computed, but for names, which `sql.identifier` checks.
 */
export function sql(parts: TemplateStringsArray, ...inputs: readonly SqlInput[]): Sql {
  return inputs.some(isSql) ? splice(parts, inputs) : new Fragment(parts, inputs.filter(isValue));
}

/** The items with a separator between them, a comma unless it is given. An empty list is a `TypeError`: `IN ()` is no SQL. */
sql.join = function join(items: readonly SqlInput[], separator: Sql = COMMA): Sql {
  if (items.length === 0) throw new TypeError('There is nothing to join.');
  const inputs = items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]));
  const blanks = BLANKS[inputs.length];
  return splice(blanks ?? ['', ...inputs.map(() => '')], inputs, blanks !== undefined);
};

/** The name of a table, column or index: lower case, digits and `_`, because such names mean the same on both stores. */
sql.identifier = function identifier(name: string): Sql {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(name)) throw new TypeError(`"${name}" is no name of a table or column here.`);
  return new Fragment([`"${name}"`], []);
};

/** The value as JSON text, for a TEXT column. Read it with `JSON.parse`. */
sql.json = function json(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError('A function, a symbol or undefined is no JSON.');
  return text;
};

/** Ends a `SELECT` whose rows nobody else may change until the transaction ends. SQLite lets nobody else change any. */
sql.forUpdate = function forUpdate({ dialect }: Pick<Transaction, 'kind' | 'dialect'>): Sql {
  return dialect === 'postgresql' ? sql`FOR UPDATE` : sql``;
};

const COMMA = sql`, `;

/** Whether `sql` made it. */
export function isSql(input: unknown): input is Sql {
  return input instanceof Fragment;
}

function isValue(input: SqlInput): input is Value {
  return !isSql(input);
}

/** What stands between the items of a list, by how many there are with their separators. */
const BLANKS: readonly (readonly string[])[] = Array.from({ length: 64 }, (_, count) => Array(count + 1).fill(''));
const textsOf = createShapes();

function splice(parts: readonly string[], inputs: readonly SqlInput[], isShape = true): Sql {
  const values: Value[] = [];
  let isKnown = isShape;
  const pieces = inputs.map((input) => {
    if (!isSql(input)) {
      values.push(input);
      return undefined;
    }
    for (const value of input.values) values.push(value);
    isKnown &&= input instanceof Fragment && input.isShape;
    return input.parts;
  });
  return new Fragment(isKnown ? textsOf(parts, pieces) : joinTexts(parts, pieces), values, isKnown);
}
