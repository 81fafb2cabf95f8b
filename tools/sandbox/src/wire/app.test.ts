import { randomUUID } from 'node:crypto';
import { validators } from '@openxs2a/xs2a/validators';
import { expect, test } from 'vitest';
import { ACCOUNTS } from '../bank/accounts.ts';
import { createBank } from '../bank/bank.ts';
import { createBankApp } from './app.ts';
import { TPP_HEADER } from './guards.ts';

const [household] = ACCOUNTS;
const ID = '3f0f8d1e-6a0b-4b8e-9d53-0c3a7f5c1b42';
const PSU_THERE = { 'PSU-IP-Address': '192.0.2.17' };
const HOUSEHOLD = `/accounts/${household?.resourceId}`;
const asked = {
  access: { transactions: [{ iban: household?.iban }] },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 2,
  combinedServiceIndicator: false,
};

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

function openApp() {
  const faults: unknown[] = [];
  const bank = createBank({ accounts: ACCOUNTS, clock: () => new Date(), newId: randomUUID });
  const app = createBankApp(bank, (error) => faults.push(error));
  const call = async (path: string, { method = 'GET', headers = {}, body }: Call = {}) => {
    const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const response = await app.request(`/psd2/v1${path}`, {
      method,
      headers: { 'X-Request-ID': ID, [TPP_HEADER]: 'tpp', ...json, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
    expect(faults).toEqual([]);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  const getConsent = async () => {
    const { body } = await call('/consents', { method: 'POST', headers: PSU_THERE, body: asked });
    bank.letPsuSayYes(body.consentId);
    return { 'Consent-ID': String(body.consentId) };
  };
  return { bank, call, getConsent };
}

const faultOf = ({ status, body }: { status: number; body: { tppMessages: { code: string; path?: string }[] } }) =>
  [status, body.tppMessages[0]?.code, body.tppMessages[0]?.path].filter((part) => part !== undefined);

test('every answer repeats the id of its request', async () => {
  const { call, getConsent } = openApp();
  const headers = await getConsent();
  for (const path of ['/accounts', '/nowhere', '/consents/none/status']) {
    expect((await call(path, { headers })).headers.get('X-Request-ID')).toBe(ID);
  }
});

test('a created consent says where it is and how the PSU agrees', async () => {
  const { call } = openApp();
  const { status, headers, body } = await call('/consents', { method: 'POST', headers: PSU_THERE, body: asked });
  expect(status).toBe(201);
  expect(headers.get('Location')).toBe(`/psd2/v1/consents/${body.consentId}`);
  expect(headers.get('ASPSP-SCA-Approach')).toBe('DECOUPLED');
  expect(body.consentStatus).toBe('received');
});

test.each<[string, Call, string, (string | number)[]]>([
  ['who does not say who they are', { headers: { [TPP_HEADER]: '' } }, '/accounts', [401, 'CERTIFICATE_MISSING']],
  ['a token', { headers: { Authorization: 'Bearer x' } }, '/accounts', [401, 'TOKEN_UNKNOWN']],
  ['an address that there is not', {}, '/nowhere', [404, 'RESOURCE_UNKNOWN']],
  ['a method that there is not', { method: 'DELETE' }, '/accounts', [405, 'SERVICE_INVALID']],
  ['no consent', {}, '/accounts', [400, 'FORMAT_ERROR', 'Consent-ID']],
  ['a consent of nobody', { headers: { 'Consent-ID': 'x' } }, '/accounts', [400, 'CONSENT_UNKNOWN', 'Consent-ID']],
  ['a consent of nobody in the path', {}, '/consents/x', [403, 'CONSENT_UNKNOWN']],
  [
    'a request id that is none',
    { headers: { 'X-Request-ID': 'x' } },
    '/consents/x',
    [400, 'FORMAT_ERROR', 'X-Request-ID'],
  ],
])('%s is refused', async (_, request, path, fault) => {
  expect(faultOf(await openApp().call(path, request))).toEqual(fault);
});

test.each<[string, unknown, (string | number)[]]>([
  ['a body that lacks something', { ...asked, access: undefined }, [400, 'FORMAT_ERROR', 'access']],
  [
    'an IBAN that is none',
    { ...asked, access: { accounts: [{ iban: '!!' }] } },
    [400, 'FORMAT_ERROR', 'access.accounts[0].iban'],
  ],
  [
    'a list of accounts',
    { ...asked, access: { availableAccounts: 'allAccounts' } },
    [400, 'SERVICE_INVALID', 'access'],
  ],
  [
    'an account of another bank',
    { ...asked, access: { accounts: [{ iban: 'BE68539007547034' }] } },
    [400, 'RESOURCE_UNKNOWN', 'access'],
  ],
  [
    'two forms at once',
    { ...asked, access: { accounts: [], allPsd2: 'allAccounts' } },
    [400, 'FORMAT_ERROR', 'access'],
  ],
  ['nothing', { ...asked, access: {} }, [400, 'FORMAT_ERROR', 'access']],
  ['a day that is over', { ...asked, validUntil: '2020-01-01' }, [400, 'FORMAT_ERROR', 'validUntil']],
])('a consent on %s is refused', async (_, body, fault) => {
  expect(faultOf(await openApp().call('/consents', { method: 'POST', headers: PSU_THERE, body }))).toEqual(fault);
});

test.each<[string, string, (string | number)[]]>([
  ['pending entries', 'bookingStatus=pending&dateFrom=2026-01-01', [400, 'PARAMETER_NOT_SUPPORTED', 'bookingStatus']],
  ['no first day', 'bookingStatus=booked', [400, 'FORMAT_ERROR', 'dateFrom']],
  ['a delta', 'bookingStatus=booked&dateFrom=2026-01-01&deltaList=true', [400, 'PARAMETER_NOT_SUPPORTED']],
  [
    'a period upside down',
    'bookingStatus=booked&dateFrom=2026-02-01&dateTo=2026-01-01',
    [400, 'PERIOD_INVALID', 'dateTo'],
  ],
  ['a page of nobody', 'bookingStatus=booked&dateFrom=2000-01-01&page=x', [400, 'FORMAT_ERROR', 'page']],
])('a report with %s is refused', async (_, query, fault) => {
  const { call, getConsent } = openApp();
  const headers = { ...(await getConsent()), ...PSU_THERE };
  expect(faultOf(await call(`${HOUSEHOLD}/transactions?${query}`, { headers }))).toEqual(fault);
});

test('a report in XML is refused, since the bank has none', async () => {
  const { call, getConsent } = openApp();
  const headers = { ...(await getConsent()), ...PSU_THERE, Accept: 'application/xml' };
  const path = `${HOUSEHOLD}/transactions?bookingStatus=booked&dateFrom=2000-01-01`;
  expect(faultOf(await call(path, { headers }))).toEqual([406, 'REQUESTED_FORMATS_INVALID']);
});

test('a right that the consent does not grant, and an account that there is not, are refused', async () => {
  const { call, getConsent } = openApp();
  const headers = { ...(await getConsent()), ...PSU_THERE };
  expect(faultOf(await call(`${HOUSEHOLD}/balances`, { headers }))).toEqual([401, 'CONSENT_INVALID']);
  expect(faultOf(await call(`/accounts/${ID}`, { headers }))).toEqual([404, 'RESOURCE_UNKNOWN', 'account-id']);
});

test('the consent of another TPP opens nothing', async () => {
  const { call, getConsent } = openApp();
  const headers = { ...(await getConsent()), [TPP_HEADER]: 'another' };
  expect(faultOf(await call('/accounts', { headers }))).toEqual([400, 'CONSENT_UNKNOWN', 'Consent-ID']);
});

test('reads without the PSU are limited, reads with the PSU and further pages are not', async () => {
  const { call, getConsent } = openApp();
  const headers = await getConsent();
  const path = `${HOUSEHOLD}/transactions?bookingStatus=booked&dateFrom=2000-01-01`;
  const first = await call(path, { headers });
  await call(path, { headers });
  expect(faultOf(await call(path, { headers }))).toEqual([429, 'ACCESS_EXCEEDED']);
  expect((await call(path, { headers: { ...headers, ...PSU_THERE } })).status).toBe(200);
  const next = first.body.transactions._links.next.href.replace('/psd2/v1', '');
  expect((await call(next, { headers })).status).toBe(200);
});

test('an entry can be read at length, in both wrappers', async () => {
  const { call, getConsent } = openApp();
  const headers = { ...(await getConsent()), ...PSU_THERE };
  const { body } = await call(`${HOUSEHOLD}/transactions/t-000001`, { headers });
  expect(body.transactionsDetails.transactionDetails.transactionId).toBe('t-000001');
  expect(validators.schema('transactions').problems(body.transactionsDetails.transactionDetails)).toEqual([]);
  expect(faultOf(await call(`${HOUSEHOLD}/transactions/t-9`, { headers }))).toEqual([
    403,
    'RESOURCE_UNKNOWN',
    'transactionId',
  ]);
});

test('a TPP can watch the one authorisation, not take part in it', async () => {
  const { bank, call } = openApp();
  const { body } = await call('/consents', { method: 'POST', headers: PSU_THERE, body: asked });
  const path = `/consents/${body.consentId}/authorisations`;
  const { authorisationIds } = (await call(path)).body;
  expect((await call(`${path}/${authorisationIds[0]}`)).body).toEqual({ scaStatus: 'received' });
  bank.letPsuSayYes(body.consentId);
  expect((await call(`${path}/${authorisationIds[0]}`)).body).toEqual({ scaStatus: 'finalised' });
  expect(faultOf(await call(path, { method: 'POST', headers: PSU_THERE }))).toEqual([409, 'STATUS_INVALID']);
  const update = { method: 'PUT', headers: PSU_THERE, body: { scaAuthenticationData: '123456' } };
  expect(faultOf(await call(`${path}/${authorisationIds[0]}`, update))).toEqual([400, 'SCA_INVALID']);
  expect(faultOf(await call(`${path}/x`))).toEqual([403, 'RESOURCE_UNKNOWN', 'authorisationId']);
});

test('a consent reads as it was asked for, and its status follows it to the end', async () => {
  const { call, getConsent } = openApp();
  const { 'Consent-ID': id } = await getConsent();
  expect((await call(`/consents/${id}`)).body).toMatchObject({
    access: asked.access,
    validUntil: asked.validUntil,
    consentStatus: 'valid',
  });
  expect((await call(`/consents/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect((await call(`/consents/${id}/status`)).body).toEqual({ consentStatus: 'terminatedByTpp' });
});
