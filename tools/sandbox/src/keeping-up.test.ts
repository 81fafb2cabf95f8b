import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMMON_OPTIONS, createCommands, diffApis, KINDS, renderText } from '@openxs2a/generate';
import { readApi } from '@openxs2a/ir';
import { expect, test } from 'vitest';
import { LABELS } from './reference/changes/compare.ts';

const ROOT = join(import.meta.dirname, '../../..');
const GUIDE = join(ROOT, 'docs/keeping-up.md');
const OFFICIAL = join(ROOT, '../shared/specs/official');
const [OLD, NOW] = ['psd2-api_1.3.6_2020-08-14.yaml', 'psd2-api_1.3.11_2021-10-01v1.yaml'].map((file) =>
  join(OFFICIAL, file),
);

const guide = readFileSync(GUIDE, 'utf8');

/** What a reader would type, in blocks and in sentences. */
const commandsOf = (program: string) =>
  [...guide.matchAll(new RegExp(`(?:^ {4}|\`)npx ${program} ([^\`\\n]*)`, 'gm'))].map(([, call = '']) =>
    call.split(' '),
  );

const calls = commandsOf('openxs2a');

test('the guide names every command that a new version takes', () => {
  expect([...new Set(calls.map(([name]) => name))].sort()).toEqual(['diff', 'generate', 'import', 'lint']);
});

test.each(calls.map((call) => [call.join(' '), call] as const))(
  'openxs2a %s is a call that there is',
  (_text, call) => {
    const [name, ...rest] = call;
    const command = createCommands(LABELS).find((each) => each.name === name);
    const options = Object.keys({ ...command?.options, ...COMMON_OPTIONS });
    for (const flag of rest.filter((word) => word.startsWith('--'))) expect(options).toContain(flag.slice(2));
  },
);

test('options that are only spoken of exist, too', () => {
  const all = createCommands(LABELS).flatMap(({ options }) => Object.keys(options));
  const spoken = [...guide.matchAll(/`--([a-z-]+)[^`]*`/g)].map(([, flag]) => flag);
  expect(spoken.filter((flag) => !all.includes(flag ?? ''))).toEqual([]);
});

test('the tests that it names are there', () => {
  const folders = commandsOf('vitest').map((call) => call[call.indexOf('--dir') + 1] ?? '');
  expect(folders.length).toBeGreaterThan(2);
  for (const folder of folders) expect(existsSync(join(ROOT, folder)), folder).toBe(true);
});

test('kinds of change and files that it names are there', () => {
  const named = [...guide.matchAll(/`([a-z]+(?:-[a-z]+){1,3})`/g)].map(([, kind = '']) => kind);
  const kinds = named.filter((kind) =>
    /-(added|removed|renamed|changed|loosened|tightened|required|optional)$/.test(kind),
  );
  expect(kinds.length).toBeGreaterThan(8);
  expect(kinds.filter((kind) => !(kind in KINDS))).toEqual([]);
  for (const [, link = ''] of guide.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g))
    expect(existsSync(join(dirname(GUIDE), link)), link).toBe(true);
});

const isThere = [OLD, NOW].every((file) => file !== undefined && existsSync(file));
const why = isThere ? '' : ': the official files do not lie beside the repository (../shared/specs/official)';

test.skipIf(!isThere)(`the changes that it shows are those that are found${why}`, async () => {
  const [before, after] = await Promise.all([OLD, NOW].map(async (file) => (await readApi(String(file))).api));
  if (before === undefined || after === undefined) throw new TypeError('The official files have errors.');
  const found = squeeze(renderText(diffApis(before, after), LABELS));
  const shown = /<!-- output: changes -->\n```text\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  const lines = shown
    .split('\n')
    .slice(1)
    .map((line) => squeeze(line.replace('…', '')).trim());
  expect(lines.filter((line) => line !== '').length).toBeGreaterThan(10);
  expect(lines.filter((line) => !found.includes(line))).toEqual([]);
});

/** The width of columns depends on what else is in them. */
const squeeze = (text: string) => text.replaceAll(/[ \t]+/g, ' ');
