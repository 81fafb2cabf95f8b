import { createLog } from '@openxs2a/service';
import { sql } from '@openxs2a/store';
import type { Hono } from 'hono';
import { expect, test } from 'vitest';
import { reportMisuse } from '../acts/misuse.ts';
import { enterPerson } from '../acts/people.ts';
import { createApp } from '../app.ts';
import { findCertificate } from '../store/certificates.ts';
import { findRegistration } from '../store/registrations.ts';
import { AURORA, BANK, createCsr, importTestRegister, issueTo, LUMIERE, must } from '../testing/parties.fixture.ts';
import { createTestQtsp } from '../testing/qtsp.fixture.ts';

const PASSWORDS = { olga: 'olga is the operator', bernd: 'bernd is of BaFin', fabienne: 'fabienne is of ACPR' };
const NCAS = { bernd: 'DE-BAFIN', fabienne: 'FR-ACPR' };

/** Somebody's browser, as far as it matters: it keeps cookies, and fills in forms with what the page says. */
function createBrowser(app: Hono) {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await app.request(`https://qtsp.localhost${path}`, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const open = async (path: string) => {
    const response = await request(path);
    return { status: response.status, response, page: await response.text() };
  };
  /** Sends the form of `action` on the page at `path`. */
  const send = async (path: string, action: string, fields: Readonly<Record<string, string>> = {}) => {
    const { page } = await open(path);
    const form = page.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
    const token = /name="_token" value="([^"]+)"/.exec(form)?.[1] ?? '';
    return request(action, { method: 'POST', body: new URLSearchParams({ _token: token, ...fields }) });
  };
  const signIn = (name: keyof typeof PASSWORDS, password = PASSWORDS[name]) =>
    send('/sign-in', '/sign-in', { name, password });
  return { cookies, request, open, send, signIn };
}

async function setUp() {
  const made = await createTestQtsp();
  const { qtsp } = made;
  await importTestRegister(qtsp);
  for (const [name, password] of Object.entries(PASSWORDS))
    await enterPerson(qtsp, { name, password, ...(name in NCAS ? { ncaId: NCAS[name as keyof typeof NCAS] } : {}) });
  const log = createLog({ app: 'test', level: 'silent' });
  const app = createApp({ ...made, log, sessionSecret: 'x'.repeat(32) }).secure;
  const enter = async (name: keyof typeof PASSWORDS) => {
    const browser = createBrowser(app);
    expect((await browser.signIn(name)).status).toBe(303);
    return browser;
  };
  return { ...made, app, enter };
}

const PAGES = ['/', '/register', '/certificates', '/reports', '/log'];
const OPERATOR_PAGES = ['/enrolments', '/credentials'];

test('nobody sees a page but who signed in', async () => {
  const { app, enter } = await setUp();
  for (const path of [...PAGES, ...OPERATOR_PAGES]) {
    const { status, response } = await createBrowser(app).open(path);
    expect([status, response.headers.get('location')]).toEqual([303, '/sign-in']);
  }
  const olga = await enter('olga');
  for (const path of [...PAGES, ...OPERATOR_PAGES]) expect((await olga.open(path)).status, path).toBe(200);
});

test('a wrong password and an unknown name are told apart by nothing', async () => {
  const { app, qtsp } = await setUp();
  const browser = createBrowser(app);
  const wrong = await browser.signIn('olga', 'olga is something else');
  const unknown = await browser.send('/sign-in', '/sign-in', { name: 'nobody', password: 'olga is the operator' });
  expect([wrong.status, unknown.status]).toEqual([401, 401]);
  const withoutToken = (page: string) => page.replace(/value="[^"]*"/g, '');
  expect(withoutToken(await wrong.text())).toBe(withoutToken(await unknown.text()));
  const { records } = await qtsp.journal.read({ kind: 'person-refused' });
  expect(records.map(({ subject }) => subject)).toEqual(['olga', undefined]);
  expect(JSON.stringify(records)).not.toContain('nobody');
});

