import { openDatabase } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { expect, onTestFinished, test } from 'vitest';
import { countRecords } from './count-records.ts';
import { createMetrics } from './metrics.ts';

async function openLog() {
  const database = await openDatabase(':memory:');
  onTestFinished(() => database.close());
  const metrics = createMetrics();
  const onSealed = countRecords(metrics);
  const options = { namespace: 'bank', node: 'one', clock: () => new Date(), sealEvery: false, onSealed } as const;
  const log = await createEventLog(database, options);
  const read = async () => {
    const text = await metrics.registry.getSingleMetricAsString('openxs2a_records_total');
    return text.split('\n').filter((line) => line.startsWith('openxs2a_records_total{'));
  };
  return { database, log, read };
}

test.each([
  [{ result: 'code-wrong' }, 'code-wrong'],
  [{ consentStatus: 'valid' }, 'valid'],
  [{ by: 'tpp', scaStatus: 'finalised' }, 'finalised'],
  [{ result: 'consent:consent-unknown', consentStatus: 'valid' }, 'consent:consent-unknown'],
  [{ result: 'DE02 1203 0000 0000 2020 51' }, ''],
  [{ result: 'a"}\nopenxs2a_forged 1' }, ''],
  [{ result: 7 }, ''],
  [null, ''],
  ['text', ''],
])('a record with %j counts with the result "%s"', async (body, result) => {
  const { database, log, read } = await openLog();
  await log.append(database, { kind: 'sca-answer', body });
  await log.seal();
  expect(await read()).toEqual([`openxs2a_records_total{kind="sca-answer",result="${result}"} 1`]);
});

test('what was taken back is not counted, and what is sealed is counted once', async () => {
  const { database, log, read } = await openLog();
  const takenBack = database.transaction(async (trx) => {
    await log.append(trx, { kind: 'sca-blocked', body: null });
    throw new Error('taken back');
  });
  await expect(takenBack).rejects.toThrow('taken back');
  await log.append(database, { kind: 'sca-challenge', body: { result: 'asked' } });
  for (let round = 0; round < 3; round += 1) await log.seal();
  expect(await read()).toEqual(['openxs2a_records_total{kind="sca-challenge",result="asked"} 1']);
});
