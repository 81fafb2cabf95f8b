import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { check, enrol, openBank, PASSWORD, PSU, readLog, resultOf, sendCode, setPassword } from './sca.fixture.ts';

const WRONG = 'wrong horse';
const times = async (count: number, attempt: () => Promise<string>) => {
  const results: string[] = [];
  for (let done = 0; done < count; done += 1) results.push(await attempt());
  return results;
};

forEachDatabase((_, open) => {
  test('S-04 SEC-API-012: five failures in a row block, and attempt 6 is refused with the right password', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    expect(await times(5, () => check(bank, WRONG))).toEqual(Array(5).fill('credentials-wrong'));
    expect(await bank.sca.statusOf(PSU)).toBe('blocked');
    expect(await check(bank, PASSWORD)).toBe('psu-blocked');
    expect(await check(bank, WRONG)).toBe('psu-blocked');
    const until = new Date(bank.clock().getTime() + 15 * 60_000).toISOString();
    const blocked = await readLog(bank, { kind: 'sca-blocked' });
    expect(blocked.map(({ subject, body }) => [subject, body])).toEqual([[PSU, { until }]]);
  });

  test('S-04: a block lasts as long as the policy says, the next one longer, the last for good', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    const start = bank.clock().getTime();
    for (const minutes of [15, 60]) {
      await times(5, () => check(bank, WRONG));
      bank.clock.advance({ minutes, milliseconds: -1 });
      expect(await check(bank, PASSWORD)).toBe('psu-blocked');
      bank.clock.advance({ milliseconds: 1 });
      expect(await bank.sca.statusOf(PSU)).toBe('open');
    }
    expect(bank.clock().getTime() - start).toBe(75 * 60_000);
    await times(5, () => check(bank, WRONG));
    expect(await bank.sca.blockedUntil(PSU)).toBe('for-good');
    bank.clock.advance({ minutes: 100 * 365 * 24 * 60 });
    expect(await check(bank, PASSWORD)).toBe('psu-blocked');
  });

  test('S-04: of any number of wrong passwords at once, on two nodes, five are heard', async () => {
    const database = await open();
    const one = await openBank(database);
    const two = await openBank(database, { node: 'two', clock: one.clock });
    await setPassword(one);
    const results = await Promise.all(Array.from({ length: 24 }, (_, i) => check(i % 2 ? one : two, WRONG)));
    expect(results.filter((result) => result === 'credentials-wrong')).toHaveLength(5);
    expect(results.filter((result) => result === 'psu-blocked')).toHaveLength(19);
    expect(await check(one, PASSWORD)).toBe('psu-blocked');
  });

  test('S-04: wrong passwords and wrong codes count together, and a right password takes back no wrong code', async () => {
    const bank = await openBank(await open(), { policy: { codes: { tries: 5 } } });
    await setPassword(bank);
    const { wrong, right } = await sendCode(bank);
    const answer = () => resultOf(bank.sca.answerCode(wrong));
    expect(await times(3, answer)).toEqual(Array(3).fill('code-wrong'));
    expect(await check(bank, PASSWORD)).toBe('accepted');
    expect(await check(bank, WRONG)).toBe('credentials-wrong');
    expect(await answer()).toBe('code-wrong');
    expect(await resultOf(bank.sca.answerCode(right))).toBe('psu-blocked');
  });

  test('S-04: a right code ends the row of blocks; a right password, which is no authentication yet, does not', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    const blockedFor = async () => {
      await times(5, () => check(bank, WRONG));
      const until = Date.parse((await bank.sca.blockedUntil(PSU)) ?? '');
      const minutes = (until - bank.clock().getTime()) / 60_000;
      bank.clock.advance({ minutes });
      return minutes;
    };
    expect(await blockedFor()).toBe(15);
    expect(await check(bank, PASSWORD)).toBe('accepted');
    expect(await blockedFor()).toBe(60);
    const { right } = await sendCode(bank);
    expect(await resultOf(bank.sca.answerCode(right))).toBe('accepted');
    expect(await blockedFor()).toBe(15);
  });

  test('four failures, a success and four failures do not block', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    for (const _ of [1, 2, 3]) {
      await times(4, () => check(bank, WRONG));
      expect(await check(bank, PASSWORD)).toBe('accepted');
    }
  });

  test('S-04: failures are forgotten after the period that the policy says, and not before', async () => {
    const bank = await openBank(await open(), { policy: { blocks: { forgetAfter: 60 } } });
    await setPassword(bank);
    await times(4, () => check(bank, WRONG));
    bank.clock.advance({ minutes: 60 });
    await times(4, () => check(bank, WRONG));
    bank.clock.advance({ minutes: 60, milliseconds: -1 });
    expect(await check(bank, WRONG)).toBe('credentials-wrong');
    expect(await check(bank, PASSWORD)).toBe('psu-blocked');
  });

  test('S-05 SEC-API-012: the PSU is told before a block for good, and of every block', async () => {
    const bank = await openBank(await open(), { policy: { blocks: { minutes: ['for-good'] } } });
    await setPassword(bank);
    await enrol(bank);
    await times(3, () => check(bank, WRONG));
    await bank.sca.settled();
    expect(bank.outbox.messages).toEqual([]);
    await check(bank, WRONG);
    await bank.sca.settled();
    expect(bank.outbox.messages.map(({ text }) => text)).toEqual([expect.stringContaining('once more')]);
    await check(bank, WRONG);
    await bank.sca.settled();
    expect(bank.outbox.messages.at(-1)?.text).toContain('is blocked');
    const alerts = await readLog(bank, { kind: 'sca-alerted' });
    expect(alerts.map(({ body }) => body)).toEqual([
      { alert: 'block-threatens', delivered: 1, failed: 0 },
      { alert: 'blocked-for-good', delivered: 1, failed: 0 },
    ]);
  });

  test('S-05: a success tells the PSU nothing, however many failures of the other factor there were', async () => {
    const bank = await openBank(await open(), { policy: { blocks: { minutes: ['for-good'] }, codes: { tries: 5 } } });
    await setPassword(bank);
    const { wrong } = await sendCode(bank);
    await times(4, () => resultOf(bank.sca.answerCode(wrong)));
    await bank.sca.settled();
    const told = bank.outbox.messages.length;
    expect(await check(bank, PASSWORD)).toBe('accepted');
    await bank.sca.settled();
    expect(bank.outbox.messages).toHaveLength(told);
  });

  test('S-05: that a PSU could not be told is recorded, and no answer waits for it', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    await enrol(bank);
    bank.outbox.failure = new Error('no gateway');
    expect(await times(5, () => check(bank, WRONG))).toEqual(Array(5).fill('credentials-wrong'));
    await bank.sca.settled();
    const [alerted] = await readLog(bank, { kind: 'sca-alerted' });
    expect(alerted?.body).toEqual({ alert: 'blocked', delivered: 0, failed: 1 });
  });

  test('S-05: a block for good is lifted by a person with a reason, both recorded, and the PSU is told', async () => {
    const bank = await openBank(await open(), { policy: { blocks: { minutes: ['for-good'] } } });
    await setPassword(bank);
    await enrol(bank);
    expect(await resultOf(bank.sca.unblock(PSU, 'clerk-7', 'called back'))).toBe('psu-not-blocked');
    await times(5, () => check(bank, WRONG));
    await expect(bank.sca.unblock(PSU, 'clerk-7', '')).rejects.toThrow(TypeError);
    expect(await resultOf(bank.sca.unblock(PSU, 'clerk-7', 'called back'))).toBe('accepted');
    expect(await check(bank, PASSWORD)).toBe('accepted');
    await bank.sca.settled();
    expect(bank.outbox.messages.at(-1)?.text).toContain('open again');
    const [unblocked] = await readLog(bank, { kind: 'sca-unblocked' });
    expect(unblocked).toMatchObject({ actor: 'clerk-7', subject: PSU, body: { why: 'called back' } });
  });

  test('S-03: a name that nobody has is blocked as one that somebody has', async () => {
    const bank = await openBank(await open());
    await setPassword(bank);
    const unknown = { psuId: undefined, claimed: 'nobody', password: WRONG, channel: 'page' } as const;
    const known = { psuId: PSU, claimed: 'maria', password: WRONG, channel: 'page' } as const;
    for (let count = 1; count <= 6; count += 1)
      expect(await bank.sca.checkPassword(unknown)).toEqual(await bank.sca.checkPassword(known));
    expect(await resultOf(bank.sca.checkPassword({ ...unknown, claimed: 'nobody else' }))).toBe('credentials-wrong');
    expect(JSON.stringify(await readLog(bank))).not.toContain('nobody');
  });
});
