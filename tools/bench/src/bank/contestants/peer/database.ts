import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Pool } from 'pg';

export type Value = string | number | null;
export type Row = Readonly<Record<string, string | number | null>>;

export interface Query {
  /** With `$1`, `$2`, … in this order, each once. */
  readonly text: string;
  readonly values: readonly Value[];
}

/** Statements one after the other: each is yielded, and its rows come back. */
export type Work<Result> = Generator<Query, Result, readonly Row[]>;

export interface PeerDatabase {
  /** On disk when it resolves. */
  transaction<Result>(work: () => Work<Result>): Promise<Result> | Result;
  read<Result>(work: () => Work<Result>): Promise<Result> | Result;
}

export function openPeerDatabase(location: string): PeerDatabase {
  return location.startsWith('postgresql:') ? openPool(location) : openFile(location);
}

function openFile(location: string): PeerDatabase {
  const connection = new DatabaseSync(location, { timeout: 5000 });
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const prepared = new Map<string, StatementSync>();
  const execute = ({ text, values }: Query): readonly Row[] => {
    const statement = prepared.get(text) ?? connection.prepare(text.replaceAll(/\$\d+/g, '?'));
    prepared.set(text, statement);
    // its columns are texts and numbers
    return statement.all(...(values as SQLInputValue[])) as Row[];
  };
  const run = <Result>(work: () => Work<Result>): Result => {
    const steps = work();
    let step = steps.next();
    while (step.done !== true) step = steps.next(execute(step.value));
    return step.value;
  };
  return {
    read: run,
    transaction(work) {
      connection.exec('BEGIN IMMEDIATE');
      try {
        const result = run(work);
        connection.exec('COMMIT');
        return result;
      } catch (error) {
        connection.exec('ROLLBACK');
        throw error;
      }
    },
  };
}

const CONNECTIONS = 10;

function openPool(connectionString: string): PeerDatabase {
  const pool = new Pool({ connectionString, max: CONNECTIONS });
  pool.on('error', () => undefined);
  const names = new Map<string, string>();
  const run = async <Result>(
    execute: (query: { name: string; text: string; values: Value[] }) => Promise<{ rows: Row[] }>,
    work: () => Work<Result>,
  ): Promise<Result> => {
    const steps = work();
    let step = steps.next();
    while (step.done !== true) {
      const { text, values } = step.value;
      const name = names.get(text) ?? `q${names.size}`;
      names.set(text, name);
      step = steps.next((await execute({ name, text, values: [...values] })).rows);
    }
    return step.value;
  };
  return {
    read: (work) => run((query) => pool.query(query), work),
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await run((query) => client.query(query), work);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
    },
  };
}
