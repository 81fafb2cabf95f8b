import { randomUUID } from 'node:crypto';
import { CoreBankingError } from '@openxs2a/core-banking';
import { createTestBank } from '@openxs2a/edge/testing';
import { expect, test } from 'vitest';
import { createAuthorizationServer } from '../authorization-server.ts';
import {
  authorisationsOf,
  call,
  consentAt,
  create,
  createdId,
  createRaw,
  openBank,
  PERSON,
  REQUEST,
  refusalOf,
  shareBank,
  start,
  TPP_ID,
} from '../bank.fixture.ts';

const REQUEST_ID = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };

/** Every operation, once with an answer and once with a refusal; `_` is the consent, `*` its authorisation. */
const CALLS = [
  ['POST', '/v1/consents'],
  ['GET', '/v1/consents/_'],
  ['GET', '/v1/consents/_/status'],
  ['POST', '/v1/consents/_/authorisations'],
  ['GET', '/v1/consents/_/authorisations'],
  ['GET', '/v1/consents/_/authorisations/*'],
  ['PUT', '/v1/consents/_/authorisations/*'],
  ['DELETE', '/v1/consents/_'],
] as const;

test.each(CALLS)(
  'COM-HDR-003 COM-HDR-004 an answer has the X-Request-ID of its request: %s %s',
  async (method, path) => {
    const bank = await shareBank({ sca: { multilevel: true } });
    const consentId = await createdId(bank);
    const authorisationId = (await start(bank, consentId)).body.authorisationId ?? '';
    const target = path.replace('_', consentId).replace('*', authorisationId);
    const requestId = randomUUID();
    const headers = { 'x-request-id': requestId, 'psu-id': PERSON.psuId, 'psu-ip-address': '192.0.2.7' };
    const body = target === '/v1/consents' ? REQUEST : undefined;
    const good = await call(bank, method, target, { headers, body });
    expect(good.status).toBeLessThan(300);
    expect(good.headers.get('x-request-id')).toBe(requestId);
    const bad = await call(bank, method, target, { headers: { ...headers, 'psu-ip-address': 'nowhere' }, body });
    expect(bad.status).toBe(400);
    expect(bad.headers.get('x-request-id')).toBe(requestId);
  },
);

test.each([
  ['COM-HDR-002', { 'x-request-id': 'abc' }, '400 FORMAT_ERROR X-Request-ID'],
  ['COM-HDR-014', { 'psu-ip-address': '999.1.1.1' }, '400 FORMAT_ERROR PSU-IP-Address'],
  ['COM-HDR-015', { 'psu-ip-address': '2001:db8::7' }, '201'],
  ['COM-HDR-016', { 'psu-geo-location': 'GEO:52.5;13.4' }, '400 FORMAT_ERROR PSU-Geo-Location'],
  ['COM-HDR-017', { 'psu-http-method': 'FOO' }, '400 FORMAT_ERROR PSU-Http-Method'],
  ['COM-HDR-018', { 'psu-device-id': 'mine' }, '400 FORMAT_ERROR PSU-Device-ID'],
  ['COM-HDR-019', {}, '201'],
  ['COM-HDR-020', { 'tpp-redirect-preferred': 'yes' }, '400 FORMAT_ERROR TPP-Redirect-Preferred'],
  [
    'COM-HDR-020',
    { 'tpp-explicit-authorisation-preferred': '1' },
    '400 FORMAT_ERROR TPP-Explicit-Authorisation-Preferred',
  ],
  ['COM-HDR-025', { 'x-foo': 'bar' }, '201'],
])('%s a consent is asked for with %j', async (_rule, headers, outcome) => {
  expect(refusalOf(await create(await shareBank(), {}, headers))).toBe(outcome);
});

test('COM-HDR-010 the address of the PSU is required with a consent', async () => {
  const answer = await call(await shareBank(), 'POST', '/v1/consents', { body: REQUEST });
  expect(refusalOf(answer)).toBe('400 FORMAT_ERROR PSU-IP-Address');
});

test('COM-HDR-006 a creation that is repeated is answered as before, and creates nothing', async () => {
  const bank = await openBank({ profile: { consents: { multiple: true } } });
  const headers = { 'x-request-id': REQUEST_ID };
  const [first, second] = [await create(bank, {}, headers), await create(bank, {}, headers)];
  expect([second.status, second.text]).toEqual([201, first.text]);
  expect(Object.fromEntries(second.headers)).toEqual(Object.fromEntries(first.headers));
  expect(await bank.consents.listOfTpp(TPP_ID)).toHaveLength(1);
});

