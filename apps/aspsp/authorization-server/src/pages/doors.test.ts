import { expect, test, vi } from 'vitest';
import { OPERATOR, openOperator } from './operator/operator.fixture.ts';
import { BLOCKED, PASSWORD, type PagesBank, PERSON } from './pages.fixture.ts';

// Everywhere that somebody can log in.

const PSU = { field: 'psu-id', name: PERSON.psuId, password: PASSWORD } as const;
const DOORS = [
  { door: 'to authorise', ...PSU, pathOf: async (pages: PagesBank) => (await pages.begin()).path, inside: undefined },
  { door: 'to see the consents', ...PSU, pathOf: async () => '/sign-in', inside: '/sign-in/method' },
  { door: 'to approve', ...PSU, pathOf: async () => '/approvals/sign-in', inside: '/approvals' },
  {
    door: 'for the operator',
    ...OPERATOR,
    field: 'name',
    pathOf: async () => '/operator/sign-in',
    inside: '/operator/tpps',
  },
] as const;

test.each(DOORS)(
  'S-03 an unknown name, a wrong password and a block cost the same work, and look the same: $door',
  async (at) => {
    const { pages } = await openOperator();
    const check = vi.spyOn(pages.sca, 'checkPassword');
    const answers: string[] = [];
    for (const [name, password] of [
      ['nobody-of-this-name', at.password],
      ['', at.password],
      [BLOCKED.psuId, at.password],
      [at.name, 'a wrong password'],
    ] as const) {
      const browser = pages.browser();
      await browser.visit(await at.pathOf(pages));
      const { status, text } = await browser.submit('Log in', { [at.field]: name, password });
      answers.push(`${status} ${text}`);
    }
    expect(check).toHaveBeenCalledTimes(4);
    expect(new Set(answers).size).toBe(1);
  },
);

test.each(DOORS)('S-16 what is typed for a password is covered: $door', async ({ pathOf }) => {
  const { pages } = await openOperator();
  const { html } = await pages.browser().visit(await pathOf(pages));
  const [field = ''] = /<input[^>]*name="password"[^>]*>/.exec(html) ?? [];
  expect(field).toContain('type="password"');
  expect(field).not.toMatch(/\svalue="[^"]/);
});

test.each(DOORS)('S-07 five minutes without whoever has logged in end the visit: $door', async (at) => {
  const { pages } = await openOperator();
  const path = await at.pathOf(pages);
  const browser = pages.browser();
  await browser.visit(path);
  const asked = browser.page.title;
  await browser.submit('Log in', { [at.field]: at.name, password: at.password });
  pages.bank.clock.advance({ minutes: 4, milliseconds: 59_000 });
  expect((await browser.visit(at.inside ?? path)).title).not.toBe(asked);
  pages.bank.clock.advance({ minutes: 5 });
  expect((await browser.visit(at.inside ?? path)).title).toBe(asked);
});
