import { renderSql } from './render.ts';
import type { Sql } from './sql.ts';

/** Whether a statement is sure to change nothing. What is not sure is taken for a change. */
export function isReading(statement: Sql): boolean {
  const text = renderSql(statement, 'sqlite');
  if (/^(?:select|values)\b/i.test(text)) return true;
  return /^with\b/i.test(text) && !/\b(?:insert|update|delete|replace|merge)\b/i.test(text);
}
