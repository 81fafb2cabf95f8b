import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Step } from './journey/recorder.ts';
import { type Ended, LIMIT, makeFolder, start, startInTest } from './main.fixture.ts';
import { createTextPrinter } from './run/text-printer.ts';

const data = join(makeFolder(), 'data');
const main = (args: readonly string[], env = {}) => startInTest('main.ts', ['--data', data, ...args], env);

interface Report {
  readonly generated: readonly { readonly spec: string; readonly status: string }[];
  readonly qtsp: { readonly publicUrl: string; readonly isNew: boolean; readonly left?: number };
  readonly bank: string;
  readonly banks: Readonly<Record<string, { readonly bank: string; readonly pages: string }>>;
  readonly data: { readonly removed: readonly string[] };
  readonly steps: readonly Step[];
  readonly totals: { readonly calls: number; readonly refused: number };
}

let first: Ended;
beforeAll(async () => {
  first = await start('main.ts', ['--data', data, '--once', '--json']).ended;
}, LIMIT);

const reportOf = ({ out }: Ended): Report => JSON.parse(out);
const read = (...names: readonly string[]) => readFileSync(join(data, ...names), 'utf8');

test('--once --json goes through everything, and prints one document with every step', () => {
  expect([first.code, first.err]).toEqual([0, '']);
  const { generated, qtsp, bank, banks, steps, totals } = reportOf(first);
  expect(Object.values(banks).map((each) => each.bank.replace(/:\d+$/, ''))).toEqual([
    'https://bank.localhost',
    'https://oauth-bank.localhost',
  ]);
  expect(banks['bank']?.bank).toBe(bank);
  expect(generated.map(({ spec }) => spec)).toContain('specs/xs2a/openapi.yaml');
  expect(qtsp.isNew).toBe(true);
  expect(steps.filter(({ status }) => status !== undefined)).toHaveLength(totals.calls);
  const served = steps.filter(({ status, code }) => status !== undefined && code === undefined);
  expect([...new Set(served.map(({ name }) => name))].sort()).toEqual([
    'OAuth metadata',
    'OAuth pushed request',
    'OAuth token',
    'PSU agrees',
    'PSU approves',
    'PSU asks for a code',
    'PSU ends it',
    'PSU enters the code',
    'PSU follows a link',
    'PSU logs in',
    'PSU opens a consent',
    'PSU refuses',
    'createConsent',
    'deleteConsent',
    'getAccountList',
    'getBalances',
    'getConsentStatus',
    'getTransactionList',
    'readAccountDetails',
    'renewCertificate',
    'requestCertificates',
    'revokeCertificate',
    'updateConsentsPsuData',
  ]);
});

test.each([
  ["token of another TPP's", 401, 'TOKEN_UNKNOWN', /not one of this bank for this TPP/],
  ['no token', 401, 'TOKEN_INVALID', /is missing/],
  ['token that has ended', 401, 'TOKEN_UNKNOWN', /not one of this bank/],
  ['no certificate', 401, 'CERTIFICATE_MISSING', /without a client certificate/],
  ["certificate of a stranger's CA", 401, 'CERTIFICATE_INVALID', /not accepted/],
  ['revoked certificate', 401, 'CERTIFICATE_REVOKED', /is revoked/],
  ['role not held', 401, 'ROLE_INVALID', /lacks the role/],
  ['no signature', 401, 'SIGNATURE_MISSING', /not signed/],
  ['body changed on its way', 401, 'SIGNATURE_INVALID', /does not hold/],
  ['that id with another body', 400, 'FORMAT_ERROR', /X-Request-ID was used/],
  ['wrong password', 401, 'PSU_CREDENTIALS_INVALID', /./],
  ['wrong code', 401, 'PSU_CREDENTIALS_INVALID', /./],
  ['request that makes no sense', 400, 'FORMAT_ERROR', /^validUntil: /],
  ['blocked TPP', 401, 'CERTIFICATE_BLOCKED', /blocked/],
  ['consent of nobody', 400, 'CONSENT_UNKNOWN', /no such consent/],
  ["another TPP's consent", 400, 'CONSENT_UNKNOWN', /no such consent/],
  ['once more on the same day', 429, 'ACCESS_EXCEEDED', /as often as it may/],
  ['consent that has ended', 401, 'CONSENT_INVALID', /not valid/],
])('refused is: %s', (name, status, code, words) => {
  const { steps, totals } = reportOf(first);
  expect(steps.find((step) => step.name === name)).toMatchObject({ status, code, note: expect.stringMatching(words) });
  expect(totals.refused).toBe(18);
});

