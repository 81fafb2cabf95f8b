import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { generateKey } from '@openxs2a/certificates/issue';
import { systemRandom as random, readConfig } from '@openxs2a/service';
import { expect, onTestFinished, test } from 'vitest';
import { CONFIG } from '../config.ts';
import { makeOperatorLine } from '../operator/make-operator-line.ts';
import { createPagesSetting, createSetting, startFrom } from '../start.fixture.ts';
import { openBrowser } from '../testing/browser.ts';
import { type NodeEnvironment, toTlsEnvironment } from '../testing/start-node.ts';
import { createTestTpp } from '../testing/test-tpp.ts';
import { BANK, openTestTrust, type TestTrust } from '../testing/test-trust.ts';

/** A bank that is up, and is given another configuration by what has changed. */
async function start(more: NodeEnvironment = {}) {
  const { env, trust, folder } = await createSetting();
  const setting = { ...env, ...more };
  const bank = await startFrom(setting);
  const renew = (change: NodeEnvironment) => bank.renew(readConfig(CONFIG, { ...setting, ...change }));
  const records = async () => {
    const { records: found } = await bank.state.log.read();
    return found.filter(({ kind }) => kind === 'configuration-renewed').map(({ body }) => body);
  };
  const metrics = async () => (await fetch(`${bank.operationsUrl}/metrics`)).text();
  return { env, folder, trust, bank, renew, records, metrics };
}

const meet = async (trust: TestTrust, url: string) => {
  const tpp = await createTestTpp(trust, url);
  onTestFinished(() => tpp.close());
  return tpp;
};

/** Which certificate a listener shows to whoever comes now. */
async function showOf(url: string): Promise<string> {
  const { port } = new URL(url);
  const socket = connect({ host: '127.0.0.1', port: Number(port), servername: 'localhost', rejectUnauthorized: false });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'secureConnect');
  return (socket.getPeerX509Certificate()?.fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
}

const statusOf = async (tpp: Awaited<ReturnType<typeof meet>>) => {
  const answer = await tpp.request('GET', '/v1/consents/4711/status');
  return `${answer.status} ${/"code":"(\w+)"/.exec(await answer.text())?.[1]}`;
};

test('a renewed certificate is shown on new connections, those that are open go on, and it is on record', async () => {
  const { bank, trust, renew, records, metrics } = await start();
  const tpp = await meet(trust, bank.url);
  expect(await statusOf(tpp)).toBe('403 CONSENT_UNKNOWN');
  const next = await trust.issueServer();
  await renew(toTlsEnvironment(next));
  const { fingerprint, notAfter } = { ...next.certificate };
  expect(await showOf(bank.url)).toBe(fingerprint);
  expect(await statusOf(tpp)).toBe('403 CONSENT_UNKNOWN');
  const until = new Date(notAfter).toISOString();
  const renewed = { keys: ['TLS_CERTIFICATE', 'TLS_KEY'], certificate: fingerprint, until };
  expect(await records()).toEqual([{ ...renewed, result: 'renewed' }]);
  expect(bank.lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ event: 'renewed', ...renewed }),
  );
  const told = await metrics();
  expect(told).toContain('openxs2a_renewals_total{outcome="renewed"} 1');
  expect(told).toContain(`openxs2a_certificate_end_seconds{key="TLS_CERTIFICATE"} ${Date.parse(until) / 1_000}`);
});

test('an anchor that was taken out shuts its TPPs out on the next call, also on the connection that is open', async () => {
  const other = await openTestTrust();
  onTestFinished(() => other.close());
  const { env, bank, trust, renew, records } = await start();
  const both = {
    TRUST_ANCHORS: `${env['TRUST_ANCHORS']}${other.anchors}`,
    INTERMEDIATES: `${env['INTERMEDIATES']}${other.intermediates}`,
  };
  const ours = await meet(trust, bank.url);
  const theirs = await meet({ ...other, serverAnchors: trust.serverAnchors }, bank.url);
  expect(await statusOf(theirs)).toBe('401 CERTIFICATE_INVALID');
  await renew(both);
  expect(await statusOf(theirs)).toBe('403 CONSENT_UNKNOWN');
  await renew({});
  expect(await statusOf(theirs)).toBe('401 CERTIFICATE_INVALID');
  expect(await statusOf(ours)).toBe('403 CONSENT_UNKNOWN');
  const changed = [other.authority.root, other.authority.issuingCa].map(({ certificate }) => certificate.fingerprint);
  const keys = ['TRUST_ANCHORS', 'INTERMEDIATES'];
  expect(await records()).toEqual([
    { keys, added: changed, removed: [], result: 'renewed' },
    { keys, added: [], removed: changed, result: 'renewed' },
  ]);
});

const HOUR = 3_600_000;

