import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificate } from '@openxs2a/certificates';
import { createLog, readConfig, systemClock, systemRandom } from '@openxs2a/service';
import { openKeyStore } from '@openxs2a/service/keys';
import { expect, test } from 'vitest';
import { setUp } from '../commands/set-up.ts';
import { CONFIG, INIT_CONFIG, type InitConfig } from '../config.ts';
import { openState } from '../open-state.ts';
import { startAuthority } from '../start.ts';
import { findAuthorityCertificate } from '../store/authorities.ts';
import { findCrl, findCrlDue } from '../store/crls.ts';
import { type Installation, install } from '../testing/installation.fixture.ts';
import { initialise } from './initialise.ts';

const configOf = ({ env }: Installation, extra: Readonly<Record<string, string>> = {}): InitConfig =>
  readConfig(INIT_CONFIG, { ...env, ...extra });

async function authorityOf(installation: Installation) {
  const state = await openState(configOf(installation), 'test');
  try {
    const [root, issuing] = [
      await findAuthorityCertificate(state.database, 'root'),
      await findAuthorityCertificate(state.database, 'issuing'),
    ];
    const number = await findCrlDue(state.database, 'root');
    return { root, issuing, rootCrl: await findCrl(state.database, 'root', number) };
  } finally {
    await state.close();
  }
}

const keyOf = (der: Uint8Array | undefined) => readCertificate(der ?? '').key.keyObject;

test('root and issuing certificate are made once, however often it is asked for', async () => {
  const installation = await install();
  const before = await authorityOf(installation);
  expect(readCertificate(before.issuing ?? '').extensions.basicConstraints).toEqual({ ca: true, pathLength: 0 });
  expect(await setUp(configOf(installation))).toContain('All is set up; nothing was changed.');
  expect(await authorityOf(installation)).toEqual(before);
});

test('the key of the root is in no place that the server can open', async () => {
  const installation = await install();
  const { keyFolder, keyPassphrase, rootKeyFolder } = configOf(installation);
  const keys = await openKeyStore({ folder: keyFolder, passphrase: keyPassphrase, random: systemRandom });
  expect((await keys.list()).map(({ name }) => name)).toEqual(['issuing', 'log', 'responder']);
  await expect(
    openKeyStore({ folder: rootKeyFolder, passphrase: keyPassphrase, random: systemRandom }),
  ).rejects.toMatchObject({ code: 'ERR_KEYS_LOCKED' });
});

test('the key of the root can be destroyed; all goes on, but for the root’s list', async () => {
  const installation = await install({ DESTROY_ROOT_KEY: 'true' });
  const { rootKeyFolder } = configOf(installation);
  expect(readdirSync(rootKeyFolder)).toEqual(['store.json']);
  expect(await setUp(configOf(installation))).toContain('All is set up; nothing was changed.');
});

test.each([
  ['one folder', { ROOT_KEY_FOLDER: 'same' }],
  ['one passphrase', { ROOT_KEY_PASSPHRASE: 'a passphrase for the server' }],
])('root and server in %s are refused', async (_, extra) => {
  const installation = await install();
  const config = configOf(installation, extra);
  const clash = 'ROOT_KEY_FOLDER' in extra ? { ...config, rootKeyFolder: config.keyFolder } : config;
  await expect(setUp(clash)).rejects.toMatchObject({ code: 'ERR_ROOT_NOT_APART' });
});

test('a setting up that was cut off goes on with the keys that are there', async () => {
  const installation = await install();
  const { folder, env } = installation;
  const cutOff = { folder, env: { ...env, DATABASE: join(folder, 'second.db') } };
  const first = await authorityOf(installation);
  await setUp(configOf(cutOff));
  const { issuing, root } = await authorityOf(cutOff);
  expect(keyOf(issuing).equals(keyOf(first.issuing))).toBe(true);
  expect(readCertificate(root ?? '').fingerprint).not.toBe(readCertificate(first.root ?? '').fingerprint);
});

test('database and keys of two installations are told apart', async () => {
  const [one, other] = [await install(), await install()];
  const mixed = { folder: one.folder, env: { ...one.env, KEY_FOLDER: other.env['KEY_FOLDER'] ?? '' } };
  await expect(setUp(configOf(mixed))).rejects.toMatchObject({ code: 'ERR_ISSUING_KEY_FOREIGN' });
  const without = { ...one.env, KEY_FOLDER: join(one.folder, 'empty') };
  await expect(setUp(configOf({ folder: one.folder, env: without }))).rejects.toMatchObject({
    code: 'ERR_ISSUING_KEY_MISSING',
  });
});

test('a server that nobody set up says so', async () => {
  const { folder, env } = await install();
  const config = readConfig(CONFIG, { ...env, DATABASE: join(folder, 'new.db') });
  const start = startAuthority(config, createLog({ app: 'test', level: 'silent' }));
  await expect(start).rejects.toMatchObject({ code: 'ERR_NOT_INITIALISED' });
});

test('the root’s list is renewed when half of its time is over', async () => {
  const installation = await install();
  const config = configOf(installation);
  const { rootKeyFolder, rootKeyPassphrase } = config;
  const state = await openState(config, 'init');
  const rootKeys = await openKeyStore({ folder: rootKeyFolder, passphrase: rootKeyPassphrase, random: systemRandom });
  const provider = { country: 'DE', name: 'Example Trust GmbH', organizationIdentifier: 'VATDE-123456789' };
  const at = (days: number) => () => new Date(systemClock().getTime() + days * 86_400_000);
  const run = (days: number) =>
    initialise({ ...config, ...state, clock: at(days), random: systemRandom, rootKeys, provider });
  expect(await run(100)).toBe('nothing-to-do');
  expect(await run(200)).toBe('root-crl-renewed');
  expect(await run(201)).toBe('nothing-to-do');
  expect(await findCrlDue(state.database, 'root')).toBe(2);
  await state.close();
  expect(existsSync(rootKeyFolder)).toBe(true);
});
