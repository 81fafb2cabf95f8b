import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { STRICT_POLICY } from './policy.ts';

const PACKAGE = join(import.meta.dirname, '../..');
const README = readFileSync(join(PACKAGE, 'README.md'), 'utf8');

test('the example of verifying in the README accepts, and after a revocation refuses', () => {
  const [, code = ''] = /<!-- example: verify\.ts -->\n```ts\n([\s\S]*?)```/.exec(README) ?? [];
  mkdirSync(join(PACKAGE, '.tmp'), { recursive: true });
  const folder = mkdtempSync(join(PACKAGE, '.tmp', 'readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'verify.ts'), code);
  const args = ['--conditions=@openxs2a/source', '--disable-warning=ExperimentalWarning', join(folder, 'verify.ts')];
  expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe("[ 'PSP_PI', 'PSP_AI' ]\nrevoked\n");
});

test.each([...Object.keys(STRICT_POLICY), 'policies'])('the README has the switch %s', (name) => {
  expect(README).toContain(`\`${name}\``);
});