test('who guesses is slowed down, for a name and from an address', async () => {
  const { app, clock } = await setUp();
  const browser = createBrowser(app);
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 9; attempt += 1) statuses.push((await browser.signIn('olga', 'a guess')).status);
  expect(statuses).toEqual([...Array.from({ length: 8 }, () => 401), 429]);
  expect((await browser.signIn('olga')).status).toBe(429);
  clock.advance(120_000);
  expect((await browser.signIn('olga')).status).toBe(303);
});

test('a form that another site sends does nothing', async () => {
  const { qtsp, enter } = await setUp();
  const { qwac } = await issueTo(qtsp);
  const olga = await enter('olga');
  const path = `/certificates/${qwac.serialNumber}/revoke`;
  const fields = { reason: 'unspecified', sure: 'yes' };
  for (const body of [fields, { ...fields, _token: 'guess' }])
    expect((await olga.request(path, { method: 'POST', body: new URLSearchParams(body) })).status).toBe(403);
  const crossSite = { method: 'POST', body: new URLSearchParams(fields), headers: { 'Sec-Fetch-Site': 'cross-site' } };
  expect((await olga.request(path, crossSite)).status).toBe(403);
  expect((await findCertificate(qtsp.database, qwac.serialNumber))?.revocation).toBeUndefined();
});

test('signing in begins another session, signing out ends it, with a copy of the cookie, too', async () => {
  const { app, enter } = await setUp();
  const browser = createBrowser(app);
  await browser.open('/sign-in');
  const before = new Map(browser.cookies);
  await browser.signIn('olga');
  expect(browser.cookies).not.toEqual(before);
  const olga = await enter('olga');
  const copy = new Map(olga.cookies);
  expect((await olga.send('/', '/sign-out')).headers.get('location')).toBe('/sign-in');
  const thief = createBrowser(app);
  for (const [name, value] of copy) thief.cookies.set(name, value);
  expect((await thief.open('/')).status).toBe(303);
});

test('a session ends after an hour, and with its person', async () => {
  const { qtsp, clock, enter } = await setUp();
  const [olga, bernd] = [await enter('olga'), await enter('bernd')];
  await qtsp.database.run(sql`DELETE FROM person WHERE name = 'bernd'`);
  expect((await bernd.open('/')).status).toBe(303);
  clock.advance(3_601_000);
  expect((await olga.open('/')).status).toBe(303);
});

