import type { DatabaseSync } from 'node:sqlite';

/** The ends of what happens whole or not at all. */
export interface Frame {
  begin(): void;
  commit(): void;
  rollback(): void;
}

/** `alone`: a transaction. `together`: a part of one. */
export type Frames = Readonly<Record<'alone' | 'together', Frame>>;

/** Prepared, since nothing else is run as often. */
export function createFrames(connection: DatabaseSync): Frames {
  const prepare = (text: string) => {
    const statement = connection.prepare(text);
    return () => void statement.run();
  };
  const [undo, leave] = [prepare('ROLLBACK TO unit'), prepare('RELEASE unit')];
  return {
    alone: { begin: prepare('BEGIN IMMEDIATE'), commit: prepare('COMMIT'), rollback: prepare('ROLLBACK') },
    together: {
      begin: prepare('SAVEPOINT unit'),
      commit: leave,
      rollback() {
        undo();
        leave();
      },
    },
  };
}
