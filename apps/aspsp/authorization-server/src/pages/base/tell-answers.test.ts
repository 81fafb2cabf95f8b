import { expect, test } from 'vitest';
import { openPages, PASSWORD, PERSON } from '../pages.fixture.ts';
import type { PageAnswer } from './tell-answers.ts';

test('each answer of a page is told by the pattern of its address and its status', async () => {
  const answers: PageAnswer[] = [];
  const pages = await openPages({ pages: { onAnswer: (answer) => answers.push(answer) } });
  const { path } = await pages.begin();
  const browser = pages.browser();
  await browser.visit(path);
  await browser.submit('Log in', { 'psu-id': PERSON.psuId, password: 'wrong' });
  await browser.submit('Log in', { 'psu-id': PERSON.psuId, password: PASSWORD });
  await browser.visit('/authorise/a/b/c/d?e=f');
  await browser.visit('/nothing/here');
  const told = answers.map(({ route, status }) => `${route} ${status}`);
  expect(told).toEqual([
    'GET /authorise/:ticket 200',
    'POST /authorise/:ticket/login 401',
    'POST /authorise/:ticket/login 303',
    'GET /authorise/:ticket 200',
    'ALL /authorise/* 404',
    'undefined 303',
    'GET /sign-in 200',
  ]);
  expect(answers.every(({ milliseconds }) => milliseconds >= 0)).toBe(true);
});

test('nobody chooses the route of an answer', async () => {
  const answers: PageAnswer[] = [];
  const pages = await openPages({ pages: { onAnswer: (answer) => answers.push(answer) } });
  const paths = ['/authorise/stranger', '/authorise/stranger/login', '/assets/stranger', '/stranger', '/%00stranger'];
  for (const path of paths) await pages.browser().visit(path);
  expect(answers.length).toBeGreaterThanOrEqual(paths.length);
  expect(JSON.stringify(answers)).not.toContain('stranger');
});
