import { createEventLog } from '@openxs2a/store/log';
import { expect, test } from 'vitest';
import { openReadyServer } from '../server.fixture.ts';

test('the record is read page by page, by kind and by client', async () => {
  const { reader } = await openReadyServer();
  const kinds: string[] = [];
  const readFrom = async (after?: string): Promise<void> => {
    const page = await reader.getUses({ query: { limit: 1, ...(after === undefined ? {} : { after }) } });
    if (page.status !== 200) throw new Error(String(page.status));
    kinds.push(...page.body.items.map(({ kind }) => kind));
    if (page.body.next !== undefined) await readFrom(page.body.next);
  };
  await readFrom();
  expect(kinds).toEqual(['certificates-ordered', 'key-created', 'certificate-installed', 'certificate-activated']);
  expect(await reader.getUses({ query: { kind: 'key-created' } })).toMatchObject({
    body: { items: [{ kind: 'key-created' }] },
  });
  expect(await reader.getUses({ query: { client: 'maintenance' } })).toMatchObject({ body: { items: [] } });
});

test('what the server did by itself is on record as its own', async () => {
  const { reader, maintain, wait } = await openReadyServer();
  wait(151 * 86_400_000);
  await maintain();
  const uses = await reader.getUses({ query: { client: 'maintenance', kind: 'key-created' } });
  expect(uses).toMatchObject({ status: 200, body: { items: [{ client: 'maintenance' }] } });
});

test('a record that nobody changed is intact; what somebody else put into it is found', async () => {
  const { reader, server, clock } = await openReadyServer();
  expect(await reader.verifyUses()).toMatchObject({ status: 200, body: { intact: true } });
  const options = { namespace: 'signing_uses', node: 'intruder', clock, sealEvery: false } as const;
  const forged = await createEventLog(server.database, options);
  await forged.append(server.database, { kind: 'message-signed', actor: 'web-app', body: {} });
  await forged.close();
  expect(await reader.verifyUses()).toMatchObject({ status: 200, body: { intact: false, fault: 'seal-not-signed' } });
});
