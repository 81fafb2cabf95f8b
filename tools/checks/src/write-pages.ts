// Prints the pages of docs/ that are made from code. A test fails while one of them is out of date.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderDiagnosticsPage } from './diagnostics-page.ts';
import { ROOT } from './repository.ts';

writeFileSync(join(ROOT, 'docs/diagnostics.md'), renderDiagnosticsPage());
