import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderDiagnosticsPage } from './diagnostics-page.ts';
import { ROOT } from './repository.ts';

test('docs/diagnostics.md says what the code says', () => {
  expect(readFileSync(join(ROOT, 'docs/diagnostics.md'), 'utf8')).toBe(renderDiagnosticsPage());
});
