import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKey } from '@openxs2a/certificates/issue';
import { expect, onTestFinished, test } from 'vitest';
import { createPagesSetting, createSetting, startFrom } from './start.fixture.ts';
import { createAuthorise } from './testing/authorise.ts';
import { requestConsent } from './testing/request-consent.ts';
import { createTestTpp } from './testing/test-tpp.ts';
import { BANK, type TestTrust } from './testing/test-trust.ts';

async function meet(trust: TestTrust, url: string) {
  const tpp = await createTestTpp(trust, url);
  onTestFinished(() => tpp.close());
  return tpp;
}

test('a bank starts from its configuration, is read from, and goes on where it ended', async () => {
  const { env, trust } = await createSetting();
  const first = await startFrom({ ...env, DEMO: 'true' });
  const tpp = await meet(trust, first.url);
  const consentId = await requestConsent(tpp);
  await createAuthorise(first.state)(consentId, 'personal');
  const headers = { 'Consent-ID': consentId };
  const page = await tpp.request('GET', '/v1/accounts', { headers });
  expect(page.status).toBe(200);
  const list = await page.text();
  expect((await fetch(`${first.operationsUrl}/health/ready`)).status).toBe(200);
  await first.close();
  await expect(fetch(`${first.operationsUrl}/health/live`)).rejects.toThrow();

  const second = await startFrom({ ...env, DEMO: 'true' });
  const answer = await tpp.at(second.url).request('GET', '/v1/accounts', { headers });
  expect([answer.status, await answer.text()]).toEqual([200, list]);
  await second.state.log.seal();
  expect(await second.state.log.verify()).toMatchObject({ accepted: true });
});

test('secrets that were not given are kept beside the file, for its owner alone, and are taken again', async () => {
  const { folder, ...setting } = await createSetting();
  const env = { ...setting.env, ...(await createPagesSetting()).env };
  await (await startFrom(env)).close();
  const secrets = ['bank.db.link-key', 'bank.db.pan-key', 'bank.db.sca-key', 'bank.db.pages-key'];
  expect(await readdir(folder)).toEqual(expect.arrayContaining(secrets));
  const read = () => Promise.all(secrets.map((name) => readFile(join(folder, name), 'utf8')));
  for (const name of secrets) expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
  const before = await read();
  await (await startFrom(env)).close();
  expect(await read()).toEqual(before);
  expect(new Set(before).size).toBe(4);
});

test.each([
  ['lies open', (file: string) => chmod(file, 0o644), 'chmod'],
  ['was cut off', (file: string) => writeFile(file, ''), 'holds no key'],
])('a secret that %s keeps the bank from starting', async (_, spoil, words) => {
  const { env, folder } = await createSetting();
  await (await startFrom(env)).close();
  await spoil(join(folder, 'bank.db.link-key'));
  await expect(startFrom(env)).rejects.toMatchObject({ code: 'ERR_BANK_KEY', message: expect.stringContaining(words) });
});

test.each([
  ['is not there', undefined, 'ENOENT'],
  ['is no JSON', '{"name"', 'not JSON'],
  ['has a slip in it', '{"consents":{"maxDay":90}}', 'maxDay'],
  ['offers what the ledger does not have', '{"services":{"cheques":true}}', '/services/cheques'],
])('a profile that %s keeps the bank from starting, and why is said in words', async (_, text, words) => {
  const { env, folder } = await createSetting();
  const file = join(folder, 'profile.json');
  if (text !== undefined) await writeFile(file, text);
  const refused = { code: 'ERR_BANK_PROFILE', message: expect.stringContaining(words) };
  await expect(startFrom({ ...env, PROFILE: file })).rejects.toMatchObject(refused);
});

