import { systemRandom } from '@openxs2a/service';
import { openDatabase } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { expect, onTestFinished, test } from 'vitest';
import { createTppDirectory } from '../directory/directory.ts';
import { migrateGateway } from '../directory/migrations.ts';
import { saveTppSight } from '../directory/tpp.store.ts';
import { createIncidents, type ReportIncident } from './incidents.ts';

const TPP = 'PSDDE-BAFIN-100001';
const clock = () => new Date('2026-11-26T09:00:00Z');
const INCIDENT: ReportIncident = {
  tppId: TPP,
  category: 'fraud',
  description: 'Reads accounts of PSUs that never consented.',
  by: 'anna',
};

async function open() {
  const database = await openDatabase(':memory:');
  onTestFinished(() => database.close());
  await migrateGateway(database);
  const log = await createEventLog(database, { namespace: 'bank', node: 'one', clock, sealEvery: false });
  const incidents = createIncidents({ database, log, clock, random: systemRandom });
  return { database, log, incidents, directory: createTppDirectory({ database, log, clock }) };
}

test('an incident blocks the TPP, keeps the report with what is known, and records both', async () => {
  const { database, log, incidents, directory } = await open();
  const sight = {
    tppId: TPP,
    legalName: 'Demo TPP',
    roles: ['PSP_AI'],
    nca: { id: 'DE-BAFIN', name: 'BaFin' },
  } as const;
  await saveTppSight(database, { ...sight, at: clock().getTime() });
  await log.append(database, { kind: 'consent-used', actor: TPP, subject: 'c1', body: { operation: 'getBalances' } });
  const incident = await incidents.report(INCIDENT);
  expect(incident).toMatchObject({ ...INCIDENT, ncaId: 'DE-BAFIN', at: '2026-11-26T09:00:00.000Z' });
  expect(incident.report).toMatchObject({
    tpp: { legalName: 'Demo TPP', status: 'blocked' },
    acts: [{ kind: 'consent-used', subject: 'c1' }],
    actsComplete: true,
  });
  expect((await directory.find(TPP))?.status).toBe('blocked');
  expect(await incidents.find(incident.incidentId)).toEqual(incident);
  expect(await incidents.list(10)).toEqual([incident]);
  const { records } = await log.read({ subject: TPP });
  expect(records.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['tpp-blocked', 'anna'],
    ['tpp-incident-reported', 'anna'],
  ]);
});

test('also of a TPP that never called; the authority is that of its number', async () => {
  const { incidents } = await open();
  expect(await incidents.report({ ...INCIDENT, tppId: 'PSDFR-ACPR-9' })).toMatchObject({ ncaId: 'FR-ACPR' });
});

test.each([
  ['no number of a TPP', { tppId: 'BAFIN-1' }, 'ERR_TPP_ID'],
  ['nothing that happened', { description: ' ' }, 'ERR_TPP_TEXT'],
  ['nobody', { by: '' }, 'ERR_TPP_TEXT'],
])('an incident of %s is refused, and changes nothing', async (_, change, code) => {
  const { incidents, directory } = await open();
  await expect(incidents.report({ ...INCIDENT, ...change })).rejects.toMatchObject({ code });
  expect(await incidents.list(10)).toEqual([]);
  expect(await directory.list()).toEqual([]);
});

test('what cannot be recorded is not done: block, report and record are one', async () => {
  const { database, log, directory } = await open();
  const failing = { ...log, append: () => Promise.reject(new Error('no disk')) };
  const incidents = createIncidents({ database, log: failing, clock, random: systemRandom });
  await expect(incidents.report(INCIDENT)).rejects.toThrow('no disk');
  expect(await directory.find(TPP)).toBeUndefined();
  expect(await incidents.list(10)).toEqual([]);
});
