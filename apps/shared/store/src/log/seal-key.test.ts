import { expect, test } from 'vitest';
import { createMacKey } from './seal-key.ts';

const bytes = new TextEncoder().encode('a seal');
const key = createMacKey('k1', new Uint8Array(32).fill(1));

test('a MAC is accepted under its own id, over its own bytes, and of its own secret', () => {
  const mac = key.sign(bytes);
  expect(key.check('k1', bytes, new Uint8Array(mac instanceof Promise ? [] : mac))).toBe(true);
});

test.each([
  ['another id', 'k2', bytes, key.sign(bytes)],
  ['other bytes', 'k1', new Uint8Array([1]), key.sign(bytes)],
  ['another secret', 'k1', bytes, createMacKey('k1', new Uint8Array(32).fill(2)).sign(bytes)],
  ['another length', 'k1', bytes, new Uint8Array(31)],
])('a MAC with %s is not', (_, id, signed, mac) => {
  expect(key.check(id, signed, mac instanceof Promise ? new Uint8Array() : mac)).toBe(false);
});

test('a secret that is too short is a mistake of the program', () => {
  expect(() => createMacKey('k1', new Uint8Array(31))).toThrow(TypeError);
});