test.each([
  [{ CLIENT_CERTIFICATE: 'xfcc' }, 'whose word counts'],
  [{ CLIENT_CERTIFICATE: 'client-cert', PROXY_ADDRESSES: '10.0.0.300' }, '10.0.0.300'],
  [{ PROXY_ADDRESSES: '10.0.0.1' }, 'count for nothing'],
])('a proxy by %j is refused', async (more, words) => {
  const { env } = await createSetting();
  const refused = { code: 'ERR_BANK_PROXY', message: expect.stringContaining(words) };
  await expect(startFrom({ ...env, ...more })).rejects.toMatchObject(refused);
});

test('of two registers, neither is taken', async () => {
  const { env } = await createSetting();
  const two = { REGISTER_URL: 'https://qtsp.example', REGISTER_EXTRACT: 'extract.json' };
  await expect(startFrom({ ...env, ...two })).rejects.toMatchObject({ code: 'ERR_BANK_REGISTER' });
});

test('what a register says of a TPP that has called is kept', async () => {
  const { env, trust, folder } = await createSetting();
  const file = join(folder, 'extract.json');
  await writeFile(file, '[[],[]]');
  const bank = await startFrom({ ...env, REGISTER_EXTRACT: file });
  const tpp = await meet(trust, bank.url);
  await tpp.request('GET', '/v1/consents/4711/status');
  await bank.gateway.close(); // which waits for the look-up
  expect(await bank.gateway.directory.find(tpp.tppId)).toMatchObject({ register: { result: 'unknown' } });
});

test('a trust list that cannot be read is named', async () => {
  const { env } = await createSetting();
  await expect(startFrom({ ...env, TRUST_ANCHORS: 'nonsense' })).rejects.toMatchObject({
    code: 'ERR_BANK_CERTIFICATE',
    message: expect.stringContaining('TRUST_ANCHORS'),
  });
});

test('answers are sealed by the key of the configuration, and by no other', async () => {
  const { env, trust, folder } = await createSetting();
  const file = join(folder, 'profile.json');
  await writeFile(file, '{"signature":{"sealAnswers":true}}');
  const sealing = { ...env, PROFILE: file };
  await expect(startFrom(sealing)).rejects.toMatchObject({
    message: expect.stringContaining('SEAL_CERTIFICATE and SEAL_KEY'),
  });
  const seal = await trust.issueQsealc(BANK);
  const other = (await generateKey('p-256')).export({ type: 'pkcs8', format: 'pem' }).toString();
  await expect(startFrom({ ...sealing, SEAL_CERTIFICATE: seal.cert, SEAL_KEY: other })).rejects.toMatchObject({
    code: 'ERR_BANK_KEY',
  });
  const bank = await startFrom({ ...sealing, SEAL_CERTIFICATE: seal.cert, SEAL_KEY: seal.key });
  const answer = await (await meet(trust, bank.url)).request('GET', '/v1/consents/4711/status');
  expect(answer.headers.get('signature')).toContain('keyId=');
});

test('a port that is taken leaves nothing open: the file can be used by the next', async () => {
  const { env } = await createSetting();
  const first = await startFrom({ ...env, DATABASE_URL: ':memory:' });
  const taken = new URL(first.url).port;
  await expect(startFrom({ ...env, PORT: taken })).rejects.toMatchObject({ code: 'ERR_PORT_TAKEN' });
  await (await startFrom(env)).close();
});

test('two processes with one NODE_NAME keep one log that verifies, and each is told of the other once', async () => {
  const { env } = await createSetting();
  const banks = [await startFrom(env), await startFrom(env)];
  for (let round = 0; round < 2; round += 1)
    for (const { state } of banks) {
      await state.log.append(state.database, { kind: 'test', body: round });
      await state.log.seal();
    }
  for (const { lines } of banks)
    expect(lines.filter((line) => line.includes('another process has the same NODE_NAME'))).toHaveLength(1);
  await banks[0]?.close();
  expect(await banks[1]?.state.log.verify()).toMatchObject({ accepted: true, evidence: { unsealed: 0 } });
});
