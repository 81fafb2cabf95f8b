import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, readConfig } from '@openxs2a/service';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startAuthorizationServer } from '../authorization-server/start.ts';
import { AUTHORIZATION_SERVER_CONFIG, GATEWAY_CONFIG, RESOURCE_SERVER_CONFIG } from '../config.ts';
import { startGateway } from '../gateway/start.ts';
import { startResourceServer } from '../resource-server/start.ts';
import { openTestTrust } from '../testing/test-trust.ts';
import { createInternalAuthority, createTokenKeys } from './apart.fixture.ts';

const log = createLog({ app: 'test', level: 'silent' });
const keys = createTokenKeys();
let env: Record<string, string> = {};

beforeAll(async () => {
  const trust = await openTestTrust();
  const { issue, anchors } = await createInternalAuthority();
  const { cert, key } = await issue();
  env = {
    TLS_CERTIFICATE: cert,
    TLS_KEY: key,
    TRUST_ANCHORS: trust.anchors,
    INTERNAL_ANCHORS: anchors,
    INTERNAL_CERTIFICATE: cert,
    INTERNAL_KEY: key,
    TOKEN_KEY: keys.privateKey,
    TOKEN_PUBLIC_KEY: keys.publicKey,
    AUTHORIZATION_SERVER_URL: 'https://localhost:1',
    RESOURCE_SERVER_URL: 'https://localhost:2',
    DATABASE_URL: 'postgresql://localhost:1/bank',
  };
  await trust.close();
});

const STARTS = {
  gateway: (more: object) => startGateway(readConfig(GATEWAY_CONFIG, { ...env, ...more }), log),
  'authorization server': (more: object) =>
    startAuthorizationServer(readConfig(AUTHORIZATION_SERVER_CONFIG, { ...env, ...more }), log),
  'resource server': (more: object) =>
    startResourceServer(readConfig(RESOURCE_SERVER_CONFIG, { ...env, ...more }), log),
};
const start = (name: keyof typeof STARTS, more: object) => STARTS[name](more);

test.each(['gateway', 'authorization server', 'resource server'] as const)(
  'the %s does not run apart on a file of SQLite, and makes none',
  async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'apart-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'bank.db');
    await expect(start(name, { DATABASE_URL: file })).rejects.toMatchObject({
      code: 'ERR_BANK_DATABASE',
      message: expect.stringContaining('PostgreSQL'),
    });
    expect(existsSync(file)).toBe(false);
  },
);

test.each([
  ['a public key', () => keys.publicKey, 'TOKEN_KEY is no private key'],
  ['no key', () => 'nonsense', 'TOKEN_KEY is no private key'],
])('a gateway that was given %s for its tokens says so', async (_, key, words) => {
  await expect(start('gateway', { TOKEN_KEY: key() })).rejects.toMatchObject({
    code: 'ERR_BANK_KEY',
    message: expect.stringContaining(words),
  });
});

test.each([
  ['the private key', () => keys.privateKey, 'is for the gateways alone'],
  ['no key', () => 'nonsense', 'is no public key'],
])('an app behind it that was given %s says so', async (_, key, words) => {
  await expect(start('resource server', { TOKEN_PUBLIC_KEY: key() })).rejects.toMatchObject({
    code: 'ERR_BANK_KEY',
    message: expect.stringContaining(words),
  });
});

test.each(['gateway', 'resource server'] as const)(
  'a database that is not there is told in words by the %s',
  async (name) => {
    await expect(start(name, { PAN_KEY: 'p'.repeat(43) })).rejects.toMatchObject({
      code: 'ERR_BANK_DATABASE',
      message: expect.stringContaining('DATABASE_URL'),
    });
  },
);
