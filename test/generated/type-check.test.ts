import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateInto, TEMPORARY } from '../support/generate-into.ts';
import { OFFICIAL, OFFICIAL_MISSING } from '../support/official.ts';
import { ROOT, typeCheck } from '../support/processes.ts';

const OWN = readdirSync(join(ROOT, 'specs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, file: join(ROOT, 'specs', name, 'openapi.yaml') }));
const ODD = ['oddities.yaml', 'swagger-2.json'].map((name) => ({ name, file: join(ROOT, 'test/robustness', name) }));
const DOCUMENTS = [...OWN, ...ODD, ...OFFICIAL];
const folders: string[] = [];

if (OFFICIAL.length === 0) test.skipIf(true)(`the official files: ${OFFICIAL_MISSING}`, () => {});

describe.each(DOCUMENTS)('$name', ({ name, file }) => {
  let folder = '';
  beforeAll(async () => {
    const { folder: out, report } = await generateInto(`types-${name}`, file, { name: 'Api' });
    expect(report.status, JSON.stringify(report.diagnostics)).toBe('written');
    folder = out;
    folders.push(out);
  });

  test('all four outputs pass TypeScript 7 under --strict', () => {
    expect(typeCheck('TypeScript 7', ['-p', '.'], folder)).toBe('');
  });

  test('the transport passes --strict without its exemption from stricter settings', () => {
    const transport = join(folder, 'client/transport');
    for (const path of readdirSync(transport, { recursive: true, encoding: 'utf8' }).filter((entry) =>
      entry.endsWith('.ts'),
    )) {
      const text = readFileSync(join(transport, path), 'utf8');
      writeFileSync(join(transport, path), text.replace('// @ts-nocheck\n', ''));
    }
    // what is beside it has just passed, and it imports none of that
    const config = join(folder, 'tsconfig.transport.json');
    writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', include: ['client/transport'] }));
    expect(typeCheck('TypeScript 7', ['-p', config], folder)).toBe('');
  });
});

// the older compiler takes a second for each program before it comes to what is checked, so that there is one program
test('the outputs of all documents pass TypeScript 5.9 under --strict', () => {
  expect(folders).toHaveLength(DOCUMENTS.length);
  const config = join(TEMPORARY, 'tsconfig.all-outputs.json');
  writeFileSync(config, JSON.stringify({ extends: join(folders[0] ?? '', 'tsconfig.json'), include: folders }));
  expect(typeCheck('TypeScript 5.9', ['-p', config], TEMPORARY)).toBe('');
});
