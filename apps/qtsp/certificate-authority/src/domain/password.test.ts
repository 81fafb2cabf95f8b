import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashPassword, isPassword, UNKNOWN_PASSWORD } from './password.ts';

test('the password is known again, another one is not', async () => {
  const hash = await hashPassword('correct horse battery', randomBytes);
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await isPassword('correct horse battery', hash)).toBe(true);
  expect(await isPassword('correct horse batter', hash)).toBe(false);
  expect(await isPassword('', hash)).toBe(false);
});

test('no two hashes of one password are alike', async () => {
  const [one, other] = [
    await hashPassword('the same for both', randomBytes),
    await hashPassword('the same for both', randomBytes),
  ];
  expect(one).not.toBe(other);
});

test('an accent counts the same however it is typed', async () => {
  expect(await isPassword('cafe\u0301 au lait', await hashPassword('caf\u00e9 au lait', randomBytes))).toBe(true);
});

test('what stands for an unknown person is the hash of nothing', async () => {
  expect(await isPassword('', UNKNOWN_PASSWORD)).toBe(false);
});

test('a hash that no one wrote is a mistake', async () => {
  await expect(isPassword('x', 'plain')).rejects.toThrow(TypeError);
});
