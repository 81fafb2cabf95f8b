import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openBrowser } from '@openxs2a/bank/testing';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connect } from './certificates/connect.ts';
import { READY, type ReadyName, readyFile } from './curl/trial.ts';
import { connectBrowser } from './journey/connect-browser.ts';
import { createRecorder } from './journey/recorder.ts';
import { LIMIT, makeFolder, PORTS, type Started, start, startInTest, takePorts } from './main.fixture.ts';
import { PEOPLE, passwordOf } from './qtsp/people.ts';

const ROOT = join(import.meta.dirname, '../../..');
const data = join(makeFolder(), 'data');
const tpp = join(data, 'tpp');
const main = (args: readonly string[], env = {}) => startInTest('main.ts', ['--data', data, ...args], env);

let up: Started;
let port: number;

beforeAll(async () => {
  const { port: first, servers } = await takePorts();
  port = first;
  afterAll(() => servers.forEach((server) => void server.close()));
  up = start('main.ts', ['--data', data], { PORT: String(port) });
  await up.waitFor('Ctrl-C stops it.');
}, LIMIT);
afterAll(() => up.kill('SIGKILL'));

const urlAfter = (label: string) => new RegExp(`^ +${label} +(https?://\\S+)`, 'm').exec(up.out())?.[1] ?? '';

test('ports that are taken are named, and others are used', () => {
  for (const step of PORTS) expect(up.out()).toContain(`${port + step} is taken`);
  for (const url of [urlAfter('interface'), urlAfter('metrics'), urlAfter('CRL, OCSP'), urlAfter('pages')]) {
    expect(url).not.toBe('');
    expect(Math.abs(Number(new URL(url).port) - port)).toBeGreaterThanOrEqual(PORTS.length);
  }
});

test('it says where everything is, and each of them answers', async () => {
  const [reference = ''] = /http:\/\/127\.0\.0\.1:\d+\/$/m.exec(up.out()) ?? [];
  expect(await (await fetch(reference)).text()).toContain('API reference');
  const metrics = await (await fetch(urlAfter('metrics'))).text();
  expect(metrics).toMatch(/^openxs2a_\w+\{.*CERTIFICATE_REVOKED|revoked/m);
  const crl = await fetch(`${urlAfter('CRL, OCSP')}/ca/issuing/crl`);
  expect(crl.headers.get('content-type')).toBe('application/pkix-crl');
});

test.each(Object.values(PEOPLE))(
  '%s may sign in on the pages of the QTSP, with the password that is kept',
  async (person) => {
    const connection = connect({ ca: readFileSync(join(data, 'qtsp/root.pem'), 'utf8') });
    onTestFinished(() => connection.close());
    const url = `${urlAfter('pages')}sign-in`;
    const rest = { redirect: 'manual', signal: AbortSignal.timeout(LIMIT) } as const;
    const form = await connection.fetch({ url }, { method: 'GET', headers: [], body: null, ...rest });
    const [cookie = ''] = form.headers.getSetCookie().map((each) => each.replace(/;.*/, ''));
    const [, token = ''] = /name="_token" value="([^"]+)"/.exec(await form.text()) ?? [];
    const password: string = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8'))[passwordOf(person)];
    const body = new TextEncoder().encode(String(new URLSearchParams({ _token: token, name: person, password })));
    const headers: [string, string][] = [
      ['Cookie', cookie],
      ['Content-Type', 'application/x-www-form-urlencoded'],
    ];
    const signedIn = await connection.fetch({ url }, { method: 'POST', headers, body, ...rest });
    expect([signedIn.status, signedIn.headers.get('Location')]).toEqual([303, '/']);
  },
);

/** The browser of a person, at a site of the sandbox. */
function browse(site: string) {
  const { browse: fetch, close } = connectBrowser(
    { ca: readFileSync(join(data, 'qtsp/root.pem'), 'utf8') },
    createRecorder(),
  );
  onTestFinished(close);
  return openBrowser(site, fetch);
}

const PSU = { 'psu-id': 'personal', password: 'password of personal' };
const urlIn = (label: string) => urlAfter(label).replace(/[,;]$/, '');

/** Of all that has come to the terminal, the last. */
const lastCode = () => [...up.out().matchAll(/Code: (\d{6})/g)].at(-1)?.[1] ?? '';
const IBAN_AND_BALANCE = /<td>[A-Z]{2}\d{2} [\w ]+<\/td><td class="amount">-?[\d.]+ EUR<\/td>/;

