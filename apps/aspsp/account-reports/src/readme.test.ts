import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');

test('the example of the README runs, and prints what the README says', () => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
  const [, code = ''] = /<!-- example: statement\.ts -->\n```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const [, output = ''] = /It prints\n\n```text\n([\s\S]*?)```/.exec(readme) ?? [];
  mkdirSync(join(PACKAGE, '.tmp'), { recursive: true });
  const folder = mkdtempSync(join(PACKAGE, '.tmp', 'readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'statement.ts'), code);
  const flags = ['--conditions=@openxs2a/source', '--no-warnings'];
  const printed = execFileSync(process.execPath, [...flags, join(folder, 'statement.ts')], { encoding: 'utf8' });
  expect(printed.replaceAll('\r\n', '\n')).toBe(output);
});
