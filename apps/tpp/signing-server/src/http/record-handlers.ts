import type { RecordHandlers } from '@openxs2a/signing-api/server';
import type { SigningServer } from '../acts/server.ts';
import type { CallContext } from './guards.ts';

export function createRecordHandlers({ uses }: Pick<SigningServer, 'uses'>): RecordHandlers<CallContext> {
  return {
    async getUses({ query = {} }) {
      const { kind, client, limit = 50, after } = query;
      // One more than is shown tells whether there is another page.
      const found = await uses.read({
        kind,
        client,
        limit: limit + 1,
        after: after === undefined ? undefined : Number(after),
      });
      const items = found.slice(0, limit).map(({ recordedAt, body, ...use }) => {
        return { ...use, recordedAt: recordedAt.toISOString(), body: { ...body } };
      });
      const next = found.length > limit ? { next: String(items.at(-1)?.position) } : {};
      return { status: 200, type: 'application/json', body: { items, ...next } };
    },
    async verifyUses() {
      return { status: 200, type: 'application/json', body: { ...(await uses.verify()) } };
    },
  };
}