/** The TPP's first page, as it is printed. */
async function beginAtTpp() {
  const tpp = browse(urlIn('begin at'));
  await tpp.visit('/');
  return tpp;
}

test.each([
  ['redirect', 'Sandbox Bank', 'http://bank.localhost'],
  ['OAuth', 'Sandbox OAuth Bank', 'http://oauth-bank.localhost'],
])('what it prints for a browser leads by %s from the TPP to %s, and back to the accounts', async (_, name, host) => {
  expect(up.out()).toMatch(/log in as +personal, with "password of personal"/);
  const tpp = await beginAtTpp();
  const { elsewhere: toBank } = await tpp.submit(`Go to ${name}`);
  const bank = browse(toBank?.origin ?? '');
  await bank.visit(toBank?.href ?? '');
  expect(bank.page.url.origin.replace(/:\d+$/, '')).toBe(host);
  await bank.submit('Log in', PSU);
  const byCode = bank.choicesOf('method').find(({ label }) => label.startsWith('a code by text'))?.value ?? '';
  await bank.submit('Agree and confirm', { method: byCode });
  const { elsewhere: back } = await bank.submit('Confirm', { code: lastCode() });
  expect((await tpp.visit(back?.href ?? '')).title).toBe('Your accounts');
  expect(tpp.page.html).toMatch(IBAN_AND_BALANCE);
});

test('SCA-EMB-001 through the TPP: a wrong password and a wrong code are said, the right ones lead to the accounts', async () => {
  const tpp = await beginAtTpp();
  await tpp.submit('Log in by way of this TPP');
  await tpp.submit('Go on', { psu: 'personal' });
  await tpp.submit('Log in', { password: 'a guess' });
  expect(tpp.page.html).toContain('does not take that user name with that password');
  await tpp.submit('Log in', { password: PSU.password });
  const byMail = tpp.choicesOf('method').find(({ label }) => label.startsWith('E-mail'))?.value ?? '';
  await tpp.submit('Go on', { method: byMail });
  await tpp.submit('Confirm', { code: lastCode() === '000000' ? '000001' : '000000' });
  expect(tpp.page.html).toContain('does not take that code');
  expect((await tpp.submit('Confirm', { code: lastCode() })).title).toBe('Your accounts');
  expect(tpp.page.html).toMatch(IBAN_AND_BALANCE);
});

test('through the TPP, a device may be what confirms', async () => {
  const tpp = await beginAtTpp();
  await tpp.submit('Log in by way of this TPP');
  await tpp.submit('Go on', { psu: 'personal' });
  await tpp.submit('Log in', { password: PSU.password });
  const byApp = tpp.choicesOf('method').find(({ label }) => label.startsWith('App'))?.value ?? '';
  expect((await tpp.submit('Go on', { method: byApp })).title).toBe('Your device asks you');
  await approve();
  expect((await tpp.visit(tpp.page.url.href)).title).toBe('Your accounts');
});

async function approve() {
  const device = browse(urlIn('your device'));
  await device.visit('/approvals');
  await device.submit('Log in', PSU);
  await device.submit('Approve');
}

test('the same on the device; what one browser has connected another does not see', async () => {
  const tpp = await beginAtTpp();
  expect((await tpp.submit('Ask my device', { psu: 'personal' })).title).toBe('Your device asks you');
  await approve();
  expect((await tpp.visit(tpp.page.url.href)).title).toBe('Your accounts');
  const other = browse(urlIn('begin at'));
  expect((await other.visit(tpp.page.url.href)).status).toBe(404);
});

test('what somebody typed in by way of the TPP is in no log', () => {
  const logs = ['bank.log', 'oauth-bank.log', 'qtsp.log'].map((name) => readFileSync(join(data, name), 'utf8'));
  expect(logs.join('').length).toBeGreaterThan(0);
  for (const secret of [PSU.password, 'a guess', lastCode()]) expect(logs.join('')).not.toContain(secret);
});

