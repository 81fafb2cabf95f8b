import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { renderConfig } from '@openxs2a/service';
import { startProcess } from '@openxs2a/service/testing';
import { expect, onTestFinished, test } from 'vitest';
import { CONFIG, INIT_CONFIG, PERSON_CONFIG } from './config.ts';
import { findPort } from './testing/installation.fixture.ts';

const PACKAGE = join(import.meta.dirname, '..');
const ROOT = join(PACKAGE, '../../..');
const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');

/** A script of the README, with ports that are free and a folder of its own. */
function takeExample(
  name: string,
  { folder, ports }: { readonly folder: string; readonly ports: readonly number[] },
): string {
  const [, code = ''] = new RegExp(`<!-- example: ${name} -->\n\`\`\`sh\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  expect(code).not.toBe('');
  const [publicPort = 0, securePort = 0] = ports;
  return code.replaceAll('$PWD', folder).replaceAll('8080', String(publicPort)).replaceAll('8443', String(securePort));
}

async function bash(script: string, cwd: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { cwd });
  return stdout + stderr;
}

test('the quick start of the README comes out as it says', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quick-start-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const place = { folder, ports: [await findPort(), await findPort()] };
  const said = await bash(
    `cd ${ROOT}\n${takeExample('setting up', place).replace('mkdir -p ca', `mkdir -p ${folder}/ca`)}\nenv`,
    folder,
  );
  expect(said).toContain('Root and issuing certificate are made.');
  expect(said).toMatch(/Password, shown once: \S{24}/);
  const env = Object.fromEntries(
    [...said.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const [publicPort, securePort] = place.ports.map(String);
  const server = startProcess(join(PACKAGE, 'src/main.ts'), {
    ...env,
    PUBLIC_PORT: `${publicPort}`,
    SECURE_PORT: `${securePort}`,
  });
  onTestFinished(() => server.kill('SIGKILL'));
  await server.waitFor(/"event":"listening"/);
  const used = await bash(takeExample('using it', place), join(folder, 'ca'));
  expect(used).toContain('qwac.pem: OK');
  expect(used).toMatch(/qwac\.pem: good[\s\S]*qwac\.pem: revoked/);
  expect(used).toMatch(/Privilege Withdrawn/);
});

test.each([
  ['the server', CONFIG],
  ['init', INIT_CONFIG],
  ['person', PERSON_CONFIG],
])('the README has the configuration of %s', (_, schema) => {
  expect(readme).toContain(renderConfig(schema));
});
