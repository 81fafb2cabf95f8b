import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, readFiles } from './repository.ts';

test('the lock file names no host that packages come from', () => {
  expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toMatch(/"resolved": "https?:/);
});

test('every dependency is pinned to one version', () => {
  const loose = readFiles('{package.json,{generators,apps,tools,test}/**/package.json}').flatMap(({ path, text }) => {
    const manifest: Record<string, Record<string, string>> = JSON.parse(text);
    const all = { ...manifest['dependencies'], ...manifest['devDependencies'], ...manifest['optionalDependencies'] };
    return Object.entries(all)
      .filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${path}: ${name} ${version}`);
  });
  expect(loose).toEqual([]);
});

test('every project has its types checked and its tests run', () => {
  const missing = readFiles('{generators/*,apps/*/*,tools/*}/package.json').flatMap(({ path, text }) => {
    const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(text);
    return ['typecheck', 'test'].filter((name) => scripts[name] === undefined).map((name) => `${path}: ${name}`);
  });
  expect(missing).toEqual([]);
});