test('a form of another site connects nothing', async () => {
  const { fetch, close } = connect({ ca: readFileSync(join(data, 'qtsp/root.pem'), 'utf8') });
  onTestFinished(close);
  const form: [string, string][] = [
    ['Origin', 'https://elsewhere.example'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
  ];
  const init = { method: 'POST', headers: form, body: new Uint8Array(), redirect: 'manual' } as const;
  const url = `${urlIn('begin at')}connect/redirect`;
  expect((await fetch({ url }, { ...init, signal: AbortSignal.timeout(LIMIT) })).status).toBe(403);
});

test('another start on the same folder is told who has it', { timeout: LIMIT }, async () => {
  const { code, err } = await main(['--once']).ended;
  expect(code).toBe(2);
  expect(err).toMatch(/^Process \d+ uses \S+ already: stop it, or name another folder/);
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const why = hasCurl ? '' : ': there is no curl on this machine';

const run = async (command: string, ...args: readonly string[]) =>
  (await promisify(execFile)(command, args, { maxBuffer: 1e8 })).stdout;

const EXPECTED: Readonly<Record<ReadyName, RegExp>> = {
  accounts: /^\{"accounts":\[\{"resourceId"/,
  balances: /^\{"account":.*"balances":\[/,
  transactions: /^\{"account":.*"booked":\[\{/,
  statement: /^<\?xml[\s\S]*urn:iso:std:iso:20022:tech:xsd:camt\.053/,
  consent: /"consentStatus":"valid"/,
};

// holds: the keys of the record are the names
test.skipIf(!hasCurl).each(Object.keys(READY) as ReadyName[])(
  `curl -K %s.curl is answered, again and again${why}`,
  async (name) => {
    const file = readyFile(tpp, name);
    expect(up.out()).toContain(`curl -K ${file}`);
    for (const _ of [1, 2]) expect(await run('curl', '-K', file)).toMatch(EXPECTED[name]);
  },
);

async function sign(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await startInTest('sign.ts', ['--data', data, ...args]).ended;
  expect([code, err]).toEqual([0, '']);
  return out;
}

test.skipIf(!hasCurl)(`the command that it prints for other requests makes some that are answered${why}`, async () => {
  const [, printed = ''] = /^ +(npm run -s sign .*)$/m.exec(up.out()) ?? [];
  expect(await run('sh', '-c', `cd '${ROOT}' && ${printed} | sh`)).toMatch(/"balances":\[/);
});

test.skipIf(!hasCurl)(`what the README of the project says to try is answered${why}`, async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, script = ''] = /<!-- example: as a TPP -->\n```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  const here = script.replaceAll('.data/', `${data}/`).replace('| sh', `--data '${data}' | sh`);
  const out = await run('sh', '-c', `cd '${ROOT}'\n${here}`);
  expect(out).toMatch(/^\{"accounts":[\s\S]*camt\.053[\s\S]*"balances":\[/);
});

test.skipIf(!hasCurl)(
  `what is signed is what is sent, and nothing else is let in${why}`,
  { timeout: LIMIT },
  async () => {
    const asked = {
      access: { allPsd2: 'allAccounts' },
      recurringIndicator: false,
      validUntil: '9999-12-31',
      frequencyPerDay: 1,
      combinedServiceIndicator: false,
    };
    const command = await sign('POST', '/v1/consents', '-H', 'PSU-ID: personal', '-d', JSON.stringify(asked));
    expect(await run('sh', '-c', command.replace('"frequencyPerDay":1', '"frequencyPerDay":2'))).toContain(
      'SIGNATURE_INVALID',
    );
    expect(await run('sh', '-c', command.replace(/--cert .*\n/, '').replace(/--key .*\n/, ''))).toContain(
      'CERTIFICATE_MISSING',
    );
    expect(await run('sh', '-c', command)).toMatch(/"consentStatus":"received"/);
  },
);

test('without a TPP nothing is signed, and a call that makes no sense is told so', async () => {
  const nothing = await startInTest('sign.ts', ['--data', makeFolder(), 'GET', '/v1/accounts']).ended;
  expect(nothing).toMatchObject({ code: 2, out: '', err: expect.stringContaining('"npm start" makes one') });
  const senseless = await startInTest('sign.ts', ['--data', data, 'accounts']).ended;
  expect(senseless).toMatchObject({ code: 2, out: '', err: expect.stringContaining('GET /v1/accounts') });
});

test('Ctrl-C ends it well', async () => {
  const metrics = urlAfter('metrics');
  up.kill('SIGINT');
  expect(await up.ended).toMatchObject({ code: 0, err: '' });
  await expect(fetch(metrics)).rejects.toThrow();
});
