import type { RecordHandlers } from '@openxs2a/signing-api/server';
import type { SigningServer } from '../acts/server.ts';
import type { CallContext } from './guards.ts';

const PAGE = 50;

export function createRecordHandlers({ uses }: Pick<SigningServer, 'uses'>): RecordHandlers<CallContext> {
  return {
    async getUses({ query: { kind, client, after, limit = PAGE } = {} }) {
      const page = await uses.read({ kind, client, limit, after: after === undefined ? undefined : Number(after) });
      const items = page.items.map((use) => ({
        ...use,
        recordedAt: use.recordedAt.toISOString(),
        body: { ...use.body },
      }));
      const next = page.next === undefined ? {} : { next: String(page.next) };
      return { status: 200, type: 'application/json', body: { items, ...next } };
    },
    async verifyUses() {
      return { status: 200, type: 'application/json', body: { ...(await uses.verify()) } };
    },
  };
}
