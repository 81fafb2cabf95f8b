import { expect, test } from 'vitest';
import { openPages, PASSWORD, PERSON } from '../pages.fixture.ts';
import { KNOWN, OPERATOR, openOperator, signInOperator } from './operator.fixture.ts';
import { enrolOperator } from './operator-id.ts';
import type { Delivery, KpiDay } from './options.ts';

const services = (requests: number, faults: number, averageMilliseconds: number): KpiDay['services'] => [
  { service: 'AIS', requests, faults, averageMilliseconds },
  { service: 'PIS', requests: 0, faults: 0, averageMilliseconds: 0 },
  { service: 'PIIS', requests: 1, faults: 0, averageMilliseconds: 4 },
];
const DAYS: readonly KpiDay[] = [
  { day: '2026-09-30', uptime: 100, downtime: 0, services: services(5, 0, 9) },
  { day: '2026-11-25', uptime: 99.5, downtime: 0.5, services: services(199, 2, 12.34) },
  { day: '2026-11-26', uptime: 100, downtime: 0, services: services(99, 0, 10) },
];

test('API5 no PSU comes in, and nobody without the password of a name that the bank has configured', async () => {
  const { pages } = await openOperator();
  const browser = pages.browser();
  const answers = new Set<string>();
  for (const [name, password] of [
    [PERSON.psuId, PASSWORD],
    [`operator:${OPERATOR.name}`, OPERATOR.password],
    ['nobody', OPERATOR.password],
    [OPERATOR.name, PASSWORD],
  ] as const) {
    await browser.visit('/operator');
    const { status, text } = await browser.submit('Log in', { name, password });
    answers.add(`${status} ${text}`);
  }
  expect([...answers]).toEqual([expect.stringMatching(/^401 /)]);
  expect((await browser.visit('/operator/tpps')).title).toContain('For the operator');
});

test('API5 the visit of a PSU opens no page of the operator', async () => {
  const { pages } = await openOperator();
  const browser = pages.browser();
  await browser.visit('/approvals');
  await browser.submit('Log in', { 'psu-id': PERSON.psuId, password: PASSWORD });
  for (const path of ['/operator', '/operator/tpps', '/operator/kpi', '/operator/incidents/new'])
    expect((await browser.visit(path)).title).toContain('For the operator');
});

test('S-04 five wrong passwords block the operator, too', async () => {
  const { pages } = await openOperator();
  const browser = pages.browser();
  await browser.visit('/operator');
  for (let attempt = 0; attempt < 5; attempt += 1)
    await browser.submit('Log in', { name: OPERATOR.name, password: 'wrong' });
  expect((await browser.submit('Log in', OPERATOR)).status).toBe(401);
});

test('a block of the operator stays with the same password, and ends with a new one of the configuration', async () => {
  const { pages } = await openOperator();
  const { sca, bank } = pages;
  const [old, other] = [await sca.hashPassword('an old password'), await sca.hashPassword('a new password')];
  const start = (hashed: typeof old) => enrolOperator({ sca, database: bank.database }, OPERATOR.name, hashed);
  const browser = pages.browser();
  await browser.visit('/operator');
  const logIn = async (password: string) => (await browser.submit('Log in', { name: OPERATOR.name, password })).status;
  await start(old);
  for (let attempt = 0; attempt < 5; attempt += 1) await logIn('wrong');
  await start(old);
  expect(await logIn('an old password')).toBe(401);
  await start(other);
  expect(await logIn('a new password')).toBe(200);
});

test('who is taken from the configuration is out at once', async () => {
  const { pages, operator } = await openOperator();
  const browser = await signInOperator(pages);
  expect(browser.page.title).toContain('TPPs');
  Object.assign(operator, { names: [] });
  expect((await browser.visit('/operator/tpps')).title).toContain('For the operator');
});

test('a bank without an operator has no such pages', async () => {
  const pages = await openPages();
  for (const path of ['/operator', '/operator/sign-in', '/operator/tpps'])
    expect((await pages.browser().visit(path)).status).toBe(404);
});

