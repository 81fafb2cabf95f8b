import { sql } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { ScaError } from './errors.ts';
import { type Bank, check, openBank, PASSWORD, PSU, readLog, resultOf, setPassword } from './sca.fixture.ts';

const storedHash = async ({ database }: Bank) =>
  (await database.first<{ hash: string }>(sql`SELECT hash FROM sca_password`))?.hash ?? '';

forEachDatabase((_, open) => {
  test('S-16: a password is kept as its argon2id hash, salted, and nowhere else', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    const first = await storedHash(bank);
    await setPassword(bank);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await storedHash(bank)).not.toBe(first);
    await check(bank, PASSWORD);
    await check(bank, 'another secret');
    const log = JSON.stringify(await readLog(bank));
    for (const secret of [PASSWORD, 'another secret', first]) expect(log).not.toContain(secret);
  });

  test('SCA-EMB-001: the right password of a PSU is accepted, and that is recorded with the channel', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    const outcome = await bank.sca.checkPassword({ psuId: PSU, password: PASSWORD, channel: 'page' });
    expect(outcome).toEqual({ accepted: true, evidence: { psuId: PSU } });
    const [checked] = await readLog(bank, { kind: 'sca-password-checked' });
    expect(checked).toMatchObject({ actor: PSU, subject: PSU, body: { channel: 'page', result: 'accepted' } });
  });

  test.each([
    ['a wrong password', { psuId: PSU, password: 'wrong horse' }],
    ['a PSU without a password', { psuId: 'psu-without', password: PASSWORD }],
    ['a name that nobody has', { psuId: undefined, claimed: 'nobody', password: PASSWORD }],
    ['a password that is too long to be one', { psuId: PSU, password: 'x'.repeat(1_000_000) }],
    ['no password at all', { psuId: PSU, password: '' }],
    ['half a surrogate pair', { psuId: PSU, password: 'correct hors\ud83d' }],
  ])('S-03 SEC-API-013: %s has the same answer after the same work', async (_, request) => {
    const bank = await openBank(await open());
    await setPassword(bank);
    bank.hashes.length = 0;
    const outcome = await bank.sca.checkPassword({ ...request, channel: 'embedded' });
    expect(outcome).toEqual({ accepted: false, reason: 'credentials-wrong', evidence: { attemptsLeft: 4 } });
    expect(bank.hashes).toEqual([{ memory: 8, passes: 1, parallelism: 1 }]);
  });

  test('S-03: who is blocked costs the same work as who is not', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    for (let count = 0; count < 5; count += 1) await check(bank, 'wrong horse');
    bank.hashes.length = 0;
    expect(await check(bank, PASSWORD)).toBe('psu-blocked');
    expect(bank.hashes).toHaveLength(1);
  });

  test('a password that was hashed at another cost is hashed anew when it is used, and goes on to be right', async () => {
    const database = await open();
    const old = await openBank(database);
    await setPassword(old);
    const hashing = { memory: 16, passes: 2, parallelism: 1 };
    const bank = await openBank(database, { node: 'two', policy: { password: { hashing } } });
    expect(await check(bank, 'wrong horse')).toBe('credentials-wrong');
    expect(await storedHash(bank)).toContain('$m=8,t=1,');
    expect(await check(bank, PASSWORD)).toBe('accepted');
    expect(await storedHash(bank)).toContain('$m=16,t=2,');
    bank.hashes.length = 0;
    expect(await check(bank, PASSWORD)).toBe('accepted');
    expect(bank.hashes).toEqual([hashing]);
  });

  test('a hash that cannot be read counts as no password', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    await bank.database.run(sql`UPDATE sca_password SET hash = ${'$argon2d$v=19$m=8,t=1,p=1$c2FsdA$dGFn'}`);
    expect(await check(bank, PASSWORD)).toBe('credentials-wrong');
  });

  test('the same password typed with other code points is the same', async () => {
    const bank = await openBank(await open());
    await setPassword(bank, PSU, 'caf\u00e9 au lait');
    expect(await check(bank, 'cafe\u0301 au lait')).toBe('accepted');
    expect(await check(bank, 'cafe au lait')).toBe('credentials-wrong');
  });

  test.each([
    ['seven characters', 'x'.repeat(7)],
    ['129 characters', 'x'.repeat(129)],
    ['half a surrogate pair', `\ud83d${'x'.repeat(8)}`],
  ])('%s are no password to set, and the error has nothing of it', async (_, password) => {
    const { sca } = await openBank(await open());
    const error = await sca.hashPassword(password).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ScaError);
    expect(error).toMatchObject({ code: 'ERR_SCA_PASSWORD_UNFIT', message: 'a "password" has 8 to 128 characters' });
  });

  test('a new password takes the place of the old one', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    await setPassword(bank, PSU, 'battery staple');
    expect(await resultOf(bank.sca.checkPassword({ psuId: PSU, password: PASSWORD, channel: 'page' }))).toBe(
      'credentials-wrong',
    );
    expect(await check(bank, 'battery staple')).toBe('accepted');
  });
});
