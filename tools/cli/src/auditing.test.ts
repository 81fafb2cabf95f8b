import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON_OPTIONS } from '@openxs2a/generate';
import { expect, test } from 'vitest';
import { call } from './audit/bank.fixture.ts';
import { auditCommands } from './audit/commands.ts';
import { COLUMNS } from './audit/row.ts';
import { makeAuditSession } from './audit/session.fixture.ts';
import { findDeadLinks, findSessions, toPattern } from './page.fixture.ts';

const PAGE = join(import.meta.dirname, '../../../docs/auditing.md');
const page = readFileSync(PAGE, 'utf8');
const SESSIONS = findSessions(page);

test.each(SESSIONS)('openxs2a $command prints what the page shows', async ({ command, shown }) => {
  expect(page).toContain(`\n    npx openxs2a ${command}`);
  const fileOf = await makeAuditSession();
  const { out } = await call(command.split(' ').map((word) => (/^\w+\.(?:db|json)$/.test(word) ? fileOf(word) : word)));
  expect(out).toMatch(toPattern(shown));
});

test('the page shows what it is about', () => {
  expect(SESSIONS.map(({ shown }) => shown.split('\n').length > 4)).toEqual([true, true, true, true, true]);
});

test('commands, options and columns that the page names are there, and every column is named', () => {
  const names = [...page.matchAll(/npx openxs2a (audit \w+)/g)].map(([, name]) => name);
  for (const name of names) expect(auditCommands.map((command) => command.name)).toContain(name);
  const options = Object.keys(Object.assign({ ...COMMON_OPTIONS }, ...auditCommands.map((command) => command.options)));
  for (const [, option] of page.matchAll(/(?<!-)--([a-z][a-z-]*)/g)) expect(options).toContain(option);
  for (const column of COLUMNS) expect(page).toMatch(new RegExp(`^\\|.*\`${column}\`.*\\|.*\\|$`, 'm'));
});

test('files that the page links to are there', () => {
  expect(findDeadLinks(PAGE, page)).toEqual([]);
});

test('every command has a summary, examples of itself and exit codes that are explained once', () => {
  for (const { name, summary, examples, exits } of auditCommands) {
    expect(summary).toMatch(/\.$/);
    expect(examples.every((example) => example.startsWith(`${name} --database `))).toBe(true);
    expect(new Set(exits.map(([code]) => code)).size).toBe(exits.length);
  }
});
