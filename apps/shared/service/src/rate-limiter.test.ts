import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

function open(limit = { burst: 2, perSecond: 0.5 }, maxKeys?: number) {
  let now = 0;
  const limiter = createRateLimiter(limit, () => new Date(now), maxKeys);
  return { take: limiter.take, wait: (milliseconds: number) => (now += milliseconds) };
}

test('so many pass at once, the next one learns when to come again', () => {
  const { take, wait } = open();
  expect([take('a'), take('a'), take('a')]).toEqual([
    { allowed: true },
    { allowed: true },
    { allowed: false, retryAfter: 2 },
  ]);
  wait(1_000);
  expect(take('a')).toEqual({ allowed: false, retryAfter: 1 });
  wait(1_000);
  expect(take('a')).toEqual({ allowed: true });
});

test('keys do not share a bucket', () => {
  const { take } = open({ burst: 1, perSecond: 1 });
  expect([take('a'), take('b')]).toEqual([{ allowed: true }, { allowed: true }]);
});

test('who was not there for long has no more than the burst', () => {
  const { take, wait } = open();
  take('a');
  wait(1e9);
  expect([take('a'), take('a'), take('a')].map(({ allowed }) => allowed)).toEqual([true, true, false]);
});

test('a clock that is set back gives nothing away', () => {
  const { take, wait } = open({ burst: 1, perSecond: 1 });
  take('a');
  wait(-10_000);
  expect(take('a').allowed).toBe(false);
  wait(1_000);
  expect(take('a').allowed).toBe(true);
});

test('of too many keys those that were used last are kept', () => {
  const { take } = open({ burst: 1, perSecond: 1e-9 }, 2);
  for (const key of ['a', 'b', 'a', 'c']) take(key);
  expect(take('a').allowed).toBe(false);
  expect(take('b').allowed).toBe(true);
});

test('never more pass than the burst and what was filled since, and who comes when told is let through', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.double({ min: 0.1, max: 100, noNaN: true }),
      fc.array(fc.nat(5_000)),
      (burst, perSecond, pauses) => {
        const { take, wait } = open({ burst, perSecond });
        let passed = 0;
        for (const pause of pauses) {
          wait(pause);
          const verdict = take('a');
          if (verdict.allowed) passed += 1;
          else wait(verdict.retryAfter * 1_000);
          if (!verdict.allowed) {
            expect(take('a').allowed).toBe(true);
            passed += 1;
          }
        }
        const seconds = pauses.reduce((sum, pause) => sum + pause, 0) / 1_000;
        expect(passed).toBeLessThanOrEqual(burst + perSecond * (seconds + pauses.length * (1 / perSecond + 1)) + 1e-6);
      },
    ),
  );
});

test.each([
  { burst: 0, perSecond: 1 },
  { burst: 1, perSecond: 0 },
  { burst: Number.NaN, perSecond: 1 },
])('a limit that lets nothing pass is a mistake of the programmer: %o', (limit) => {
  expect(() => open(limit)).toThrow(TypeError);
});