test('what is wrong is refused in words, changes nothing, and is in the way of nothing else', async () => {
  const { env, bank, trust, renew, records, metrics } = await start();
  const tpp = await meet(trust, bank.url);
  const shown = await showOf(bank.url);
  const past = { notBefore: new Date(Date.now() - 2 * HOUR), notAfter: new Date(Date.now() - HOUR) };
  const wrong: readonly (readonly [NodeEnvironment, RegExp])[] = [
    [{ TLS_KEY: (await trust.issueServer()).key }, /Key and certificate for TLS cannot be used/],
    [{ TLS_CERTIFICATE: 'nonsense' }, /cannot be used/],
    [toTlsEnvironment(await trust.issueQwac(BANK, past)), /TLS_CERTIFICATE was good until/],
    [{ TRUST_ANCHORS: 'nonsense' }, /TRUST_ANCHORS cannot be read/],
    [{ TRUST_ANCHORS: env['TRUST_ANCHORS']?.slice(0, 200) ?? '' }, /TRUST_ANCHORS cannot be read/],
    [{ INTERMEDIATES: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' }, /INTERMEDIATES cannot be read/],
    [{ INCIDENT_ENDPOINTS: 'DE-BAFIN http://nca.example hunter2' }, /line 1 has no address that is https/],
  ];
  for (const [change, words] of wrong) {
    await renew(change);
    const { event, why } = JSON.parse(bank.lines.at(-1) ?? '');
    expect([event, why]).toEqual(['not renewed: what was before stays', expect.stringMatching(words)]);
    expect([await showOf(bank.url), await statusOf(tpp)]).toEqual([shown, '403 CONSENT_UNKNOWN']);
  }
  expect(await records()).toEqual([]);
  expect(await metrics()).toContain(`openxs2a_renewals_total{outcome="refused"} ${wrong.length}`);
  expect(bank.lines.join('')).not.toMatch(/hunter2|PRIVATE KEY/);

  const next = await trust.issueServer();
  await renew({ ...toTlsEnvironment(next), TRUST_ANCHORS: 'nonsense' });
  expect(await showOf(bank.url)).toBe(next.certificate.fingerprint);
  expect(await records()).toHaveLength(1);
});

test('answers are sealed by the renewed key, and a key of another certificate leaves them as they were', async () => {
  const { folder, trust, env } = await createSetting();
  const profile = join(folder, 'profile.json');
  await writeFile(profile, '{"signature":{"sealAnswers":true}}');
  const [first, second] = [await trust.issueQsealc(BANK), await trust.issueQsealc(BANK)];
  const toSeal = ({ cert, key }: typeof first) => ({ SEAL_CERTIFICATE: cert, SEAL_KEY: key });
  const setting = { ...env, PROFILE: profile, ...toSeal(first) };
  const bank = await startFrom(setting);
  const tpp = await meet(trust, bank.url);
  const sealOf = async () =>
    (await tpp.request('GET', '/v1/consents/4711/status')).headers.get('ASPSP-Signature-Certificate');
  const ofFirst = await sealOf();
  const other = (await generateKey('p-256')).export({ type: 'pkcs8', format: 'pem' }).toString();
  await bank.renew(readConfig(CONFIG, { ...setting, ...toSeal(second), SEAL_KEY: other }));
  expect(bank.lines.at(-1)).toContain('SEAL_KEY cannot be used');
  expect(await sealOf()).toBe(ofFirst);
  await bank.renew(readConfig(CONFIG, { ...setting, ...toSeal(second) }));
  expect(await sealOf()).toBe(Buffer.from(second.certificate.der).toString('base64'));
});

test('pages have their renewed certificate, and who is an operator no more is out with the next page', async () => {
  const trust = await openTestTrust();
  onTestFinished(() => trust.close());
  const { env: place, pagesUrl } = await createPagesSetting();
  const toPages = ({ cert, key }: { cert: string; key: string }) => ({
    PAGES_TLS_CERTIFICATE: cert,
    PAGES_TLS_KEY: key,
  });
  const operator = { name: 'anna', password: 'battery of horses' };
  const anna = await makeOperatorLine(operator, { random });
  const olga = await makeOperatorLine({ ...operator, name: 'olga' }, { random });
  const https = { ...place, PAGES_URL: pagesUrl.replace('http:', 'https:'), ...toPages(await trust.issueServer()) };
  const { renew, records } = await start({ ...https, OPERATORS: anna });
  const next = await trust.issueServer();
  await renew(toPages(next));
  expect(await showOf(https.PAGES_URL)).toBe(next.certificate.fingerprint);

  const { bank, ...plain } = await start({ ...(await createPagesSetting()).env, OPERATORS: anna });
  const pages = JSON.parse(bank.lines.find((line) => line.includes('"listening"')) ?? '').pages;
  const browser = openBrowser(pages);
  await browser.visit('/operator');
  await browser.submit('Log in', operator);
  expect(browser.page.url.pathname).toBe('/operator/tpps');
  await plain.renew({ OPERATORS: olga });
  expect((await browser.visit('/operator/tpps')).url.pathname).toBe('/operator/sign-in');
  await browser.submit('Log in', { ...operator, name: 'olga' });
  expect(browser.page.url.pathname).toBe('/operator/tpps');
  expect(await plain.records()).toEqual([{ keys: ['OPERATORS'], operators: ['olga'], result: 'renewed' }]);
  expect(await records()).toHaveLength(1);
});

test('what counts at a start alone is named, and nothing is said to have changed where nothing has', async () => {
  const { bank, renew, records } = await start();
  await renew({ NODE_NAME: 'other', DEMO: 'true' });
  const last = () => JSON.parse(bank.lines.at(-1) ?? '');
  expect(last()).toMatchObject({
    event: 'what has changed counts from the next start on',
    keys: ['NODE_NAME', 'DEMO'],
  });
  await renew({});
  expect(last()).toMatchObject({ event: 'nothing of the configuration has changed' });
  expect(await records()).toEqual([]);
});

test('a renewal that cannot be recorded does not happen', async () => {
  const { bank, trust, renew } = await start();
  const shown = await showOf(bank.url);
  bank.state.log.append = () => Promise.reject(new Error('the disk is full'));
  await expect(renew(toTlsEnvironment(await trust.issueServer()))).rejects.toThrow('the disk is full');
  expect(await showOf(bank.url)).toBe(shown);
});