test('a consent is given by each approach, ended on the pages of the bank, and refused there', () => {
  const notes = reportOf(first)
    .steps.filter(({ name, chapter }) => chapter === 'use' && /^(createConsent|getConsentStatus)$/.test(name))
    .map(({ note }) => note);
  expect(notes).toEqual([
    'received, two-years, REDIRECT',
    'valid',
    'received, personal, EMBEDDED',
    'valid',
    'received, personal, DECOUPLED',
    'valid',
    'revokedByPsu',
    'received, personal, REDIRECT',
    'rejected',
    'received, personal, REDIRECT',
    'valid',
  ]);
  for (const folder of ['bank', 'oauth-bank'])
    expect(read(folder, 'messages')).toMatch(/^\S+ {2}\S+ {2}.* may read \d accounts? until .* Code: \d{6}, .*$/m);
});

test('a page is turned, a report is camt.053, and a delta has what was booked since', () => {
  const notes = reportOf(first)
    .steps.filter(({ name }) => name === 'getTransactionList')
    .map(({ note }) => note);
  expect(notes).toEqual([
    'JSON, first page: 100 entries',
    expect.stringMatching(/^JSON, next page: [1-9]\d* entries$/),
    expect.stringMatching(/^camt\.053: 1\d\d entries in XML$/),
    'delta: 1 new, -12.50 EUR',
  ]);
});

test.skipIf(process.platform === 'win32')('what it keeps is for its owner alone', () => {
  for (const name of [
    '.',
    'secrets.json',
    'bank/messages',
    'bank/qwac-key.pem',
    'tpp/qsealc-key.pem',
    'qtsp/keys',
    'bank/bank.db',
    'oauth-bank/messages',
    'oauth-bank/qsealc-key.pem',
    'oauth-bank/bank.db',
  ])
    expect(statSync(join(data, name)).mode & 0o077, name).toBe(0);
});

test('a second start goes on with what is there', { timeout: LIMIT }, async () => {
  const kept = () =>
    [['qtsp', 'root.pem'], ['bank', 'qwac.pem'], ['oauth-bank', 'qwac.pem'], ['secrets.json']].map((name) =>
      read(...name),
    );
  const before = kept();
  const { code, err, out } = await main(['--once', '--json']).ended;
  expect([code, err]).toEqual([0, '']);
  const { qtsp, generated, steps, data: state } = reportOf({ code, err, out });
  expect(qtsp).toMatchObject({ isNew: false, publicUrl: reportOf(first).qtsp.publicUrl });
  expect(generated.every(({ status }) => status === 'unchanged')).toBe(true);
  expect(state.removed).toEqual([]);
  expect(steps.map(({ name, status }) => [name, status])).toEqual(
    reportOf(first).steps.map(({ name, status }) => [name, status]),
  );
  expect(kept()).toEqual(before);
});

test.each([80, 120])('in a terminal of %i columns no line of a step is longer, and columns are aligned', (width) => {
  let text = '';
  const printer = createTextPrinter((part) => (text += part), { width, from: data });
  for (const step of reportOf(first).steps) printer.step(step);
  printer.driven(reportOf(first).steps);
  const lines = text.split('\n');
  expect(lines.filter((line) => line.length > width)).toEqual([]);
  const statusEnds = (heading: string) => lines.find((line) => line.includes(heading))?.indexOf('STATUS') ?? 0;
  for (const [heading, status] of [
    ['STEP', ' 200 '],
    ['ATTEMPT', ' 401 '],
  ] as const) {
    const from = lines.findIndex((line) => line.includes(heading));
    const rows = lines.slice(from + 1, from + 10).filter((line) => line.includes(status));
    expect(new Set(rows.map((row) => row.indexOf(status) + 1))).toEqual(new Set([statusEnds(heading) + 3]));
  }
  expect(text).toMatch(/79 calls, 61 served and 18 refused, as they should be; \d+ KiB in [\d.]+ s\n$/);
});

test('--help says how to call it; a call that makes no sense exits with 2', { timeout: LIMIT }, async () => {
  expect(await main(['--help']).ended).toMatchObject({ code: 0, out: expect.stringContaining('--once') });
  expect(await main(['--sideways']).ended).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('sideways'),
  });
});