test('COM-HDR-006 an authorisation that is begun again with the same id is the same one', async () => {
  const bank = await openBank();
  const consentId = await createdId(bank, {}, EXPLICIT);
  const headers = { 'x-request-id': REQUEST_ID };
  const [first, second] = [await start(bank, consentId, { headers }), await start(bank, consentId, { headers })];
  expect([second.status, second.body.authorisationId]).toEqual([201, first.body.authorisationId]);
  expect(await authorisationsOf(bank, consentId)).toHaveLength(1);
});

test.each([['COM-HDR-007'], ['N-COM-HDR-103']])('%s the same id with another body is refused', async () => {
  const bank = await openBank();
  const headers = { 'x-request-id': REQUEST_ID };
  await create(bank, {}, headers);
  expect(refusalOf(await create(bank, { frequencyPerDay: 1 }, headers))).toBe('400 FORMAT_ERROR');
  expect(await bank.consents.listOfTpp(TPP_ID)).toHaveLength(1);
});

test('N-COM-HDR-102 addresses for notifications may come with an authorisation', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank, {}, EXPLICIT);
  const headers = {
    'tpp-notification-uri': 'https://tpp.example/pushes',
    'tpp-notification-content-preferred': 'status=SCA',
  };
  const started = await start(bank, consentId, { headers });
  expect([started.status, started.headers.get('aspsp-notification-support')]).toEqual([201, null]);
});

test('COM-HDR-031 a body of another type is not read', async () => {
  const answer = await createRaw(await shareBank(), 'access', { 'content-type': 'text/plain' });
  expect([answer.status, answer.text]).toEqual([415, '']);
});

test('COM-HDR-040 every link is an object with an address', async () => {
  const { body } = await create(await shareBank());
  for (const link of Object.values(body._links ?? {}))
    expect(link).toEqual({ href: expect.stringMatching(/^(\/v1\/|https:\/\/login\.bank\.example\/)/) });
});

test.each([
  ['ERR-COD-014', 'PATCH', '/v1/consents', 405],
  ['ERR-COD-014', 'GET', '/v1/consents', 405],
])('%s a method that there is not: %s %s', async (_rule, method, target, status) => {
  expect((await call(await shareBank(), method, target)).status).toBe(status);
});

test('ERR-COD-015 what is no JSON is a format error', async () => {
  expect(refusalOf(await createRaw(await shareBank(), '{'))).toBe('400 FORMAT_ERROR');
});

test('ERR-COD-016 where core banking is down, the service is, too', async () => {
  const bank = await createTestBank({
    demo: false,
    parts: async (state) => {
      const findPsu = () => Promise.reject(new CoreBankingError('ERR_CORE_UNAVAILABLE', 'down'));
      return [await createAuthorizationServer({ ...state, core: { ...state.core, findPsu } })];
    },
  });
  const { status } = await create(bank, {}, { 'psu-id': PERSON.psuId });
  expect([status, bank.errors]).toEqual([503, []]);
  expect(await bank.consents.listOfTpp(TPP_ID)).toEqual([]);
  await bank.close();
});

test('ERR-FMT-001 a refusal has the form that the TPP reads', async () => {
  const headers = { accept: 'application/problem+json, application/json;q=0.5' };
  const answer = await create(await shareBank(), { access: {} }, headers);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.body.code).toBe('FORMAT_ERROR');
});

test('N-ERR-FMT-102 each member that is wrong is told', async () => {
  const { body } = await create(await shareBank(), { frequencyPerDay: 0, validUntil: 'x' });
  expect(body.tppMessages?.map(({ path }) => path).toSorted()).toEqual(['frequencyPerDay', 'validUntil']);
});

test('what is done with a consent is on record, with who did it', async () => {
  const bank = await openBank();
  const consentId = await createdId(bank);
  await call(bank, 'DELETE', consentAt(consentId));
  const { records } = await bank.log.read({ subject: consentId });
  expect(records.map(({ actor }) => actor)).toContain(TPP_ID);
  expect(records.length).toBeGreaterThanOrEqual(3);
});
