import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort, renderConfig } from '@openxs2a/service';
import { startProcess } from '@openxs2a/service/testing';
import { expect, onTestFinished, test } from 'vitest';
import { AUTHORIZATION_SERVER_CONFIG, CONFIG, GATEWAY_CONFIG, RESOURCE_SERVER_CONFIG } from './config.ts';

const PACKAGE = join(import.meta.dirname, '..');
const ROOT = join(PACKAGE, '../../..');
/** The trust service provider of the quick start: another party's, started as people do. */
const AUTHORITY = join(ROOT, 'apps/qtsp/certificate-authority/src/main.ts');
const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');

function takeExample(name: string, language: string): string {
  const [, code = ''] =
    new RegExp(`<!-- example: ${name} -->\n\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  expect(code).not.toBe('');
  return code;
}

async function createFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Gives what it said, and the environment in which it ended. */
async function bash(script: string, cwd: string, env: NodeJS.ProcessEnv) {
  const run = promisify(execFile);
  const shell = `${script}\necho '--- env'\nenv`;
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', shell], { cwd, env });
  const [said = '', after = ''] = stdout.split('--- env\n');
  const variables = [...after.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]);
  return { said, env: { ...env, ...Object.fromEntries(variables) } };
}

const only = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

test('the quick start of the README comes out as it says', async () => {
  const folder = await createFolder(tmpdir());
  const [publicPort, securePort, port, operationsPort, pagesPort] = await Promise.all([
    findFreePort(),
    findFreePort(),
    findFreePort(),
    findFreePort(),
    findFreePort(),
  ]);
  const take = (name: string) =>
    takeExample(name, 'sh')
      .replaceAll('8080', String(publicPort))
      .replaceAll('8443', String(securePort))
      .replaceAll('8444', String(pagesPort))
      .replaceAll('8445', String(port))
      .replaceAll('9445', String(operationsPort));
  const ports = { PUBLIC_PORT: `${publicPort}`, SECURE_PORT: `${securePort}` };

  // npm works where the workspace is, and the files lie elsewhere
  const setUp = take('setting up').replaceAll('$PWD', folder).replace('mkdir -p demo', `mkdir -p ${folder}/demo`);
  const made = await bash(`cd ${ROOT}\n${setUp}`, folder, { ...process.env, ...ports });
  const authority = startProcess(AUTHORITY, only(made.env));
  onTestFinished(() => authority.kill('SIGKILL'));
  await authority.waitFor(/"event":"listening"/);

  const start = take('starting').replace('npm run', `cd ${ROOT}; npm run`);
  const checked = await bash(start, folder, process.env);
  const bank = startProcess(join(PACKAGE, 'src/main.ts'), {
    ...only(checked.env),
    PORT: `${port}`,
    OPERATIONS_PORT: `${operationsPort}`,
    PAGES_PORT: `${pagesPort}`,
  });
  onTestFinished(() => bank.kill('SIGKILL'));
  await bank.waitFor(/"event":"listening"/);

  const { said } = await bash(take('using it'), join(folder, 'demo'), process.env);
  const lines = said.trim().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    consentStatus: 'received',
    _links: { scaRedirect: { href: expect.stringContaining(`http://bank.localhost:${pagesPort}/authorise/`) } },
  });
  expect(JSON.parse(lines[1] ?? '')).toEqual({ consentStatus: 'received' });
  expect(lines.slice(2, 4).map((line) => JSON.parse(line).tppMessages[0].code)).toEqual([
    'CERTIFICATE_MISSING',
    'SIGNATURE_MISSING',
  ]);
  expect(JSON.parse(lines[4] ?? '')).toMatchObject({ status: 'ready' });
  expect(lines.slice(5)).toHaveLength(5);
}, 180_000);

test('the scene of the README is what it says', async () => {
  const folder = await createFolder(join(PACKAGE, '.tmp'));
  await writeFile(join(folder, 'scene.ts'), takeExample('scene.ts', 'ts'));
  const scene = startProcess(join(folder, 'scene.ts'), {});
  expect(await scene.ended).toEqual({ code: 0, signal: null });
  expect(scene.text()).toBe('200\n401 signature:digest-missing\n');
});

test.each([
  ['one process', CONFIG],
  ['the gateway', GATEWAY_CONFIG],
  ['the authorization server', AUTHORIZATION_SERVER_CONFIG],
  ['the resource server', RESOURCE_SERVER_CONFIG],
])('the README has the configuration of %s', (_, schema) => {
  expect(readme).toContain(renderConfig(schema));
});
