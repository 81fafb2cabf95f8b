import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');

test('the example of the README runs, and prints what the README says', () => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
  const [, code = ''] = /<!-- example: ledger\.ts -->\n```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  const [, first, second] = /It prints `(.*)` and `(.*)`\./.exec(readme) ?? [];
  mkdirSync(join(PACKAGE, '.tmp'), { recursive: true });
  const folder = mkdtempSync(join(PACKAGE, '.tmp', 'readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ledger.ts'), code);
  const flags = ['--conditions=@openxs2a/source', '--no-warnings'];
  const printed = execFileSync(process.execPath, [...flags, join(folder, 'ledger.ts')], { encoding: 'utf8' });
  expect(printed).toBe(`${first}\n${second}\n`);
});
