// Does one primitive over and over in a process of its own; says what each time took.
import { argon2, generateKeyPairSync, hash, randomBytes, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { DEFAULT_SCA_POLICY } from '@openxs2a/sca';
import { openDatabase, sql } from '@openxs2a/store';
import { type Driver, openDriver } from '../../bank/primitives/drivers.ts';
import { CREATE } from '../load/requests.ts';
import { JOURNEYS_AT_ONCE, PASSWORD } from '../setting.ts';
import type { PrimitiveOrder, PrimitiveResult } from './primitive.ts';

/** As much as is done at once; says how often that is. */
type Work = () => Promise<number>;

const derive = promisify(argon2);
const drivers = new Map<string, Driver>();

async function createWork({ primitive, database, outboxUrl }: PrimitiveOrder): Promise<Work> {
  switch (primitive) {
    case 'argon2id':
      return createHashing();
    case 'seal':
      return createSealCheck();
    case 'commit':
      return createCommits(database);
    case 'message':
      return () => postMessage(outboxUrl);
    default:
      return primitive satisfies never;
  }
}

/** At the cost that the bank's policy has, in Node's pool of threads, as many at once as journeys are under way. */
function createHashing(): Work {
  const { hashing } = DEFAULT_SCA_POLICY.password;
  const message = Buffer.from(PASSWORD);
  const once = () => derive('argon2id', { message, nonce: randomBytes(16), tagLength: 32, ...hashing });
  return async () => (await Promise.all(Array.from({ length: JOURNEYS_AT_ONCE }, once))).length;
}

/** The hash of a body and the signature over half a kilobyte, RSA-2048, with a key that lies ready. */
function createSealCheck(): Work {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const text = randomBytes(512);
  const signature = sign('sha256', text, privateKey);
  const body = Buffer.from(CREATE.body);
  return async () => {
    hash('sha256', body, 'base64');
    if (!verify('sha256', text, publicKey, signature)) throw new Error('A signature is wrong.');
    return 1;
  };
}

/** One row, on disk; on SQLite one commit for all that are under way. */
async function createCommits(location: string): Promise<Work> {
  const table = await openDatabase(location);
  await table.run(sql`CREATE TABLE IF NOT EXISTS primitive_commit (id TEXT PRIMARY KEY, body TEXT NOT NULL)`);
  await table.close();
  const driver = drivers.get(location) ?? openDriver(location);
  drivers.set(location, driver);
  const body = 'x'.repeat(300);
  const write = () => {
    const id = randomBytes(16).toString('hex');
    return [driver.toQuery(sql`INSERT INTO primitive_commit (id, body) VALUES (${id}, ${body})`)];
  };
  return async () => {
    const all = Array.from({ length: JOURNEYS_AT_ONCE }, write);
    await driver.write(all);
    return all.length;
  };
}

async function postMessage(url: string): Promise<number> {
  const message = { messageId: 'm', to: 'nobody', authenticationType: 'SMS_OTP', text: 'x'.repeat(200) };
  const once = async () => {
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(message) });
    await answer.arrayBuffer();
  };
  return (await Promise.all(Array.from({ length: JOURNEYS_AT_ONCE }, once))).length;
}

async function measure(order: PrimitiveOrder): Promise<PrimitiveResult> {
  const work = await createWork(order);
  for (let times = 0; times < 2; times++) await work();
  let done = 0;
  const cpu = process.cpuUsage();
  const begin = performance.now();
  while (performance.now() - begin < order.milliseconds) done += await work();
  const wall = (performance.now() - begin) * 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / done, wall: wall / done };
}

process.on('message', async (order: PrimitiveOrder) => process.send?.(await measure(order)));
process.once('disconnect', () => process.exit());
