import type { Posted } from '@openxs2a/service';
import { systemRandom as random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { migrateGateway } from '../directory/migrations.ts';
import { createIncidents, type IncidentReport } from './incidents.ts';
import type { ReportSender } from './report-sender.ts';

const INCIDENT = { tppId: 'PSDDE-BAFIN-100001', category: 'fraud', description: 'Reads without consent.', by: 'anna' };
const TAKEN: Posted = { isTaken: true };
const DOWN: Posted = { isTaken: false, mayBeRepeated: true, why: 'it answered 503' };
const REFUSED: Posted = { isTaken: false, mayBeRepeated: false, why: 'it answered 422' };

/** An authority that answers as it is told, then takes everything. */
function createAuthority(...answers: readonly (Posted | (() => Promise<Posted>))[]) {
  const heard: IncidentReport[] = [];
  const sender: ReportSender = {
    reaches: (ncaId) => ncaId === 'DE-BAFIN',
    async send(report) {
      const answer = answers[heard.length] ?? TAKEN;
      heard.push(report);
      return typeof answer === 'function' ? answer() : answer;
    },
  };
  return { heard, sender };
}

function createClock() {
  let now = Date.parse('2026-11-26T09:00:00Z');
  return Object.assign(() => new Date(now), {
    advance(minutes: number) {
      now += minutes * 60_000;
    },
  });
}

/** A node of a bank; `sender` is what its configuration knows. */
async function openNode(database: Database, clock: () => Date, sender?: ReportSender, node = 'one') {
  await migrateGateway(database);
  const log = await createEventLog(database, { namespace: 'bank', node, clock, sealEvery: false });
  const incidents = createIncidents({ database, log, clock, random, sender });
  const stateOf = async (incidentId: string) => (await incidents.find(incidentId))?.delivery;
  const acts = async () => (await log.read({ subject: INCIDENT.tppId })).records.map(({ kind }) => kind);
  return { incidents, log, stateOf, acts };
}

forEachDatabase((_, open) => {
  test('a report is sent once, as it was made, and that is recorded', async () => {
    const [database, clock, { heard, sender }] = [await open(), createClock(), createAuthority()];
    const { incidents, stateOf, acts } = await openNode(database, clock, sender);
    const { incidentId, report, delivery } = await incidents.report(INCIDENT);
    expect(delivery).toEqual({ state: 'waiting', attempts: 0, dueAt: '2026-11-26T09:00:00.000Z' });
    expect(await stateOf(incidentId)).toEqual(delivery);
    expect(heard).toEqual([]);
    clock.advance(1);
    expect([await incidents.deliver(), await incidents.deliver()]).toEqual([1, 0]);
    expect(heard).toEqual([report]);
    expect(await stateOf(incidentId)).toEqual({ state: 'sent', attempts: 1, at: '2026-11-26T09:01:00.000Z' });
    expect((await incidents.list(10)).map((one) => one.delivery.state)).toEqual(['sent']);
    expect(await acts()).toEqual(['tpp-blocked', 'tpp-incident-reported', 'tpp-incident-sent']);
  });

  test('what an authority cannot take now is tried again later, also by a bank that was started anew', async () => {
    const [database, clock, { heard, sender }] = [await open(), createClock(), createAuthority(DOWN, DOWN)];
    const { incidents } = await openNode(database, clock, sender);
    const { incidentId } = await incidents.report(INCIDENT);
    await incidents.deliver();
    const again = await openNode(database, clock, sender, 'two');
    expect(await again.stateOf(incidentId)).toEqual({
      state: 'waiting',
      attempts: 1,
      dueAt: '2026-11-26T09:01:00.000Z',
      lastError: 'it answered 503',
    });
    await again.incidents.deliver();
    expect(heard).toHaveLength(1);
    for (const minutes of [1, 2]) {
      clock.advance(minutes);
      await again.incidents.deliver();
    }
    expect(heard.map((report) => report.incidentId)).toEqual([incidentId, incidentId, incidentId]);
    expect(await again.stateOf(incidentId)).toMatchObject({ state: 'sent', attempts: 3 });
  });

  test('of several nodes one sends, and another only where that one died over it', async () => {
    const [database, clock] = [await open(), createClock()];
    const late = Promise.withResolvers<Posted>();
    const { heard, sender } = createAuthority(() => late.promise);
    const [one, two] = [await openNode(database, clock, sender), await openNode(database, clock, sender, 'two')];
    const { incidentId } = await one.incidents.report(INCIDENT);
    const sending = one.incidents.deliver();
    await expect.poll(() => heard).toHaveLength(1);
    clock.advance(1);
    expect(await two.incidents.deliver()).toBe(0);
    clock.advance(2);
    expect(await two.incidents.deliver()).toBe(1);
    expect(heard.map((report) => report.incidentId)).toEqual([incidentId, incidentId]);
    // what the first one learns now is no news, and undoes nothing
    late.resolve(REFUSED);
    await sending;
    expect(await two.stateOf(incidentId)).toMatchObject({ state: 'sent', attempts: 2 });
    expect((await two.acts()).filter((kind) => kind.startsWith('tpp-incident-'))).toEqual([
      'tpp-incident-reported',
      'tpp-incident-sent',
    ]);
  });

  test('nodes that begin at the same moment send each report once', async () => {
    const [database, clock, { heard, sender }] = [await open(), createClock(), createAuthority()];
    const nodes = await Promise.all(['one', 'two', 'three'].map((node) => openNode(database, clock, sender, node)));
    for (let count = 0; count < 5; count += 1) await nodes[0]?.incidents.report(INCIDENT);
    const sent = await Promise.all(nodes.map(({ incidents }) => incidents.deliver()));
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(new Set(heard.map((report) => report.incidentId)).size).toBe(5);
    expect(heard).toHaveLength(5);
  });

  test('what an authority refuses has failed, with the reason on record; an operator has it sent again', async () => {
    const [database, clock, { heard, sender }] = [await open(), createClock(), createAuthority(REFUSED)];
    const { incidents, log, stateOf } = await openNode(database, clock, sender);
    const { incidentId } = await incidents.report(INCIDENT);
    await incidents.deliver();
    const failed = { state: 'failed', attempts: 1, at: '2026-11-26T09:00:00.000Z', lastError: 'it answered 422' };
    expect(await stateOf(incidentId)).toEqual(failed);
    clock.advance(3 * 24 * 60);
    expect(await incidents.deliver()).toBe(0);
    await incidents.sendAgain(incidentId, 'berta');
    expect(await stateOf(incidentId)).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(await incidents.deliver()).toBe(1);
    expect(heard).toHaveLength(2);
    await expect(incidents.sendAgain(incidentId, 'berta')).rejects.toMatchObject({ code: 'ERR_TPP_REPORT' });
    const about = { incidentId, ncaId: 'DE-BAFIN' };
    const { records } = await log.read({ subject: INCIDENT.tppId });
    expect(records.slice(2).map(({ kind, actor, body }) => [kind, actor, body])).toEqual([
      ['tpp-incident-not-sent', undefined, { ...about, reason: 'it answered 422' }],
      ['tpp-incident-resend-asked', 'berta', about],
      ['tpp-incident-sent', undefined, about],
    ]);
  });

  test('it is given up after some two days, and not before', async () => {
    const answers = Array.from({ length: 100 }, () => DOWN);
    const [database, clock, { heard, sender }] = [await open(), createClock(), createAuthority(...answers)];
    const { incidents, stateOf } = await openNode(database, clock, sender);
    const { incidentId } = await incidents.report(INCIDENT);
    for (let quarters = 0; quarters < 3 * 24 * 4; quarters += 1) {
      await incidents.deliver();
      clock.advance(15);
    }
    expect(heard).toHaveLength(10);
    expect(await stateOf(incidentId)).toMatchObject({ state: 'failed', attempts: 10, lastError: 'it answered 503' });
  });

  test('without an address of the authority it is to be sent by hand, until there is one', async () => {
    const [database, clock, { heard, sender }] = [await open(), createClock(), createAuthority()];
    const before = await openNode(database, clock);
    const { incidentId, delivery } = await before.incidents.report(INCIDENT);
    expect([delivery, await before.stateOf(incidentId)]).toEqual([{ state: 'by-hand' }, { state: 'by-hand' }]);
    await expect(before.incidents.sendAgain(incidentId, 'anna')).rejects.toThrow('no address of "DE-BAFIN"');
    expect(await before.incidents.deliver()).toBe(0);
    const after = await openNode(database, clock, sender, 'two');
    expect([await after.incidents.deliver(), await after.stateOf(incidentId)]).toEqual([0, { state: 'unsent' }]);
    await after.incidents.sendAgain(incidentId, 'anna');
    expect(await after.incidents.deliver()).toBe(1);
    expect(heard).toHaveLength(1);
    expect((await after.incidents.report({ ...INCIDENT, tppId: 'PSDFR-ACPR-9' })).delivery).toEqual({
      state: 'by-hand',
    });
  });

  test('nothing is sent again of an incident that there is not', async () => {
    const { incidents } = await openNode(await open(), createClock(), createAuthority().sender);
    await expect(incidents.sendAgain('nothing', 'anna')).rejects.toMatchObject({ code: 'ERR_TPP_REPORT' });
    await expect(incidents.sendAgain('nothing', '')).rejects.toMatchObject({ code: 'ERR_TPP_TEXT' });
  });

  test('nothing that a record holds goes to the authority but what was done, when and with which consent', async () => {
    const [database, clock, { heard, sender }] = [await open(), createClock(), createAuthority()];
    const { incidents, log } = await openNode(database, clock, sender);
    const secrets = { token: 'a-token', iban: 'DE02120300000000202051', code: '123456', psuId: 'maria' };
    await log.append(database, { kind: 'consent-used', actor: INCIDENT.tppId, subject: 'c1', body: secrets });
    await incidents.report(INCIDENT);
    await incidents.deliver();
    const sent = JSON.stringify(heard);
    expect(sent).toContain('"subject":"c1"');
    for (const secret of Object.values(secrets)) expect(sent).not.toContain(secret);
  });
});