test('pages carry nothing inline, nothing of others, and what protects them', async () => {
  const { qtsp, enter } = await setUp();
  const { qwac } = await issueTo(qtsp);
  const olga = await enter('olga');
  const paths = [
    ...PAGES,
    ...OPERATOR_PAGES,
    `/certificates/${qwac.serialNumber}`,
    `/register/${AURORA.organizationIdentifier}`,
  ];
  for (const path of paths) {
    const { response, page } = await olga.open(path);
    expect(page, path).not.toMatch(/<script|<style| style=| on[a-z]+="/);
    expect(
      [...page.matchAll(/(?:src|href)="([^"]+)"/g)].every(([, url = '']) => url.startsWith('/') || url.startsWith('#')),
      path,
    ).toBe(true);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const unlabelled = [...page.matchAll(/<(?:input|select|textarea)[^>]*>/g)].filter(
      ([field]) =>
        !/type="(hidden|checkbox)"/.test(field) && !page.includes(`for="${/ id="([^"]+)"/.exec(field)?.[1]}"`),
    );
    expect(unlabelled, path).toEqual([]);
  }
});

test('what others wrote is text on a page and nothing else', async () => {
  const { qtsp, enter } = await setUp();
  const bank = await issueTo(qtsp, BANK);
  const { qwac } = await issueTo(qtsp);
  const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>';
  const evidence = [{ name: 'page.html', mediaType: 'text/html', content: Buffer.from(hostile).toString('base64') }];
  const input = {
    requestId: qtsp.random.uuid(),
    serialNumber: qwac.serialNumber,
    category: 'attack',
    description: hostile,
    evidence,
  } as const;
  const { reportId } = must(await reportMisuse(qtsp, bank.caller, input));
  const bernd = await enter('bernd');
  const { page } = await bernd.open(`/reports/${reportId}`);
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toContain('<script');
  const file = (await bernd.open(`/reports/${reportId}/evidence/0`)).response;
  expect(file.headers.get('content-type')).toBe('application/octet-stream');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="page.html"');
  const olga = await enter('olga');
  expect((await olga.open(`/register?role=${encodeURIComponent('"><script>')}`)).page).not.toContain('<script');
  expect((await olga.open(`/log?subject=${encodeURIComponent('"><script>')}`)).page).not.toContain('<script');
});

test('an authority withdraws a role on its page; nobody else finds the form', async () => {
  const { qtsp, enter } = await setUp();
  const { qwac } = await issueTo(qtsp);
  const path = `/register/${AURORA.organizationIdentifier}`;
  const action = `${path}/withdraw-role`;
  const fields = { role: 'PSP_AI', sure: 'yes' };
  for (const name of ['olga', 'fabienne'] as const) {
    const browser = await enter(name);
    expect((await browser.open(path)).page).not.toContain(action);
    const { page } = await browser.open('/');
    const token = /name="_token" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const forced = await browser.request(action, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, _token: token }),
    });
    expect(forced.status).toBe(403);
  }
  const bernd = await enter('bernd');
  expect((await bernd.send(path, action, { role: 'PSP_AI' })).status).toBe(422);
  expect((await bernd.send(path, action, fields)).status).toBe(303);
  expect((await findCertificate(qtsp.database, qwac.serialNumber))?.revocation).toMatchObject({ by: 'register' });
  expect((await findRegistration(qtsp.database, AURORA.organizationIdentifier))?.roles.map(({ role }) => role)).toEqual(
    ['PSP_PI'],
  );
});

test('an authority sees its own only', async () => {
  const { qtsp, enter } = await setUp();
  const { qwac } = await issueTo(qtsp);
  const fabienne = await enter('fabienne');
  const { page: register } = await fabienne.open('/register');
  expect(register).toContain(LUMIERE.organizationIdentifier);
  expect(register).not.toContain(AURORA.organizationIdentifier);
  expect((await fabienne.open('/certificates')).page).not.toContain(qwac.serialNumber.slice(0, 12));
  expect((await fabienne.open('/log')).page).not.toContain(AURORA.organizationIdentifier);
  const forced = await fabienne.send('/', '/sign-out', {});
  expect(forced.status).toBe(303);
});

test('a certificate is revoked by a form that is meant', async () => {
  const { qtsp, enter } = await setUp();
  const { qwac } = await issueTo(qtsp);
  const olga = await enter('olga');
  const path = `/certificates/${qwac.serialNumber}`;
  expect((await olga.send(path, `${path}/revoke`, { reason: 'keyCompromise' })).status).toBe(422);
  const done = await olga.send(path, `${path}/revoke`, { reason: 'keyCompromise', sure: 'yes', comment: 'Lost.' });
  expect(done.headers.get('location')).toBe(`${path}?told=revoked`);
  const { page } = await olga.open(`${path}?told=revoked`);
  expect(page).toContain('keyCompromise, by operator');
  expect(page).not.toContain(`${path}/revoke`);
  expect((await olga.open(`${path}/file`)).page).toContain('BEGIN CERTIFICATE');
});

