import { join } from 'node:path';
import { type StartedProcess, startProcess } from '@openxs2a/service/testing';
import { expect, onTestFinished, test } from 'vitest';
import { install } from '../testing/installation.fixture.ts';

const COMMANDS = join(import.meta.dirname);
const MAIN = join(import.meta.dirname, '../main.ts');

const run = (script: string, env: Readonly<Record<string, string>>, args?: readonly string[]): StartedProcess => {
  const started = startProcess(script, env, args);
  onTestFinished(() => started.kill('SIGKILL'));
  return started;
};

test('the server comes up, answers, and ends when it is told to', async () => {
  const { env } = await install({ LOG_LEVEL: 'info' });
  const server = run(MAIN, env);
  await server.waitFor(/"event":"listening"/);
  const response = await fetch(`${env['PUBLIC_URL']}/ca/issuing/crl`);
  expect(response.headers.get('content-type')).toBe('application/pkix-crl');
  expect((await fetch(`${env['PUBLIC_URL']}/health/ready`)).status).toBe(200);
  server.kill('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  expect(server.text()).not.toContain(env['KEY_PASSPHRASE']);
});

test('a server without its passphrase, or with another one, says so in words', async () => {
  const { env } = await install();
  const { KEY_PASSPHRASE: _, ...without } = env;
  const silent = run(MAIN, { ...without, KEY_PASSPHRASE: '' });
  expect(await silent.ended).toMatchObject({ code: 2 });
  expect(silent.text()).toContain('KEY_PASSPHRASE');
  const wrong = run(MAIN, { ...env, KEY_PASSPHRASE: 'not the passphrase' });
  expect(await wrong.ended).toMatchObject({ code: 2 });
  expect(wrong.text()).toContain('the passphrase does not open the key store');
});

test('a person is entered by a command; a password that was not given shows once', async () => {
  const { env } = await install();
  const entered = run(join(COMMANDS, 'person.ts'), { ...env, PERSON_NAME: 'olga' });
  expect(await entered.ended).toEqual({ code: 0, signal: null });
  expect(entered.text()).toMatch(/^olga may sign in for the operator\.\nPassword, shown once: [\w-]{24}\n$/);
  const unknown = run(join(COMMANDS, 'person.ts'), { ...env, PERSON_NAME: 'nina', PERSON_NCA: 'XX-NOBODY' });
  expect(await unknown.ended).toMatchObject({ code: 2 });
  expect(unknown.text()).toContain('import its register first');
  const short = run(join(COMMANDS, 'person.ts'), { ...env, PERSON_NAME: 'olga', PERSON_PASSWORD: 'short' });
  expect(await short.ended).toMatchObject({ code: 2 });
  expect(short.text()).not.toContain('"short"');
});

test('init tells what it did, and its help tells what it reads', async () => {
  const { env } = await install();
  const again = run(join(COMMANDS, 'init.ts'), env);
  expect(await again.ended).toEqual({ code: 0, signal: null });
  expect(again.text()).toContain('All is set up; nothing was changed.');
  const help = run(join(COMMANDS, 'init.ts'), {}, ['--help']);
  expect(await help.ended).toMatchObject({ code: 0 });
  expect(help.text()).toContain('ROOT_KEY_PASSPHRASE');
});
