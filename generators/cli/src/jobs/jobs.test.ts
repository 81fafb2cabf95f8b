import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, writeJson } from '../../test-kit/write-document.ts';
import { findJobs } from './find-jobs.ts';
import { parseJob } from './job.ts';

test('every folder with a generate.json is a job, by name, with paths from its folder', async () => {
  const dir = await makeFolder();
  await writeJson(join(dir, 'b', 'generate.json'), {
    out: '../../generated/b',
    package: '@x/b',
    overlays: ['overlay.yaml'],
  });
  await writeJson(join(dir, 'a', 'generate.json'), {
    spec: 'api.yaml',
    out: 'out',
    name: 'A',
    only: ['types'],
    importExtension: '.js',
  });
  await mkdir(join(dir, 'c'));
  await writeFile(join(dir, 'README.md'), '');
  expect(await findJobs(dir)).toEqual([
    {
      spec: join(dir, 'a', 'api.yaml'),
      out: join(dir, 'a', 'out'),
      overlays: [],
      name: 'A',
      only: ['types'],
      importExtension: '.js',
    },
    {
      spec: join(dir, 'b', 'openapi.yaml'),
      out: join(dir, '..', 'generated', 'b'),
      overlays: [join(dir, 'b', 'overlay.yaml')],
      packageName: '@x/b',
    },
  ]);
});

test.each([
  ['{', 'a is no JSON.'],
  ['[]', 'a is no JSON object.'],
  ['{}', 'a: "out", the folder that the output goes to, is missing.'],
  ['{"out":1}', 'a: "out" is a text.'],
  ['{"out":"o","only":"types"}', 'a: "only" is a list of texts.'],
  ['{"out":"o","only":["typos"]}', 'a: "typos" is none of types, validators, client, server.'],
  ['{"out":"o","importExtension":".mjs"}', 'a: "importExtension" is ".ts", ".js" or empty.'],
  [
    '{"out":"o","outt":"o"}',
    'a: "outt" is no setting; there are spec, out, overlays, name, package, only, importExtension, $schema.',
  ],
])('%s is refused', (text, message) => {
  expect(() => parseJob(text, 'a')).toThrow(expect.objectContaining({ code: 'ERR_INPUT', message }));
});

test('a folder that is not there is told with the way out', async () => {
  await expect(findJobs('/nowhere')).rejects.toMatchObject({
    code: 'ERR_INPUT',
    message: expect.stringContaining('--spec'),
  });
});
