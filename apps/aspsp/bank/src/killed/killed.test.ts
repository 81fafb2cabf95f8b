import { randomInt, randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openDatabase, sql } from '@openxs2a/store';
import { forEachDatabase, type OpenDatabase } from '@openxs2a/store/testing';
import { expect, onTestFinished, test } from 'vitest';
import { openSceneState } from '../testing/open-scene-state.ts';
import { type NodeEnvironment, toTrustEnvironment } from '../testing/start-node.ts';
import { createTestTpp, type TestTpp } from '../testing/test-tpp.ts';
import { openTestTrust } from '../testing/test-trust.ts';
import { type BankToKill, startBankToKill } from './bank-to-kill.fixture.ts';
import { check } from './check.fixture.ts';
import { type Client, live, type Memory } from './client.fixture.ts';
import { Untrue } from './untrue.fixture.ts';

const KILLS = 20;
const CLIENTS = 6;
/** So many answers at least come before a kill, and up to as many again. */
const ANSWERS = 12;

const PROFILE = {
  // a day that ends at no midnight, and consents that do not end each other
  consents: { multiple: true, frequencyPerDay: { day: 'rolling' } },
  limits: { burst: 1_000_000, requestsPerSecond: 100_000 },
};

/** What all lives of the bank have in common, and a TPP for each client. */
async function createScene(location: string) {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'profile.json'), JSON.stringify(PROFILE));
  const trust = await openTestTrust();
  onTestFinished(() => trust.close());
  const env: NodeEnvironment = {
    ...(await toTrustEnvironment(trust)),
    DATABASE_URL: location,
    PROFILE: join(folder, 'profile.json'),
    LINK_KEY: 'l'.repeat(43),
    PAN_KEY: 'p'.repeat(43),
    SCA_KEY: 's'.repeat(43),
    // lives begin in half the time
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  const tpps = await Promise.all(Array.from({ length: CLIENTS }, () => createTestTpp(trust, 'https://localhost:1')));
  return { env, tpps };
}

/** A TPP with all that it knows, and how much of that has stood a check. */
interface Known {
  readonly tpp: TestTpp;
  readonly memories: Memory[];
  checked: number;
}

const knowNothing = (tpp: TestTpp): Known => ({ tpp, memories: [], checked: 0 });

/** Has all clients do something at one life of the bank; they tell how it ended for each of them. */
async function atOnce(
  bank: BankToKill,
  known: readonly Known[],
  work: (client: Client, own: Known) => Promise<void>,
  onAnswer: () => void = () => {},
) {
  const ends = await Promise.allSettled(
    known.map(async (own) => {
      const tpp = own.tpp.at(bank.url);
      await work({ tpp, bank, memories: own.memories, onAnswer }, own).finally(() => tpp.close());
    }),
  );
  return ends.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : []));
}

/** Kills the bank in the midst of its work; gives how many answers were seen. */
async function workUntilKilled(bank: BankToKill, known: readonly Known[]): Promise<number> {
  const last = ANSWERS + randomInt(ANSWERS);
  let answers = 0;
  const failures = await atOnce(bank, known, live, () => {
    answers += 1;
    if (answers === last) bank.process.kill('SIGKILL');
  });
  await bank.kill(); // where all clients have failed, nobody has
  // a client ends with a connection that broke, and with nothing else
  const untrue = failures.filter((failure) => failure instanceof Untrue || answers < last);
  if (untrue.length > 0) fail(bank, untrue);
  return answers;
}

/** With what the bank itself says about it. */
function fail(bank: BankToKill, failures: readonly unknown[]): never {
  const said = bank.process
    .text()
    .split('\n')
    .filter((line) => line.includes('"level":"error"'));
  throw new AggregateError(failures, [...new Set(failures.map(String)), ...said].join('\n'));
}

/** Whether all that was answered is true: in the last life, or ever. */
async function checkAnswers(bank: BankToKill, known: readonly Known[], which: 'last' | 'all'): Promise<void> {
  const failures = await atOnce(bank, known, async (client, own) => {
    for (const memory of own.memories.slice(which === 'all' ? 0 : own.checked)) await check(client, memory);
    own.checked = own.memories.length;
  });
  if (failures.length > 0) fail(bank, failures);
  expect(await bank.verdict()).toMatchObject({ accepted: true, evidence: { unsealed: 0 } });
}

function asApplication(location: string, application: string): string {
  if (!URL.canParse(location)) return location;
  const url = new URL(location);
  url.searchParams.set('application_name', application);
  return url.href;
}

/** What PostgreSQL was sent before, it goes on with after the sender's death. */
async function awaitSilence(location: string, application: string): Promise<void> {
  if (!URL.canParse(location)) return;
  const database = await openDatabase(location);
  const count = sql`SELECT CAST(count(*) AS BIGINT) AS n FROM pg_stat_activity WHERE application_name = ${application}`;
  // looking without a pause would take the time that it waits for
  while ((await database.first<{ n: number }>(count))?.n !== 0) await setTimeout(5);
  await database.close();
}

/** Where a database is, with demo PSUs in it. */
async function locate(open: OpenDatabase): Promise<string> {
  const location = await open.locate();
  await (await openSceneState({ database: location, entries: 20 })).close();
  return location;
}

forEachDatabase((store, open) => {
  test(`killed ${KILLS} times under load, the bank stands to every answer that a client saw`, async () => {
    const location = await locate(open);
    const { env, tpps } = await createScene(location);
    const known = tpps.map(knowNothing);
    let answers = 0;
    for (let kills = 0; kills <= KILLS; kills += 1) {
      const application = `bank-${randomUUID()}`;
      const bank = await startBankToKill({ ...env, DATABASE_URL: asApplication(location, application) });
      onTestFinished(() => bank.kill());
      await checkAnswers(bank, known, kills === KILLS ? 'all' : 'last');
      if (kills === KILLS) break;
      answers += await workUntilKilled(bank, known);
      await awaitSilence(location, application);
      process.stdout.write(`${store}: killed ${kills + 1} times of ${KILLS}; ${answers} answers so far\n`);
    }
    const memories = known.flatMap((one) => one.memories);
    // the load was one: there is something of everything
    expect(memories.filter(({ readsGiven }) => readsGiven > 0)).not.toEqual([]);
    expect(memories.filter(({ deleted }) => deleted === 'answered')).not.toEqual([]);
  }, 600_000);

  // a file can be put back as it was before, which shows that the check bites
  const testOnFiles = store === 'sqlite' ? test : undefined;
  testOnFiles?.('a bank that has forgotten what it answered would be found out', async () => {
    const location = await locate(open);
    const { env, tpps } = await createScene(location);
    const known = tpps.map(knowNothing);
    await copyFile(location, `${location}.before`);
    const bank = await startBankToKill({ ...env, DATABASE_URL: location });
    onTestFinished(() => bank.kill());
    await workUntilKilled(bank, known);
    for (const rest of ['-wal', '-shm']) await rm(location + rest, { force: true });
    await rename(`${location}.before`, location);
    const forgetful = await startBankToKill({ ...env, DATABASE_URL: location });
    onTestFinished(() => forgetful.kill());
    await expect(checkAnswers(forgetful, known, 'all')).rejects.toMatchObject({
      errors: expect.arrayContaining([expect.any(Untrue)]),
    });
  });
});
