import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startDeadline, throwIfAborted } from './deadline.ts';

const never = new Promise<never>(() => undefined);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what takes longer than the timeout is given up with ERR_TIMEOUT', async () => {
  const deadline = startDeadline('read', 50, undefined);
  const raced = expect(deadline.race(never)).rejects.toMatchObject({ code: 'ERR_TIMEOUT', operationId: 'read' });
  await vi.advanceTimersByTimeAsync(50);
  await raced;
  expect(deadline.signal.aborted).toBe(true);
});

test("the caller's abort is passed on with its reason", async () => {
  const caller = new AbortController();
  const deadline = startDeadline('read', 0, caller.signal);
  caller.abort('enough');
  await expect(deadline.race(never)).rejects.toMatchObject({ code: 'ERR_ABORTED', cause: 'enough' });
});

test('a signal that was aborted before counts at once', () => {
  expect(startDeadline('read', 0, AbortSignal.abort()).signal.reason).toMatchObject({ code: 'ERR_ABORTED' });
});

test('a call whose signal was aborted does not begin', () => {
  expect(() => throwIfAborted('read', AbortSignal.abort('enough'))).toThrow(
    expect.objectContaining({ code: 'ERR_ABORTED' }),
  );
  expect(() => throwIfAborted('read', undefined)).not.toThrow();
});

test.each([0, Number.POSITIVE_INFINITY, 2 ** 31])('a timeout of %d never fires', async (timeout) => {
  const deadline = startDeadline('read', timeout, undefined);
  await vi.advanceTimersByTimeAsync(1_000_000);
  expect(deadline.signal.aborted).toBe(false);
});

test('a call that ended leaves neither timer nor listener behind', () => {
  const caller = new AbortController();
  const deadline = startDeadline('read', 50, caller.signal);
  deadline.end();
  caller.abort();
  expect(vi.getTimerCount()).toBe(0);
  expect(deadline.signal.aborted).toBe(false);
});

test('what is in time is handed on', async () => {
  const deadline = startDeadline('read', 50, undefined);
  await expect(deadline.race(Promise.resolve(7))).resolves.toBe(7);
  await expect(deadline.race(Promise.reject(new RangeError('x')))).rejects.toThrow(RangeError);
});
