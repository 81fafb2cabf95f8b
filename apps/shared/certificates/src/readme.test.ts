import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');

test('the example of the README runs', () => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
  const [, code = ''] = /<!-- example: example\.ts -->\n```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  mkdirSync(join(PACKAGE, '.tmp'), { recursive: true });
  const folder = mkdtempSync(join(PACKAGE, '.tmp', 'readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'example.ts'), code);
  const printed = execFileSync(process.execPath, ['--conditions=@openxs2a/source', join(folder, 'example.ts')], {
    encoding: 'utf8',
  });
  expect(printed).toMatch(/^123456\n/);
  expect(printed).toContain('QWAC: Example Payments GmbH');
  expect(printed).toMatch(/No findings\.\n\n$/);
});
