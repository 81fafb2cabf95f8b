import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { CONSENT_HEADERS, CONSENT_REQUEST, createTestTpp } from '@openxs2a/bank/testing';
import { toPem } from '@openxs2a/certificates';
import { createDemoAuthority } from '@openxs2a/certificates/issue';
import { sql } from '@openxs2a/store';
import { descriptors } from '@openxs2a/xs2a/server';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { call, openWatchedBrowser, openWholeBank } from './whole-bank.fixture.ts';

// What can be reached from outside, by whom, and what it gives away.

const bank = await openWholeBank({ demo: false });
afterAll(() => bank.close());
const { tpp } = bank;

const PEOPLE = ['/', '/sign-in', '/consents', '/activity', '/devices', '/passkeys', '/approvals', '/authorise/x'];
const OPERATOR = ['/operator', '/operator/sign-in', '/operator/tpps', '/operator/consents', '/operator/incidents'];
const OPERATIONS = ['/health/live', '/health/ready', '/metrics'];
const INTERFACE = ['/v1/consents', '/v1/accounts', '/v1/card-accounts'];
const ELSEWHERE = [
  '/v0/accounts /v2/accounts /V1/accounts /v1 /v1/ /v1/internal /api/v1/accounts //v1/accounts /openapi.json /docs /swagger',
  '/.env /.git/config /package.json /src/main.ts /bank.db /..%2f..%2fetc/passwd /admin /console /graphql /actuator/env',
].flatMap((paths) => paths.split(' '));

test.each([...PEOPLE, ...OPERATOR, ...OPERATIONS, ...ELSEWHERE])(
  'API5 API9 where TPPs come nothing is served but the interface: %s',
  async (path) => {
    for (const method of ['GET', 'POST']) {
      const { status, text } = await call(tpp, method, path);
      expect([status, text], method).toEqual([404, expect.stringContaining('RESOURCE_UNKNOWN')]);
    }
  },
);

test.each([...INTERFACE, ...OPERATIONS, ...ELSEWHERE])(
  'API5 API9 where people come there are pages alone: %s',
  async (path) => {
    const { status, headers } = await fetch(`${bank.pagesUrl}${path}`, { redirect: 'manual' });
    const isSentToLogIn = status === 303 && headers.get('location') === '/sign-in';
    expect(isSentToLogIn || (status === 404 && headers.get('content-type')?.startsWith('text/html'))).toBe(true);
  },
);

test.each([...INTERFACE, ...PEOPLE, ...OPERATOR])(
  'API9 where the bank is watched there is nothing else: %s',
  async (path) => {
    expect((await fetch(`${bank.operationsUrl}${path}`)).status).toBe(404);
  },
);

test('API9 no path of the interface has a method that the interface does not list', async () => {
  const listed = new Set(Object.values(descriptors).map(({ method, path }) => `${method} ${path}`));
  const paths = new Set(Object.values(descriptors).map(({ path }) => path));
  for (const path of paths) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS']) {
      if (listed.has(`${method} ${path}`)) continue;
      const { status } = await call(tpp, method, path.replace(/\{[^}]*\}/g, 'payments'));
      expect([404, 405], `${method} ${path}`).toContain(status);
    }
  }
});

/** Somewhere that nobody has a reason to call, and who does. */
async function openTrap() {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // a TCP listener has an address with a port
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls };
}

test('API7 addresses in headers are for browsers and for later: nothing is fetched from them', async () => {
  const { host, calls } = await openTrap();
  const addresses = [
    'TPP-Redirect-URI',
    'TPP-Nok-Redirect-URI',
    'TPP-Notification-URI',
    'Referer',
    'Origin',
    'Location',
  ];
  for (const scheme of ['https', 'http']) {
    const to = Object.fromEntries(addresses.map((name) => [name, `${scheme}://${host}/${name}`]));
    const forwarded = { 'X-Forwarded-Host': host, Forwarded: `host=${host}` };
    const headers = { ...CONSENT_HEADERS, ...to, ...forwarded };
    const { status, body } = await call(tpp, 'POST', '/v1/consents', { headers, body: CONSENT_REQUEST });
    expect([201, 400]).toContain(status);
    if (body.consentId === undefined) continue;
    const target = `/v1/consents/${body.consentId}`;
    await call(tpp, 'POST', `${target}/authorisations`, { headers });
    await call(tpp, 'DELETE', target, { headers });
  }
  expect(calls()).toBe(0);
});

test('API7 what a certificate names is asked only if somebody who is trusted has issued it', async () => {
  const { host, calls } = await openTrap();
  const foreign = await createDemoAuthority({ clock: () => new Date(), baseUrl: `http://${host}` });
  const issue = async (...args: Parameters<typeof foreign.issueQwac>) => {
    const { certificate, privateKey } = await foreign.issueQwac(...args);
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const cert = toPem(certificate.der) + toPem(foreign.issuingCa.certificate.der);
    return { certificate, privateKey, key, cert };
  };
  const stranger = await createTestTpp({ ...bank.trust, issueQwac: issue }, bank.url);
  onTestFinished(() => stranger.close());
  const { status, text } = await call(stranger, 'GET', '/v1/consents/4711');
  expect([status, text]).toEqual([401, expect.stringContaining('CERTIFICATE_INVALID')]);
  expect(calls()).toBe(0);
});

test('API8 no answer says by what it was made', async () => {
  const answers = [
    await tpp.request('GET', '/v1/consents/4711'),
    await fetch(`${bank.pagesUrl}/sign-in`),
    await fetch(`${bank.operationsUrl}/health/live`),
  ];
  for (const { headers } of answers)
    for (const name of ['server', 'x-powered-by', 'via']) expect(headers.get(name), name).toBeNull();
});

test('API8 where the store is gone, answers say nothing of why: no stack, no path, no words of a library', async () => {
  for (const table of ['consent', 'sca_password'])
    await bank.state.database.run(
      sql`ALTER TABLE ${sql.identifier(table)} RENAME TO ${sql.identifier(`${table}_gone`)}`,
    );
  const targets = ['/v1/consents/4711', '/v1/accounts'];
  const texts = await Promise.all(
    targets.map(async (target) => {
      const { status, text } = await call(tpp, 'GET', target, { headers: { 'Consent-ID': '4711' } });
      expect(status).toBeGreaterThanOrEqual(500);
      return text;
    }),
  );
  const { browser } = openWatchedBrowser(bank.pagesUrl);
  await browser.visit('/sign-in');
  const page = await browser.submit('Log in', { 'psu-id': 'somebody', password: 'some password' });
  expect(page.status).toBe(500);
  for (const text of [...texts, page.html])
    expect(text).not.toMatch(/\bat \S+ \(|\.ts\b|node:|node_modules|sqlite|ERR_|Error:|\/home|\/tmp|database|sca_/i);
});
