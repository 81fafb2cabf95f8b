import type { LogHandlers } from '@openxs2a/certificate-authority-api/server';
import type { Schemas } from '@openxs2a/certificate-authority-api/types';
import type { LogRecord, LogVerdict } from '@openxs2a/store/log';
import type { Qtsp } from '../../acts/qtsp.ts';
import { readLog } from '../../acts/read-log.ts';
import { type CallContext, callerAs } from '../context.ts';
import { DEFAULT_LIMIT } from './page.ts';

const json = 'application/json';

export function createLogHandlers(qtsp: Qtsp): LogHandlers<CallContext> {
  return {
    async getLog({ query = {} }, context) {
      const { from, limit = DEFAULT_LIMIT, ...filter } = query;
      const since = from === undefined ? {} : { from: new Date(from) };
      const found = await readLog(qtsp, callerAs(context, 'operator', 'nca'), { ...filter, ...since, limit });
      const next = found.next === undefined ? {} : { next: found.next };
      return { status: 200, type: json, body: { items: found.items.map(showEntry), ...next } };
    },
    verifyLog: async () => ({ status: 200, type: json, body: showVerdict(await qtsp.journal.verify()) }),
  };
}

function showEntry({ time, actor, subject, body, ...record }: LogRecord): Schemas['logEntry'] {
  return {
    ...record,
    recordedAt: time.toISOString(),
    ...(actor === undefined ? {} : { actor }),
    ...(subject === undefined ? {} : { subject }),
    // every act writes an object
    body: body as Record<string, unknown>,
  };
}

function showVerdict(verdict: LogVerdict): Schemas['logVerdict'] {
  const { entries, unsealed } = verdict.evidence;
  if (verdict.accepted) return { intact: true, entries, unsealed };
  const { node, seal, position } = verdict.evidence;
  return {
    intact: false,
    entries,
    unsealed,
    fault: verdict.reason,
    node,
    ...(seal === undefined ? {} : { seal }),
    ...(position === undefined ? {} : { position }),
  };
}