test('TPPs are listed with the evidence that the bank has of them', async () => {
  const { pages } = await openOperator();
  const browser = await signInOperator(pages);
  expect(browser.page.text).toContain('Accounts in Sight GmbH');
  const { text } = await browser.visit(`/operator/tpps/${KNOWN.tppId}`);
  expect(text).toContain('Bundesanstalt für Finanzdienstleistungsaufsicht, Germany, number 100001');
  expect(text).toContain('4711');
  expect(text).toContain('none, by ocsp');
});

test('a TPP is blocked and unblocked with a reason, attested, and reviewed, each under the name of who did it', async () => {
  const { pages, operator } = await openOperator();
  const browser = await signInOperator(pages);
  await browser.visit(`/operator/tpps/${KNOWN.tppId}`);
  const empty = await browser.submit('Block', { reason: ' ' });
  expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('"reason" is empty.')]);
  expect((await browser.submit('Block', { reason: 'Fraud.' })).text).toContain('It is blocked.');
  expect(await operator.tpps.find(KNOWN.tppId)).toMatchObject({
    status: 'blocked',
    decision: { reason: 'Fraud.', by: 'anna' },
  });
  await browser.submit('Unblock', { reason: 'Mistaken.' });
  const base = `/operator/tpps/${KNOWN.tppId}`;
  const token = /name="_token" value="([^"]*)"/.exec(browser.page.html)?.[1] ?? '';
  await browser.post(`${base}/attest`, { _token: token, statement: 'ISO 27001', validUntil: '2027-11-26' });
  await browser.post(`${base}/review`, { _token: token, note: 'All well.', next: '2027-05-31' });
  expect(await operator.tpps.find(KNOWN.tppId)).toMatchObject({
    status: 'active',
    attestation: { statement: 'ISO 27001', by: 'anna', validUntil: '2027-11-26' },
    review: { note: 'All well.', by: 'anna' },
    nextReview: '2027-05-31',
  });
});

test('a form of another site blocks nobody', async () => {
  const { pages, operator } = await openOperator();
  const browser = await signInOperator(pages);
  const { status } = await browser.post(`/operator/tpps/${KNOWN.tppId}/block`, { reason: 'Fraud.' });
  expect([status, (await operator.tpps.find(KNOWN.tppId))?.status]).toEqual([403, 'active']);
});

test('an incident blocks and reports as one, and the report can be taken away', async () => {
  const { pages, operator } = await openOperator();
  const browser = await signInOperator(pages);
  await browser.visit(`/operator/incidents/new?tpp=${KNOWN.tppId}`);
  const shown = await browser.submit('Block and report', { category: 'fraud', description: 'Reads without consent.' });
  expect(shown.text).toContain('Reads without consent.');
  expect(shown.text).toContain('Now blocked');
  expect(operator.kept).toMatchObject([{ tppId: KNOWN.tppId, category: 'fraud', by: 'anna' }]);
  const report = await browser.visit(`${shown.path}/report.json`);
  expect(report.headers.get('Content-Disposition')).toContain('attachment');
  expect(JSON.parse(report.html)).toMatchObject({ evidence: 'all of it' });
  expect((await browser.visit('/operator/incidents')).text).toContain('Fraud');
});

const AT = '2026-11-26T09:00:00.000Z';
const BAD = { tppId: KNOWN.tppId, category: 'fraud', description: 'Reads without consent.' };

test.each<[Delivery, string, string | undefined]>([
  [{ state: 'by-hand' }, 'the report has to be sent by hand', undefined],
  [{ state: 'unsent' }, 'was not sent', 'Send'],
  [{ state: 'waiting', attempts: 0, dueAt: AT }, 'about to be sent', undefined],
  [
    { state: 'waiting', attempts: 2, dueAt: AT, lastError: 'it answered 503' },
    'Tries so far: 2; the last failed: it answered 503. The next one is at 2026-11-26 09:00 UTC',
    'Try again now',
  ],
  [{ state: 'sent', attempts: 1, at: AT }, 'took it at 2026-11-26 09:00 UTC', undefined],
  [
    { state: 'failed', attempts: 1, at: AT, lastError: 'it answered 422' },
    'Tries: 1; the last failed: it answered 422.',
    'Send again',
  ],
])(
  'of a report in the state %j the operator is told, and can act where there is a way',
  async (delivery, words, button) => {
    const { pages, operator } = await openOperator();
    const browser = await signInOperator(pages);
    const { incidentId } = await operator.incidents.report({ ...BAD, by: 'anna' });
    const [kept] = operator.kept;
    if (kept !== undefined) operator.kept[0] = { ...kept, delivery };
    const { text, html } = await browser.visit(`/operator/incidents/${incidentId}`);
    expect(text).toContain(words);
    expect(html).toContain('report.json');
    expect(html.includes('/send"')).toBe(button !== undefined);
    if (button === undefined) return;
    expect((await browser.submit(button)).text).toContain('It is sent within a minute.');
    expect(operator.kept[0]?.delivery).toMatchObject({ state: 'waiting', attempts: 0 });
    expect((await browser.visit('/operator/incidents')).text).toContain('waiting');
  },
);

