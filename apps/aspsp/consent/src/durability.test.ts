import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Database, sql } from '@openxs2a/store';
import type { LogRecord } from '@openxs2a/store/log';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { type Bank, openBank, statusOf, TPP } from './consents.fixture.ts';
import { STAMP_LENGTH } from './domain/frequency.ts';

const ROUNDS = 3;
const ANSWERS = 120;

/** Has another process write, and kills it in the midst of it. Gives what it said was done. */
async function writeUntilKilled(location: string, round: number): Promise<readonly string[]> {
  const script = join(import.meta.dirname, 'durability.fixture.ts');
  const args = ['--conditions=@openxs2a/source', script, location, String(round)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const answered: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answered.push(line);
    if (answered.length === ANSWERS) child.kill('SIGKILL');
  }
  await exited;
  return answered;
}

function asApplication(location: string, application: string): string {
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  url.searchParams.set('application_name', application);
  return url.href;
}

/** What PostgreSQL was sent before, it goes on with after the sender's death. */
async function awaitSilence(database: Database, application: string): Promise<void> {
  if (database.dialect === 'sqlite') return;
  const count = sql`SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = ${application}`;
  while ((await database.first<{ n: number }>(count))?.n !== 0);
}

async function readWholeLog({ log }: Bank): Promise<readonly LogRecord[]> {
  const records: LogRecord[] = [];
  let after: number | undefined;
  do {
    const page = await log.read({ after, limit: 1000 });
    records.push(...page.records);
    after = page.next;
  } while (after !== undefined);
  return records;
}

function count(items: readonly string[]): Readonly<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const item of items) counted[item] = (counted[item] ?? 0) + 1;
  return counted;
}

forEachDatabase((_, open) => {
  test('what was answered before a process was killed is there: consents, uses, and a record of each, once', async () => {
    const location = await open.locate();
    const application = `writer-${randomUUID()}`;
    const answered: string[] = [];
    await openBank(await open.at(location));
    for (let round = 0; round < ROUNDS; round += 1) {
      answered.push(...(await writeUntilKilled(asApplication(location, application), round)));
      const database = await open.at(location);
      await awaitSilence(database, application);
      const bank = await openBank(database);
      const records = await readWholeLog(bank);
      const recorded = (kind: string) =>
        records.filter((record) => record.kind === kind).map(({ subject }) => String(subject));
      const told = (what: string) =>
        answered.filter((line) => line.startsWith(what)).map((line) => line.split(' ')[1] ?? '');
      for (const consentId of told('confirmed')) expect(await statusOf(bank, { consentId, ...TPP })).toBe('valid');
      const valid = await database.all<{ consent_id: string }>(
        sql`SELECT consent_id FROM consent WHERE consent_status = 'valid'`,
      );
      expect(recorded('consent-given').toSorted()).toEqual(valid.map(({ consent_id }) => consent_id).toSorted());
      const counters = await database.all<{ consent_id: string; uses: string }>(
        sql`SELECT consent_id, uses FROM consent_use`,
      );
      const used = Object.fromEntries(counters.map(({ consent_id, uses }) => [consent_id, uses.length / STAMP_LENGTH]));
      expect(count(recorded('consent-used'))).toEqual(used);
      for (const [consentId, times] of Object.entries(count(told('used'))))
        expect(used[consentId]).toBeGreaterThanOrEqual(times);
      await bank.log.seal();
      expect(await bank.log.verify()).toMatchObject({ accepted: true, evidence: { unsealed: 0 } });
    }
    expect(answered.length).toBeGreaterThanOrEqual(ROUNDS * ANSWERS);
  });
});
