// Writes the zod and valibot schemas that hey-api makes of a document, as JavaScript. Runs in a process of its own:
// hey-api keeps state.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';

const [file = '', out = ''] = process.argv.slice(2);
mkdirSync(out, { recursive: true });

const dates = { offset: true };

for (const plugin of [{ name: 'zod', dates } as const, { name: 'valibot', dates } as const]) {
  const { name } = plugin;
  const path = join(out, name);
  await createClient({
    input: JSON.parse(readFileSync(file, 'utf8')),
    output: { path, module: { extension: '.ts' } },
    logs: { level: 'silent', file: false },
    plugins: [plugin],
  });
  const source = readFileSync(join(path, `${name}.gen.ts`), 'utf8');
  writeFileSync(join(out, `${name}.js`), stripTypeScriptTypes(source, { mode: 'transform' }));
  rmSync(path, { recursive: true });
}
