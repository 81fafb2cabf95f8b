import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON_OPTIONS } from '@openxs2a/generate';
import { expect, test } from 'vitest';
import { call } from './made.fixture.ts';
import { program } from './main.ts';
import { findDeadLinks, findSessions, toPattern } from './page.fixture.ts';
import { makeSession } from './session.fixture.ts';

const PAGE = join(import.meta.dirname, '../../../docs/explaining-signatures.md');
const page = readFileSync(PAGE, 'utf8');

const SESSIONS = findSessions(page);

test.each(SESSIONS)('openxs2a $command prints what the page shows', async ({ command, shown }) => {
  expect(page).toContain(`\n    npx openxs2a ${command}\n`);
  const fileOf = await makeSession();
  const args = command.split(' ').map((word) => (/^\w+\.(?:txt|pem)$/.test(word) ? fileOf(word) : word));
  const { out } = await call(args);
  expect(out).toMatch(toPattern(shown));
});

test('the page shows what it is about', () => {
  expect(SESSIONS.map(({ shown }) => shown.split('\n').length > 5)).toEqual([true, true, true]);
});

test('commands and options that the page names are there', () => {
  const names = [...page.matchAll(/npx openxs2a ((?:signature )?\w+)/g)].map(([, name]) => name);
  for (const name of names) expect(program.commands.map((command) => command.name)).toContain(name);
  const options = Object.keys({
    ...COMMON_OPTIONS,
    ...Object.assign({}, ...program.commands.map((command) => command.options)),
  });
  for (const [, option] of page.matchAll(/(?<!-)--([a-z][a-z-]*)/g)) expect(options).toContain(option);
});

test('files that the page links to are there', () => {
  expect(findDeadLinks(PAGE, page)).toEqual([]);
});
