import { ANY_CHARACTER } from '@openxs2a/service/testing/any-character';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TestBrowser } from './browser.fixture.ts';
import { logIn, openPages, PASSWORD, PERSON, REDIRECT_URI, scaStatusOf, TPP } from './pages.fixture.ts';

const tokenOf = (browser: TestBrowser) => /name="_token" value="([^"]*)"/.exec(browser.page.html)?.[1] ?? '';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>';

test.each([
  '/sign-in',
  '/approvals/sign-in',
  '/operator/sign-in',
  '/authorise/unknown',
  '/assets/nothing',
  '/operator',
])('S-09 API8 no page is framed, kept, or runs anything that is not a file of ours: %s', async (path) => {
  const pages = await openPages();
  const { headers, html } = await pages.browser().visit(path);
  const policy = headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("base-uri 'none'");
  expect(policy).not.toMatch(/unsafe|\*|data:/);
  expect(headers.get('X-Frame-Options')).toBe('DENY');
  expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(html).not.toMatch(/<script(?![^>]* src="\/assets\/)|<style| style=| on\w+=/);
  expect(html).toContain('<html lang="en">');
});

test('S-30 forms of an authorisation lead to the bank and to the addresses of this TPP, and nowhere else', async () => {
  const pages = await openPages();
  const browser = pages.browser();
  const { headers } = await browser.visit((await pages.begin()).path);
  expect(headers.get('Content-Security-Policy')).toContain(
    "form-action 'self' https://tpp.example https://nok.tpp.example;",
  );
});

test('S-30 no address in a request makes the bank send anybody there', async () => {
  const pages = await openPages();
  const begun = await pages.begin();
  const browser = pages.browser();
  const evil = 'https://evil.example/';
  const query = ['redirect_uri', 'next', 'return', 'url', 'TPP-Redirect-URI']
    .map((name) => `${name}=${evil}`)
    .join('&');
  await browser.visit(`${begun.path}?${query}`, {
    'TPP-Redirect-URI': evil,
    Referer: evil,
    'X-Forwarded-Host': 'evil.example',
  });
  await logIn(browser);
  await browser.submit('Agree and confirm', { next: evil, redirect_uri: evil });
  expect((await browser.submit('Confirm', { code: pages.lastCode(), next: evil })).elsewhere?.href).toBe(REDIRECT_URI);
});

test.each(['//evil.example', '/\\evil.example', '/%2F%2Fevil.example', '/authorise//evil.example'])(
  'S-30 a path that reads like another host leads nowhere: %s',
  async (path) => {
    const pages = await openPages();
    const { elsewhere, html } = await pages.browser().visit(path);
    expect(elsewhere).toBeUndefined();
    expect(html).not.toMatch(/(href|action)="(https?:)?\/\/evil/);
  },
);

test.each([
  ['without its token', { _token: '' }, {}],
  ['with the token of another visit', 'foreign', {}],
  ['from another site', 'own', { 'Sec-Fetch-Site': 'cross-site' }],
  ['that is no form', 'own', { 'Content-Type': 'text/plain' }],
] as const)('S-09 a form %s does nothing, and a page says so', async (_, token, headers) => {
  const pages = await openPages();
  const begun = await pages.begin();
  const browser = pages.browser();
  const other = pages.browser();
  await other.visit(begun.path);
  await browser.visit(begun.path);
  await logIn(browser);
  const given = { own: tokenOf(browser), foreign: tokenOf(other) };
  const fields = typeof token === 'string' ? { _token: given[token] } : token;
  for (const step of ['login', 'agree', 'code', 'refuse']) {
    const answer = await browser.post(`${begun.path}/${step}`, fields, headers);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([403, 'text/html; charset=UTF-8']);
    expect(await answer.text()).toContain('Nothing was done by it.');
  }
  expect(await scaStatusOf(pages, begun)).toBe('psuAuthenticated');
  expect(pages.messages).toEqual([]);
});

test('nothing is done by following a link', async () => {
  const pages = await openPages();
  const begun = await pages.begin();
  const browser = pages.browser();
  await browser.visit(begun.path);
  await logIn(browser);
  for (const step of ['login', 'agree', 'code', 'refuse'])
    expect((await browser.visit(`${begun.path}/${step}?_token=${tokenOf(browser)}`)).status).toBe(404);
  expect(await scaStatusOf(pages, begun)).toBe('psuAuthenticated');
});

test('API2 whoever knew the cookie from before the log in does not come in by it', async () => {
  const pages = await openPages();
  const begun = await pages.begin();
  const browser = pages.browser();
  await browser.visit(begun.path);
  const attacker = browser.copy();
  await logIn(browser);
  expect([...browser.cookies.values()]).not.toEqual([...attacker.cookies.values()]);
  expect((await attacker.visit(begun.path)).title).toContain('Log in');
});

test('S-06 each room has a cookie of its own, out of the reach of scripts and other sites', async () => {
  const pages = await openPages();
  const names = new Map<string, string>();
  for (const path of [(await pages.begin()).path, '/sign-in', '/approvals/sign-in']) {
    const { headers } = await pages.browser().visit(path);
    const [cookie = ''] = headers.getSetCookie();
    names.set(path, cookie.split('=')[0] ?? '');
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
  }
  expect(new Set(names.values()).size).toBe(3);
});

test('S-06 by https cookies are Secure and of this host alone, and browsers are told to come by nothing else', async () => {
  const pages = await openPages({ pages: { isHttps: true } });
  const { headers } = await pages.browser().visit('/sign-in');
  expect(headers.getSetCookie()[0]).toMatch(/^__Host-xs2a-consents=.*; Secure;/);
  expect(headers.get('Strict-Transport-Security')).toContain('max-age=');
});

test('S-09 names of TPPs and of people are text, whatever stands in them', async () => {
  const pages = await openPages();
  const begun = await pages.begin({ tpp: { ...TPP, legalName: HOSTILE } });
  const browser = pages.browser();
  await browser.visit(begun.path);
  await logIn(browser, HOSTILE, HOSTILE);
  const wrong = browser.page.html;
  await logIn(browser);
  const review = browser.page.html;
  await browser.submit('Agree and confirm');
  const code = browser.page.html;
  await browser.submit('Confirm', { code: HOSTILE });
  for (const html of [wrong, review, code, browser.page.html])
    expect(html).not.toMatch(/<script>|<img|onerror=alert\(1\)>/);
  expect(browser.page.text).toContain('<script>');
});

test('names of accounts are text, whatever stands in them', async () => {
  const pages = await openPages();
  const core = {
    ...pages.bank.core,
    findAccount: async (id: string) => {
      const account = await pages.bank.core.findAccount(id);
      return account && { ...account, displayName: HOSTILE };
    },
  };
  const hostile = await openPages({ pages: { core } });
  const browser = hostile.browser();
  await browser.visit((await hostile.begin()).path);
  const { html, text } = await logIn(browser);
  expect(html).not.toMatch(/<script>|<img/);
  expect(text).toContain('<script>');
});

test('S-16 SEC-API-007 passwords, codes and links are in no log, and no password comes back in a page', async () => {
  const pages = await openPages();
  const begun = await pages.begin();
  const browser = pages.browser();
  await browser.visit(begun.path);
  await logIn(browser, PERSON.psuId, 'a wrong secret');
  expect(browser.page.html).not.toContain('a wrong secret');
  await logIn(browser);
  await browser.submit('Agree and confirm');
  await browser.submit('Confirm', { code: pages.lastCode() });
  const { records } = await pages.bank.log.read({ limit: 1000 });
  const written = [...pages.lines, JSON.stringify(records)].join('\n');
  for (const secret of ['a wrong secret', PASSWORD, pages.lastCode(), begun.path.slice('/authorise/'.length)])
    expect(written).not.toContain(secret);
});

test('every field has a label, and what is wrong is said at its field, too', async () => {
  const pages = await openPages();
  const browser = pages.browser();
  await browser.visit((await pages.begin()).path);
  const { html } = await logIn(browser, PERSON.psuId, 'wrong');
  for (const [, id = ''] of html.matchAll(/<(?:input|select|textarea) id="([^"]*)"/g))
    expect(html).toContain(`<label for="${id}">`);
  expect(html).toMatch(/role="alert"[^>]*autofocus/);
  expect(html).toContain('href="#field-psu-id"');
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain('<title>Error: Log in');
  expect(html).toContain('autocomplete="current-password"');
  expect(html).toContain('autocomplete="username"');
});

test('API2 API6 who tries names and passwords by the dozen from one address has to wait', async () => {
  const pages = await openPages();
  const browser = pages.browser();
  await browser.visit('/sign-in');
  const statuses = new Set<number>();
  for (let attempt = 0; attempt < 32; attempt += 1)
    statuses.add((await browser.post('/sign-in/login', { 'psu-id': `name-${attempt}` })).status);
  expect([...statuses]).toContain(429);
  pages.bank.clock.advance({ minutes: 1 });
  await browser.visit('/sign-in');
  expect((await logIn(browser)).title).toContain('Confirm that it is you');
});

test('API6 all addresses of one network of IPv6 are one', async () => {
  const hosts = Array.from({ length: 99 }, (_, index) => (index + 1).toString(16)).values();
  const addressOf = () => `2001:db8:1:2::${hosts.next().value}`;
  const pages = await openPages({ pages: { addressOf } });
  const browser = pages.browser();
  await browser.visit('/sign-in');
  const statuses = new Set<number>();
  for (let attempt = 0; attempt < 32; attempt += 1)
    statuses.add((await browser.post('/sign-in/login', { 'psu-id': `name-${attempt}` })).status);
  expect([...statuses]).toContain(429);
});

test.each(['/oauth/authorize', '/passkeys'])(
  'API4 who looks at %s again and again, which leaves something in the store each time, has to wait',
  async (path) => {
    const people = () => new Response('asked');
    const pages = await openPages({ pages: { oauth: { people, nameOf: async () => undefined } } });
    const browser = pages.browser();
    for (let count = 0; count < 60; count += 1) expect((await browser.visit(path)).status).toBe(200);
    expect((await browser.visit(path)).status).toBe(429);
    expect((await browser.visit('/sign-in')).status).toBe(200);
    pages.bank.clock.advance({ minutes: 1 });
    expect((await browser.visit(path)).status).toBe(200);
  },
);

test('API8 whatever is asked for and whatever is in a form, no answer is a fault', async () => {
  const pages = await openPages({ profile: { sca: { redirectMinutes: 60 } } });
  const fresh = await pages.begin();
  const begun = await pages.begin({ request: { access: { balances: [] } } });
  const browser = pages.browser();
  await browser.visit(begun.path);
  await logIn(browser);
  const rooms = ['/authorise/x', fresh.path, begun.path, '/sign-in', '/approvals/sign-in', '/consents', '/operator'];
  const odd = fc.string({ unit: ANY_CHARACTER, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...rooms),
      fc.constantFrom('', '/login', '/agree', '/code', '/method', '/confirm', '/revoke'),
      fc.dictionary(fc.constantFrom('code', 'method', 'account', 'psu-id', 'password', 'signature', '__proto__'), odd),
      async (room, rest, fields) => {
        pages.bank.clock.advance({ milliseconds: 2_000 });
        await browser.visit(room);
        const answer = await browser.post(room + rest, { ...fields, _token: tokenOf(browser) });
        expect([answer.status < 500, pages.lines]).toEqual([true, []]);
        const [name = '', value = ''] = Object.entries(fields)[0] ?? [];
        const page = await browser.visit(`${room}${rest}?${new URLSearchParams({ [name]: value.toWellFormed() })}`);
        expect(page.status).toBeLessThan(500);
      },
    ),
    { numRuns: 80 },
  );
});

test('a name with characters that no name has is nobody', async () => {
  const pages = await openPages();
  for (const psuId of ['\0', 'a\0b', '\ud800', 'x'.repeat(5_000)]) {
    const browser = pages.browser();
    await browser.visit((await pages.begin()).path);
    expect((await logIn(browser, psuId)).status).toBe(401);
    await browser.visit('/sign-in');
    expect((await logIn(browser, psuId)).status).toBe(401);
  }
});
