import { expect, test } from 'vitest';
import { createCa } from '../chain.fixture.ts';
import { createDelegateReader } from './delegates.ts';

test('the same bytes are read once, and others are others', async () => {
  const [one, other] = [(await createCa('One')).certificate, (await createCa('Other')).certificate];
  const read = createDelegateReader();
  const first = read(one.der);
  expect(first.fingerprint).toBe(one.fingerprint);
  expect(read(Uint8Array.from(one.der))).toBe(first);
  expect(read(other.der).fingerprint).toBe(other.fingerprint);
});

test('what cannot be read is refused each time', () => {
  const read = createDelegateReader();
  for (const _ of [1, 2])
    expect(() => read(Uint8Array.of(0x30, 0))).toThrow(expect.objectContaining({ code: 'ERR_CERTIFICATE_MALFORMED' }));
});
