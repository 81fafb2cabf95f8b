export type { Database, Queryable, Row, Transaction, Value } from './database.ts';
export type { Sql } from './sql.ts';