test('the operator enrols a party; the secret shows once', async () => {
  const { enter } = await setUp();
  const olga = await enter('olga');
  const fields = {
    organizationIdentifier: AURORA.organizationIdentifier,
    dnsNames: 'aurora.example\nAPI.aurora.example',
    validForHours: '24',
  };
  const page = await (await olga.send('/enrolments', '/enrolments', fields)).text();
  const secret = /<pre>([\w-]{43})<\/pre>/.exec(page)?.[1] ?? 'none';
  expect(secret).not.toBe('none');
  const { page: after } = await olga.open('/enrolments');
  expect(after).not.toContain(secret);
  expect(after).toContain('aurora.example, api.aurora.example');
  const action = /action="(\/enrolments\/[^"]+\/cancel)"/.exec(after)?.[1] ?? '';
  expect((await olga.send('/enrolments', action)).status).toBe(303);
  expect((await olga.open('/enrolments')).page).toContain('cancelled');
  for (const wrong of [{ validForHours: '0' }, { dnsNames: 'no_domain' }, { organizationIdentifier: 'PSDDE-BAFIN-9' }])
    expect((await olga.send('/enrolments', '/enrolments', { ...fields, ...wrong })).status).toBe(422);
  const bernd = await enter('bernd');
  expect((await bernd.open('/enrolments')).status).toBe(403);
});

test('the operator issues a credential, and brings a register in', async () => {
  const { qtsp, enter } = await setUp();
  const olga = await enter('olga');
  const issued = await olga.send('/credentials', '/credentials', { holder: 'DE-BAFIN', csr: await createCsr() });
  expect(await issued.text()).toContain('BEGIN CERTIFICATE');
  expect((await olga.send('/credentials', '/credentials', { holder: 'DE-BAFIN', csr: 'x' })).status).toBe(422);
  const register = (registrations: readonly object[]) => JSON.stringify({ authorities: [], registrations });
  const send = (text: string) => olga.send('/register', '/register/import', { register: text });
  expect((await send('no JSON')).status).toBe(422);
  expect((await send(register([{ organizationIdentifier: 'x' }]))).status).toBe(422);
  expect(await (await send(register([{ ...AURORA, legalName: 'Aurora SE' }]))).text()).toContain('1 changed');
  expect((await findRegistration(qtsp.database, AURORA.organizationIdentifier))?.legalName).toBe('Aurora SE');
});

test('an authority decides on a report', async () => {
  const { qtsp, enter } = await setUp();
  const bank = await issueTo(qtsp, BANK);
  const { qwac } = await issueTo(qtsp);
  const input = {
    requestId: qtsp.random.uuid(),
    serialNumber: qwac.serialNumber,
    category: 'attack',
    description: 'x',
    evidence: [],
  } as const;
  const { reportId } = must(await reportMisuse(qtsp, bank.caller, input));
  const path = `/reports/${reportId}`;
  const decision = { measure: 'revokeCertificate', comment: 'So it was.', sure: 'yes' };
  expect((await (await enter('olga')).open(path)).page).not.toContain(`${path}/decide`);
  expect((await (await enter('fabienne')).open(path)).status).toBe(404);
  const bernd = await enter('bernd');
  expect((await bernd.open('/')).page).toContain('One report waits for a decision.');
  for (const wrong of [{ sure: '' }, { comment: '' }, { measure: 'other' }, { measure: 'withdrawRoles' }]) {
    const { sure, ...rest } = { ...decision, ...wrong };
    expect((await bernd.send(path, `${path}/decide`, sure === '' ? rest : { sure, ...rest })).status).toBe(422);
  }
  expect((await bernd.send(path, `${path}/decide`, decision)).status).toBe(303);
  expect((await bernd.open(path)).page).toContain('So it was.');
  expect((await findCertificate(qtsp.database, qwac.serialNumber))?.revocation).toMatchObject({ by: 'nca' });
});

test('the log can be checked by the operator', async () => {
  const { enter } = await setUp();
  const olga = await enter('olga');
  expect(await (await olga.send('/log', '/log/verify')).text()).toContain('are as they were written');
  expect((await (await enter('bernd')).open('/log')).page).not.toContain('/log/verify');
});
