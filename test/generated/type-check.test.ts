import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateInto } from '../support/generate-into.ts';
import { OFFICIAL, OFFICIAL_MISSING } from '../support/official.ts';
import { COMPILERS, ROOT, typeCheck } from '../support/processes.ts';

const OWN = readdirSync(join(ROOT, 'specs'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, file: join(ROOT, 'specs', name, 'openapi.yaml') }));
const ODD = ['oddities.yaml', 'swagger-2.json'].map((name) => ({ name, file: join(ROOT, 'test/robustness', name) }));
const DOCUMENTS = [...OWN, ...ODD, ...OFFICIAL];
const compilers = Object.keys(COMPILERS) as (keyof typeof COMPILERS)[];

if (OFFICIAL.length === 0) test.skipIf(true)(`the official files: ${OFFICIAL_MISSING}`, () => {});

describe.each(DOCUMENTS)('$name', ({ name, file }) => {
  let folder = '';
  beforeAll(async () => {
    const { folder: out, report } = await generateInto(`types-${name}`, file, { name: 'Api' });
    expect(report.status, JSON.stringify(report.diagnostics)).toBe('written');
    folder = out;
  });

  test.each(compilers)('all four outputs pass %s under --strict', (compiler) => {
    expect(typeCheck(compiler, ['-p', '.'], folder)).toBe('');
  });

  test('the transport passes --strict without its exemption from stricter settings', () => {
    const transport = join(folder, 'client/transport');
    for (const path of readdirSync(transport, { recursive: true, encoding: 'utf8' }).filter((entry) =>
      entry.endsWith('.ts'),
    )) {
      const text = readFileSync(join(transport, path), 'utf8');
      writeFileSync(join(transport, path), text.replace('// @ts-nocheck\n', ''));
    }
    expect(typeCheck('TypeScript 7', ['-p', '.'], folder)).toBe('');
  });
});
