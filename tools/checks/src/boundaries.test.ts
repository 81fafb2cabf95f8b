import { expect, test } from 'vitest';
import { findViolations, modulesOf, type Package } from './boundaries.ts';
import { readRepository } from './repository.ts';

const one = (name: string, folder: string, { app = false, composes = [] }: Partial<Package> = {}): Package => ({
  name,
  folder,
  subpaths: ['.', './public'],
  app,
  composes,
});
const packages = [
  one('@openxs2a/ir', 'generators/ir'),
  one('@openxs2a/runtime', 'generators/runtime'),
  one('@openxs2a/xs2a', 'generated/xs2a'),
  one('@openxs2a/certificates', 'apps/shared/certificates'),
  one('@openxs2a/consent', 'apps/aspsp/consent'),
  one('@openxs2a/gateway', 'apps/aspsp/gateway', { app: true }),
  one('@openxs2a/resource-server', 'apps/aspsp/resource-server', { app: true }),
  one('@openxs2a/bank', 'apps/aspsp/bank', { app: true, composes: ['@openxs2a/gateway', '@openxs2a/web-app'] }),
  one('@openxs2a/web-app', 'apps/tpp/web-app', { app: true }),
  one('@openxs2a/connections', 'apps/tpp/connections'),
  one('openxs2a', 'tools/cli'),
];

const cases: readonly (readonly [path: string, module: string, rule: string | undefined])[] = [
  ['generators/ir/src/a.ts', './b.ts', undefined],
  ['generators/ir/src/a.ts', '../../runtime/src/index.ts', 'a relative import stays inside its package'],
  ['generators/ir/src/a.ts', '@openxs2a/xs2a', 'generators does not import generated'],
  ['generated/xs2a/src/a.ts', '@openxs2a/runtime', undefined],
  ['generated/xs2a/src/a.ts', '@openxs2a/ir', 'generated code imports the runtime and nothing else of the generators'],
  ['apps/aspsp/gateway/src/a.ts', '@openxs2a/xs2a', undefined],
  ['apps/aspsp/gateway/src/a.ts', '@openxs2a/ir', 'apps import generated code and the runtime, no generator'],
  ['apps/aspsp/gateway/src/a.ts', '@openxs2a/consent', undefined],
  ['apps/aspsp/gateway/src/a.ts', '@openxs2a/certificates', undefined],
  ['apps/aspsp/consent/src/a.ts', '@openxs2a/gateway', 'an app is imported by what composes it alone'],
  ['apps/aspsp/resource-server/src/a.ts', '@openxs2a/gateway', 'an app is imported by what composes it alone'],
  ['apps/aspsp/bank/src/a.ts', '@openxs2a/gateway', undefined],
  ['apps/aspsp/bank/src/a.ts', '@openxs2a/resource-server', 'an app is imported by what composes it alone'],
  ['apps/aspsp/bank/src/a.ts', '@openxs2a/web-app', 'a party never imports the code of another'],
  ['apps/aspsp/gateway/src/a.ts', '@openxs2a/bank', 'an app is imported by what composes it alone'],
  ['apps/tpp/connections/src/a.ts', '@openxs2a/consent', 'a party never imports the code of another'],
  ['apps/shared/certificates/src/a.ts', '@openxs2a/consent', 'shared code imports no party'],
  ['apps/tpp/connections/src/a.ts', 'openxs2a', 'apps does not import tools'],
  ['tools/cli/src/a.ts', '@openxs2a/gateway', undefined],
  ['test/journeys/a.ts', '@openxs2a/bank', undefined],
  ['generators/runtime/src/a.ts', '@openxs2a/ir/src/secret', 'a package is imported by what its "exports" lists'],
];

test.each(cases)('%s importing %s: %s', (path, module, rule) => {
  const found = findViolations([{ path, text: `import { x } from '${module}';` }], packages);
  expect(found.map((violation) => violation.rule)).toEqual(rule === undefined ? [] : [rule]);
});

test('every way to import is seen', () => {
  const text = `import 'a';\nimport type { B } from "b";\nexport * from 'c';\nconst d = await import('d');\nimport {\n  e,\n} from 'e';`;
  expect(modulesOf(text).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('no import in this repository goes where no arrow points', () => {
  const { files, packages: own } = readRepository();
  expect(files.length).toBeGreaterThan(100);
  expect(own.length).toBeGreaterThan(8);
  expect(findViolations(files, own)).toEqual([]);
});

test('what is composed is there, and composed once', () => {
  const { packages: own } = readRepository();
  const composed = own.flatMap(({ composes }) => composes);
  const names = own.map(({ name }) => name);
  expect(composed).toEqual(expect.arrayContaining(['@openxs2a/gateway']));
  expect(composed.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(composed).size).toBe(composed.length);
});
