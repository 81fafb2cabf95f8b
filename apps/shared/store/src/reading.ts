import { renderSql } from './render.ts';
import type { Sql } from './sql.ts';

/** Whether a statement is sure to change nothing. What is not sure is taken for a change. */
export const isReading = createTextCheck((text) => {
  if (/^(?:select|values)\b/i.test(text)) return true;
  return /^with\b/i.test(text) && !/\b(?:insert|update|delete|replace|merge)\b/i.test(text);
});

/** Whether a change gives rows. */
export const isReturning = createTextCheck((text) => /\breturning\b/i.test(text));

/** Asks a text once, however often the statement is made of it. */
function createTextCheck(check: (text: string) => boolean): (statement: Sql) => boolean {
  const known = new WeakMap<readonly string[], boolean>();
  return (statement) => {
    const found = known.get(statement.parts);
    if (found !== undefined) return found;
    const answer = check(renderSql(statement, 'sqlite'));
    known.set(statement.parts, answer);
    return answer;
  };
}