test('what was sent meanwhile is not sent again, and no other site has anything sent', async () => {
  const { pages, operator } = await openOperator();
  const browser = await signInOperator(pages);
  const { incidentId } = await operator.incidents.report({ ...BAD, by: 'anna' });
  const [kept] = operator.kept;
  if (kept !== undefined) operator.kept[0] = { ...kept, delivery: { state: 'sent', attempts: 1, at: AT } };
  const path = `/operator/incidents/${incidentId}`;
  await browser.visit(path);
  const token = /name="_token" value="([^"]*)"/.exec(browser.page.html)?.[1] ?? '';
  expect((await browser.post(`${path}/send`, { _token: token })).status).toBe(409);
  expect((await browser.post(`${path}/send`, {})).status).toBe(403);
  expect((await browser.post('/operator/incidents/nothing/send', { _token: token })).status).toBe(404);
});

test.each([
  ['nothing that happened', { category: 'fraud', description: '' }],
  ['a suspicion that there is not', { category: 'magic', description: 'x' }],
])('an incident of %s blocks nobody', async (_, fields) => {
  const { pages, operator } = await openOperator();
  const browser = await signInOperator(pages);
  await browser.visit(`/operator/incidents/new?tpp=${KNOWN.tppId}`);
  expect((await browser.submit('Block and report', fields)).status).toBe(422);
  expect(operator.kept).toEqual([]);
  expect((await operator.tpps.find(KNOWN.tppId))?.status).toBe('active');
});

test('consents are found by TPP and by PSU, without names of accounts', async () => {
  const { pages } = await openOperator();
  const { consent } = await pages.begin({ psuId: PERSON.id });
  const browser = await signInOperator(pages);
  for (const query of [`tpp=${KNOWN.tppId}`, `psu=${PERSON.psuId}`]) {
    const { text } = await browser.visit(`/operator/consents?${query}`);
    expect(text).toContain(consent.consentId);
    expect(text).not.toMatch(/DE\d\d/);
  }
  expect((await browser.visit('/operator/consents?psu=nobody')).text).toContain('none');
});

test('AVL-KPI-006 the interface is shown day by day, in charts and as a table beside', async () => {
  const { pages } = await openOperator(DAYS);
  const { text, html } = await (await signInOperator(pages)).visit('/operator/kpi');
  expect(text).toContain('Interface in 2026-Q4');
  expect(text).toContain('2026-11-25 99.500 % 0.500 % 12.3 ms – 4.0 ms 200 1.000 %');
  expect(text).not.toContain('2026-09-30');
  expect(html.match(/<svg[^>]* role="img" aria-label="/g)).toHaveLength(4);
  expect(text).toContain('Nobody asked.');
});

test('AVL-KPI-002 what is published for a quarter is a file with a line for each day', async () => {
  const { pages } = await openOperator(DAYS);
  const browser = await signInOperator(pages);
  const { html, headers } = await browser.visit('/operator/kpi/2026-Q4.csv');
  expect(headers.get('Content-Type')).toContain('text/csv');
  expect(html).toBe(
    [
      'day,uptime_percent,downtime_percent,ais_average_ms,pis_average_ms,piis_average_ms,requests,error_rate_percent',
      '2026-11-25,99.500,0.500,12.3,,4.0,200,1.000',
      '2026-11-26,100.000,0.000,10.0,,4.0,100,0.000',
      '',
    ].join('\r\n'),
  );
  expect((await browser.visit('/operator/kpi/2026-Q5.csv')).status).toBe(404);
});
