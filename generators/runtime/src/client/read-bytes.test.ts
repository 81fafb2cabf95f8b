import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBytes, TooLong } from './read-bytes.ts';

const patient = <T>(promise: Promise<T>) => promise;

function streamOf(chunks: readonly Uint8Array[], onCancel?: () => void): ReadableStream<Uint8Array> {
  const pending = [...chunks];
  return new ReadableStream({
    pull: (controller) => {
      const chunk = pending.shift();
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
    ...(onCancel === undefined ? {} : { cancel: onCancel }),
  });
}

test('however a body is cut, its bytes come back whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 20 })), async (chunks) => {
      const whole = Uint8Array.from(chunks.flatMap((chunk) => [...chunk]));
      expect(await readBytes(streamOf(chunks), whole.length, patient)).toEqual(whole);
    }),
  );
});

test('no body is no bytes', async () => {
  expect(await readBytes(null, 0, patient)).toEqual(new Uint8Array());
});

test('reading stops one byte over the limit, and the rest is cancelled', async () => {
  let cancelled = false;
  const body = streamOf([new Uint8Array(5), new Uint8Array(6), new Uint8Array(1000)], () => {
    cancelled = true;
  });
  await expect(readBytes(body, 10, patient)).rejects.toThrow(TooLong);
  expect(cancelled).toBe(true);
});

test('a body that is given up is cancelled', async () => {
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    cancel: () => {
      cancelled = true;
    },
  });
  await expect(readBytes(body, 10, () => Promise.reject(new RangeError('late')))).rejects.toThrow(RangeError);
  expect(cancelled).toBe(true);
});
