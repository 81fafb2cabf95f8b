import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemRandom } from './random.ts';
import { deriveKey, seal, unseal } from './seal.ts';

const KEY = deriveKey('0123456789abcdef', 'test');

test('what is sealed opens again with the same key and context', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (plain, context) => {
      const opened = unseal(KEY, seal(KEY, plain, context, systemRandom), context);
      expect(Buffer.from(opened ?? []).equals(plain)).toBe(opened !== undefined);
      expect(opened).toBeDefined();
    }),
  );
});

test('a changed bit, a missing byte, another context or another key opens nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(), fc.nat(7), (plain, at, bit) => {
      const sealed = seal(KEY, plain, 'a', systemRandom);
      const changed = Uint8Array.from(sealed, (byte, index) =>
        index === at % sealed.length ? byte ^ (1 << bit) : byte,
      );
      expect(unseal(KEY, changed, 'a')).toBeUndefined();
      expect(unseal(KEY, sealed.subarray(0, at % sealed.length), 'a')).toBeUndefined();
      expect(unseal(KEY, sealed, 'b')).toBeUndefined();
      expect(unseal(deriveKey('0123456789abcdef', 'other'), sealed, 'a')).toBeUndefined();
    }),
  );
});

test('a secret that is too short gives no key', () => {
  expect(() => deriveKey('0123456789abcde', 'test')).toThrow(TypeError);
});
