import type { Transaction, Value } from './database.ts';

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

  constructor(parts: readonly string[], values: readonly Value[]) {
    this.parts = parts;
    this.values = values;
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
  return splice(['', ...inputs.map(() => '')], inputs);
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

function splice(parts: readonly string[], inputs: readonly SqlInput[]): Sql {
  const texts: string[] = [];
  const values: Value[] = [];
  let text = parts[0] ?? '';
  inputs.forEach((input, index) => {
    const [first = '', ...others] = isSql(input) ? input.parts : ['', ''];
    text += first;
    for (const other of others) {
      texts.push(text);
      text = other;
    }
    if (isSql(input)) values.push(...input.values);
    else values.push(input);
    text += parts[index + 1] ?? '';
  });
  return new Fragment([...texts, text], values);
}
