import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, renderConfig } from '@openxs2a/service';
import { expect, test } from 'vitest';
import { CONFIG, readTargets } from './config.ts';

const FINGERPRINT = 'ab'.repeat(32);
const ENVIRONMENT = {
  TLS_KEY: 'key',
  TLS_CERTIFICATE: 'certificate',
  CLIENTS: JSON.stringify([{ name: 'web-app', fingerprint: FINGERPRINT, rights: ['sign'] }]),
  TARGETS: JSON.stringify([{ baseUrl: '*', profiles: ['nextgenpsd2'] }]),
  KEY_PASSPHRASE: 'a long passphrase',
  ORGANIZATION_IDENTIFIER: 'PSDDE-BAFIN-123456',
  LEGAL_NAME: 'Aurora Payments GmbH',
  COUNTRY: 'DE',
};

const withTargets = (targets: unknown) =>
  readTargets(readConfig(CONFIG, { ...ENVIRONMENT, TARGETS: JSON.stringify(targets) }));

test('the rest of the configuration has defaults', () => {
  expect(readConfig(CONFIG, ENVIRONMENT)).toMatchObject({ port: 8444, keyKind: 'rsa-3072', renewBeforeDays: 30 });
});

test('targets have their profiles', () => {
  const targets = withTargets([
    { baseUrl: 'https://bank.example/psd2', profiles: ['nextgenpsd2', 'jws-http-headers'] },
    { baseUrl: 'https://ing.example', profiles: ['ing'], keyId: 'client-4711' },
  ]);
  expect(targets).toMatchObject([
    { profiles: [{ name: 'nextgenpsd2' }, { name: 'jws-http-headers' }] },
    { profiles: [{ name: 'ing' }], keyId: 'client-4711' },
  ]);
});

test.each([
  [
    'an unknown profile',
    { baseUrl: '*', profiles: ['free-text'] },
    /names the profile "free-text"; there are nextgenpsd2, /,
  ],
  ['a profile that needs a key id', { baseUrl: '*', profiles: ['ing'] }, /needs a "keyId" for the profile "ing"/],
  [
    'a base URL without a scheme',
    { baseUrl: 'bank.example', profiles: ['nextgenpsd2'] },
    /the base URL "bank\.example"/,
  ],
  ['a base URL with a query', { baseUrl: 'https://a/?b', profiles: ['nextgenpsd2'] }, /the base URL/],
  ['a base URL with a user', { baseUrl: 'https://u@a/', profiles: ['nextgenpsd2'] }, /the base URL/],
])('%s is told in words', (_, target, message) => {
  expect(() => withTargets([target])).toThrow(
    expect.objectContaining({ code: 'ERR_CONFIG_INVALID', message: expect.stringMatching(message) }),
  );
});

test.each(['KEY_PASSPHRASE', 'CLIENTS', 'TARGETS', 'ORGANIZATION_IDENTIFIER'])('%s is asked for', (name) => {
  expect(() => readConfig(CONFIG, { ...ENVIRONMENT, [name]: '' })).toThrow(`${name} is missing`);
});

test('the README has the table of the keys', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  expect(readme).toContain(renderConfig(CONFIG));
});
