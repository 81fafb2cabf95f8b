import { expect, test } from 'vitest';
import { deriveKeys } from './keys.ts';
import { checkPolicy, DEFAULT_SCA_POLICY } from './policy.ts';
import { changePolicy, KEY, openMemoryBank, type PolicyChange } from './sca.fixture.ts';

test('the default policy is one', () => {
  expect(() => checkPolicy(DEFAULT_SCA_POLICY)).not.toThrow();
});

test.each<[string, PolicyChange]>([
  ['a block after two to five failures', { blocks: { failures: 6 } }],
  ['a block after two to five failures', { blocks: { failures: 1 } }],
  ['a block after two to five failures', { blocks: { failures: 2.5 } }],
  ['blocks of some length', { blocks: { minutes: [] } }],
  ['blocks of some length', { blocks: { minutes: [15, 0] } }],
  ['failures that are remembered', { blocks: { forgetAfter: 0 } }],
  ['argon2 parameters as RFC 9106, 3.1', { password: { hashing: { memory: 15, passes: 1, parallelism: 2 } } }],
  ['argon2 parameters as RFC 9106, 3.1', { password: { hashing: { memory: 8, passes: 0, parallelism: 1 } } }],
  ['a password of some length', { password: { minLength: 9, maxLength: 8 } }],
  ['codes of six to nine digits', { codes: { digits: 5 } }],
  ['codes of six to nine digits', { codes: { digits: 10 } }],
  ['at least one try for a code', { codes: { tries: 0 } }],
  ['challenges that last a while', { approvals: { minutes: 0 } }],
  ['a limit of sending that lets something pass', { sending: { burst: 0 } }],
  ['origins that its RP id is valid for', { passkeys: { origins: ['https://evil.example'] } }],
  ['origins that its RP id is valid for', { passkeys: { origins: ['http://bank.localhost/'] } }],
  ['origins that its RP id is valid for', { passkeys: { rpId: 'bank.example', origins: ['http://bank.example'] } }],
  ['origins that its RP id is valid for', { passkeys: { rpId: 'bank.example', origins: ['https://notbank.example'] } }],
])('a policy has %s (%#)', (rule, change) => {
  expect(() => checkPolicy(changePolicy(change))).toThrow(new TypeError(`A policy of authentication has ${rule}.`));
});

test('passkeys of a bank work on its pages below, by TLS', () => {
  const passkeys = { rpId: 'bank.example', origins: ['https://bank.example', 'https://login.bank.example:8443'] };
  expect(() => checkPolicy(changePolicy({ passkeys }))).not.toThrow();
});

test('nothing is opened with a policy that breaks a rule', async () => {
  await expect(openMemoryBank({ policy: { blocks: { failures: 6 } } })).rejects.toThrow(TypeError);
});

test('S-11: each purpose has a key of its own', () => {
  const keys = Object.values(deriveKeys(KEY)).map((key) => Buffer.from(key).toString('hex'));
  expect(new Set([...keys, Buffer.from(KEY).toString('hex')]).size).toBe(4);
  expect(() => deriveKeys(new Uint8Array(31))).toThrow(TypeError);
});
