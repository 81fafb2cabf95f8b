import { systemRandom, unseal } from '@openxs2a/service';
import { expect, test } from 'vitest';
import { digestOf } from './domain/digest.ts';
import { deriveKeys } from './domain/keys.ts';
import { createSealing } from './provider/sealing.ts';

const keys = deriveKeys(new Uint8Array(32).fill(7));
const now = new Date('2026-11-27T09:00:00Z');
const setting = { keys, clock: () => now, random: systemRandom };
const entry = (payload: Uint8Array) => ({ payload, createdAt: now, expiresAt: now, consumedAt: undefined });

test('what is sealed opens to whoever has what it is found by', () => {
  const sealing = createSealing(setting, 'RefreshToken');
  const payload = sealing.close('the token', { jti: 'the token', clientId: 'tpp', scope: 'AIS:c1' });
  expect(sealing.open('the token', entry(payload))).toMatchObject({
    jti: 'the token',
    clientId: 'tpp',
    scope: 'AIS:c1',
  });
});

test('even to whoever has the key it does not say by which value it is found', () => {
  const payload = createSealing(setting, 'RefreshToken').close('the token', { jti: 'the token', clientId: 'tpp' });
  const plain = unseal(keys.seals, payload, `RefreshToken\n${digestOf('RefreshToken', 'the token')}`);
  expect(Buffer.from(plain ?? []).toString()).toBe('{"clientId":"tpp"}');
});

test.each([
  ['of another value', 'RefreshToken', 'another', keys],
  ['of another kind', 'AccessToken', 'the token', keys],
  ['of another bank', 'RefreshToken', 'the token', deriveKeys(new Uint8Array(32).fill(8))],
])('it does not open in the place %s', (_place, kind, id, others) => {
  const payload = createSealing(setting, 'RefreshToken').close('the token', { clientId: 'tpp' });
  expect(createSealing({ ...setting, keys: others }, kind).open(id, entry(payload))).toBeUndefined();
});

test('a key has 32 bytes', () => {
  expect(() => deriveKeys(new Uint8Array(31))).toThrow(TypeError);
});
