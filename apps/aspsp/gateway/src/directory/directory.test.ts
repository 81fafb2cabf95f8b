import { createEventLog } from '@openxs2a/store/log';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { AIS, createClock, createTrust } from '../gateway.fixture.ts';
import { toIdentity } from '../proof/to-identity.ts';
import { createTppDirectory } from './directory.ts';
import { migrateGateway } from './migrations.ts';
import { createSightings, type Sight } from './sightings.ts';
import { findTppStatus } from './tpp.store.ts';

const trust = await createTrust(() => new Date());
const TPP = 'PSDDE-BAFIN-100001';

async function createSight(use: 'qwac' | 'qsealc' = 'qwac'): Promise<Sight> {
  const { certificate } =
    use === 'qwac' ? await trust.authority.issueQwac(AIS) : await trust.authority.issueQsealc(AIS);
  const verdict = await trust.certificates.verify(certificate, { use });
  if (!verdict.accepted) throw new TypeError(verdict.reason);
  return { identity: toIdentity(verdict.evidence), evidence: verdict.evidence };
}

forEachDatabase((_, open) => {
  const start = async () => {
    const database = await open();
    const { clock, wait } = createClock(new Date('2026-11-26T10:00:00.000Z'));
    const log = await createEventLog(database, { namespace: 'bank', node: 'one', clock, sealEvery: false });
    await migrateGateway(database);
    const errors: unknown[] = [];
    const written: string[] = [];
    const createNode = () =>
      createSightings({
        database,
        log,
        clock,
        onWritten: ({ tppId }) => written.push(tppId),
        onError: (error) => errors.push(error),
      });
    const directory = createTppDirectory({ database, log, clock });
    const kinds = async () => (await log.read({ subject: TPP })).records.map(({ kind }) => kind);
    return { database, log, directory, wait, createNode, errors, written, kinds };
  };

  test('a certificate that is seen for the first time is written at once, and in the audit log', async () => {
    const { directory, createNode, kinds } = await start();
    const sight = await createSight();
    await createNode().see(sight);
    const { certificate } = sight.evidence;
    expect(await directory.find(TPP)).toEqual({
      tppId: TPP,
      legalName: sight.identity.legalName,
      roles: ['PSP_AI'],
      nca: sight.identity.nca,
      firstSeen: '2026-11-26T10:00:00.000Z',
      lastSeen: '2026-11-26T10:00:00.000Z',
      status: 'active',
      certificates: [
        {
          use: 'qwac',
          fingerprint: certificate.fingerprint,
          serialNumber: certificate.serialNumber,
          issuer: sight.identity.qwac.issuer,
          notAfter: certificate.notAfter.toISOString(),
          roles: ['PSP_AI'],
          firstSeen: '2026-11-26T10:00:00.000Z',
          lastSeen: '2026-11-26T10:00:00.000Z',
          revocation: { by: 'ocsp', producedAt: expect.stringMatching(/^\d{4}-/) },
        },
      ],
    });
    expect(await kinds()).toEqual(['tpp-certificate-seen']);
  });

  test('what is known is written at most once a minute, and when the node stops', async () => {
    const { directory, createNode, wait, written } = await start();
    const node = createNode();
    const sight = await createSight();
    await node.see(sight);
    wait(59_000);
    expect(node.see(sight)).toBeUndefined();
    expect(written).toHaveLength(1);
    wait(1_000);
    expect(node.see(sight)).toBeUndefined();
    expect(node.see(sight)).toBeUndefined();
    await expect.poll(async () => (await directory.find(TPP))?.lastSeen).toBe('2026-11-26T10:01:00.000Z');
    wait(5_000);
    node.see(sight);
    await node.close();
    expect(await directory.find(TPP)).toMatchObject({
      firstSeen: '2026-11-26T10:00:00.000Z',
      lastSeen: '2026-11-26T10:01:05.000Z',
    });
  });

  test('many requests at once, on two nodes, of a TPP that nobody knows make one row and one entry', async () => {
    const { directory, createNode, kinds } = await start();
    const sight = await createSight();
    const seal = { ...(await createSight('qsealc')), identity: sight.identity };
    const nodes = [createNode(), createNode()];
    await Promise.all(nodes.flatMap((node) => [sight, seal, sight, seal].map((each) => node.see(each))));
    expect((await directory.find(TPP))?.certificates.map(({ use }) => use).sort()).toEqual(['qsealc', 'qwac']);
    expect(await kinds()).toEqual(['tpp-certificate-seen', 'tpp-certificate-seen']);
  });

  test.each(['qwac', 'qsealc'] as const)('a %s that is revoked later is evidence, once', async (use) => {
    const { directory, createNode, log, kinds } = await start();
    const sight = await createSight(use);
    const { certificate } = sight.evidence;
    trust.authority.revoke(certificate, { reason: 'keyCompromise', revokedAt: new Date('2026-11-26T09:00:00.000Z') });
    trust.certificates.forget();
    const verdict = await trust.certificates.verify(certificate, { use });
    if (verdict.accepted) throw new TypeError('it is revoked');
    const stranger = createNode();
    stranger.seeRevoked(use, verdict.evidence);
    await stranger.close();
    expect(await kinds()).toEqual([]);
    const nodes = [createNode(), createNode()];
    await nodes[0]?.see(sight);
    for (const node of nodes) {
      node.seeRevoked(use, verdict.evidence);
      node.seeRevoked(use, verdict.evidence);
      await node.close();
    }
    expect(await kinds()).toEqual(['tpp-certificate-seen', 'tpp-certificate-revoked']);
    expect((await log.read({ kind: 'tpp-certificate-revoked' })).records[0]?.body).toMatchObject({ use });
    expect((await directory.find(TPP))?.certificates[0]?.revoked).toEqual({
      since: '2026-11-26T09:00:00.000Z',
      reason: 'keyCompromise',
      by: 'ocsp',
      toldAt: '2026-11-26T10:00:00.000Z',
    });
  });

  test('a first sight that could not be written is refused, and tried again', async () => {
    const { database, createNode } = await start();
    const node = createNode();
    const sight = await createSight();
    const closed = { ...sight, identity: { ...sight.identity, legalName: 'NUL \0' } };
    await expect(node.see(closed)).rejects.toMatchObject({ code: 'ERR_STORE_VALUE' });
    await node.see(sight);
    expect(await findTppStatus(database, TPP)).toBe('active');
  });

  test('a later sight that could not be written is told, and no request fails', async () => {
    const { createNode, wait, errors, database } = await start();
    const node = createNode();
    const sight = await createSight();
    await node.see(sight);
    wait(60_000);
    await database.close();
    expect(node.see(sight)).toBeUndefined();
    await node.close();
    expect(errors[0]).toMatchObject({ code: 'ERR_STORE_CLOSED' });
  });

  test('acts change the row and stand in the audit log, with who and why', async () => {
    const { directory, createNode, log } = await start();
    await createNode().see(await createSight());
    await directory.block(TPP, 'Stolen keys.', 'olga');
    await directory.unblock(TPP, 'New keys.', 'nina');
    await directory.attest(TPP, { statement: 'ISO 27001, seen.', by: 'olga', validUntil: '2027-11-26' });
    await directory.review(TPP, { note: 'In order.', by: 'olga', next: '2027-05-26' });
    expect(await directory.find(TPP)).toMatchObject({
      status: 'active',
      decision: { reason: 'New keys.', by: 'nina', at: '2026-11-26T10:00:00.000Z' },
      attestation: { statement: 'ISO 27001, seen.', by: 'olga', validUntil: '2027-11-26' },
      review: { note: 'In order.', by: 'olga' },
      nextReview: '2027-05-26',
      legalName: expect.any(String),
    });
    const { records } = await log.read({ subject: TPP });
    expect(records.slice(1).map(({ kind, actor, body }) => [kind, actor, body])).toEqual([
      ['tpp-blocked', 'olga', { reason: 'Stolen keys.' }],
      ['tpp-unblocked', 'nina', { reason: 'New keys.' }],
      ['tpp-attested', 'olga', { statement: 'ISO 27001, seen.', validUntil: '2027-11-26' }],
      ['tpp-reviewed', 'olga', { note: 'In order.', next: '2027-05-26' }],
    ]);
  });

  test('a call does not undo a block, and a block does not undo what was seen', async () => {
    const { directory, createNode, database } = await start();
    await directory.block(TPP, 'Warning of the authority.', 'olga');
    await createNode().see(await createSight());
    expect(await findTppStatus(database, TPP)).toBe('blocked');
    expect(await directory.find(TPP)).toMatchObject({ legalName: expect.any(String), certificates: [{ use: 'qwac' }] });
  });

  test('TPPs are listed in pages, by status and by when they are to be looked at', async () => {
    const { directory } = await start();
    const ids = ['PSDDE-BAFIN-1', 'PSDDE-BAFIN-2', 'PSDDE-BAFIN-3'];
    for (const id of ids) await directory.block(id, 'Test.', 'olga');
    await directory.unblock('PSDDE-BAFIN-2', 'Test.', 'olga');
    await directory.review('PSDDE-BAFIN-3', { note: 'Test.', by: 'olga', next: '2027-01-01' });
    const list = async (filter = {}) => (await directory.list(filter)).map(({ tppId }) => tppId);
    expect(await list()).toEqual(ids);
    expect(await list({ status: 'blocked' })).toEqual(['PSDDE-BAFIN-1', 'PSDDE-BAFIN-3']);
    expect(await list({ reviewBy: '2027-01-01' })).toEqual(['PSDDE-BAFIN-3']);
    expect(await list({ reviewBy: '2026-12-31' })).toEqual([]);
    expect(await list({ after: 'PSDDE-BAFIN-1', limit: 1 })).toEqual(['PSDDE-BAFIN-2']);
  });

  test.each([
    ['block', ['DE-BAFIN-1', 'Why.', 'olga'], 'ERR_TPP_ID'],
    ['block', [TPP, ' ', 'olga'], 'ERR_TPP_TEXT'],
    ['block', [TPP, 'Why.', ''], 'ERR_TPP_TEXT'],
    ['block', [TPP, 'two\nlines', 'olga'], 'ERR_TPP_TEXT'],
    ['block', [TPP, 'x'.repeat(2_001), 'olga'], 'ERR_TPP_TEXT'],
    ['block', [TPP, 'Why.', 'x'.repeat(201)], 'ERR_TPP_TEXT'],
    ['unblock', [TPP, 'Why.', 'olga'], 'ERR_TPP_UNKNOWN'],
    ['attest', [TPP, { statement: 'Seen.', by: 'olga' }], 'ERR_TPP_UNKNOWN'],
    ['attest', [TPP, { statement: 'Seen.', by: 'olga', validUntil: 'soon' }], 'ERR_TPP_DATE'],
    ['review', [TPP, { note: 'Seen.', by: 'olga', next: '2027-02-30' }], 'ERR_TPP_DATE'],
    ['review', [TPP, { note: 'Seen.', by: 'olga', next: '2027-02-28' }], 'ERR_TPP_UNKNOWN'],
  ] as const)('%s with %j is refused, and nothing is written', async (act, args, code) => {
    const { directory, kinds } = await start();
    // each row has the arguments of its act
    const doIt = directory[act] as (...values: readonly unknown[]) => Promise<unknown>;
    await expect(doIt(...args)).rejects.toMatchObject({ code });
    expect(await directory.list()).toEqual([]);
    expect(await kinds()).toEqual([]);
  });
});
