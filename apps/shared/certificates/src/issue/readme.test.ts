import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readCertificate } from '../read/certificate.ts';

const PACKAGE = join(import.meta.dirname, '../..');

/** What an example of the README prints. */
async function run(name: string): Promise<string> {
  const readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  const [, code] = readme.split(`<!-- example: ${name} -->\n\`\`\`ts\n`);
  await mkdir(join(PACKAGE, '.tmp'), { recursive: true });
  const folder = await mkdtemp(join(PACKAGE, '.tmp', 'readme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), code?.split('```')[0] ?? '');
  const options = ['--conditions=@openxs2a/source', '--disable-warning=ExperimentalWarning'];
  return (await promisify(execFile)(process.execPath, [...options, join(folder, name)])).stdout;
}

test('the example of issuing in the README prints a seal of the party', async () => {
  const { organizationIdentifier } = readCertificate(await run('issue.ts'));
  expect(organizationIdentifier).toMatchObject({ kind: 'present', value: { text: 'PSDFR-ACPR-12345' } });
});

test('the example of a wrong certificate in the README makes one', async () => {
  expect(await run('alter.ts')).toBe("[ '1.3.6.1.5.5.7.3.3' ]\n");
});
