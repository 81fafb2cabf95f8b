import type { LogHandlers } from '@openxs2a/certificate-authority-api/server';
import type { Schemas } from '@openxs2a/certificate-authority-api/types';
import type { JournalRecord } from '../../acts/journal.ts';
import type { Qtsp } from '../../acts/qtsp.ts';
import { readLog } from '../../acts/read-log.ts';
import { type CallContext, callerAs } from '../context.ts';
import { toCursor } from './page.ts';

const json = 'application/json';

export function createLogHandlers(qtsp: Qtsp): LogHandlers<CallContext> {
  return {
    async getLog({ query = {} }, context) {
      const { items, next } = await readLog(qtsp, callerAs(context, 'operator', 'nca'), {
        ...query,
        ...toCursor(query),
      });
      const body = { items: items.map(showEntry), ...(next === undefined ? {} : { next }) };
      return { status: 200, type: json, body };
    },
    verifyLog: async () => ({ status: 200, type: json, body: await qtsp.journal.verify() }),
  };
}

function showEntry({ recordedAt, ...record }: JournalRecord): Schemas['logEntry'] {
  return { ...record, recordedAt: recordedAt.toISOString() };
}
