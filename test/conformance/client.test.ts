import type { OperationDescriptor } from '@openxs2a/runtime';
import { createXs2aClient } from '@openxs2a/xs2a/client';
import { validators } from '@openxs2a/xs2a/validators';
import { expect, test } from 'vitest';
import { type Said, startLoopbackBank } from './loopback-bank.fixture.ts';

const ACCOUNT = { resourceId: 'a-1', iban: 'DE12999999990000000101', currency: 'EUR' };
const ACCOUNTS: Said = { status: 200, body: { accounts: [ACCOUNT] } };
const consentHeaders = { 'Consent-ID': 'c-1' };
const CREATED: Said = {
  status: 201,
  headers: { Location: '/v1/consents/c-1' },
  body: { consentStatus: 'received', consentId: 'c-1', _links: { self: { href: '/v1/consents/c-1' } } },
};
const CONSENT = {
  type: 'application/json',
  value: {
    access: { allPsd2: 'allAccounts' },
    recurringIndicator: true,
    validUntil: '9999-12-31',
    frequencyPerDay: 4,
    combinedServiceIndicator: false,
  },
} as const;
const report = (links: object): Said => ({
  status: 200,
  body: { account: { iban: ACCOUNT.iban }, transactions: { booked: [], _links: { account: { href: '/' }, ...links } } },
});

function connect(baseUrl: string) {
  return createXs2aClient({ baseUrl, validate: validators, headers: { 'X-Request-ID': () => crypto.randomUUID() } });
}

test('COM-HDR-005 each call has an X-Request-ID of its own; pages of a report may go on with that of the report', async () => {
  const bank = await startLoopbackBank(({ target }) =>
    target.includes('transactions') ? report({ next: { href: '/v1/next?page=2' } }) : ACCOUNTS,
  );
  const client = connect(bank.url);
  for (let count = 0; count < 5; count += 1) await client.getAccountList({ headers: consentHeaders });
  const ids = bank.sent.map(({ headers }) => headers['x-request-id']);
  expect(new Set(ids).size).toBe(5);

  const request = {
    path: { 'account-id': 'a-1' },
    query: { bookingStatus: 'booked' },
    headers: consentHeaders,
  } as const;
  const first = await client.getTransactionList(request);
  const link =
    first.status === 200 && first.type === 'application/json' ? first.body.transactions?._links['next'] : undefined;
  const own = String(bank.sent.at(-1)?.headers['x-request-id']);
  await client.getTransactionList(request, { link: link?.href ?? '', headers: { 'X-Request-ID': own } });
  expect(bank.sent.at(-1)).toMatchObject({ target: '/v1/next?page=2', headers: { 'x-request-id': own } });
  expect(ids).not.toContain(own);
});

/** A TPP's rule for all its calls: the address of the PSU who asks; where the interface needs one and there is none, its own. */
const addressOf =
  (psu: string | undefined, own: string) =>
  ({ parameters }: OperationDescriptor): string | undefined =>
    psu ?? (parameters.some(({ name, required }) => name === 'PSU-IP-Address' && required) ? own : undefined);

test.each([
  ['192.0.2.7', '192.0.2.7', '192.0.2.7'],
  [undefined, '198.51.100.1', undefined],
])(
  'COM-HDR-012 COM-HDR-013 with the PSU at %s, a consent is asked for with %s and accounts with %s',
  async (psu, forConsents, forReads) => {
    const bank = await startLoopbackBank(({ method }) => (method === 'POST' ? CREATED : ACCOUNTS));
    const client = createXs2aClient({
      baseUrl: bank.url,
      validate: validators,
      headers: { 'X-Request-ID': () => crypto.randomUUID(), 'PSU-IP-Address': addressOf(psu, '198.51.100.1') },
    });
    await client.createConsent({ body: CONSENT });
    await client.getAccountList({ headers: consentHeaders });
    expect(bank.sent.map(({ headers }) => headers['psu-ip-address'])).toEqual([forConsents, forReads]);
  },
);

test('COM-HDR-012 a call that needs the address does not leave without it', async () => {
  const bank = await startLoopbackBank(() => CREATED);
  const client = createXs2aClient({
    baseUrl: bank.url,
    validate: validators,
    headers: { 'X-Request-ID': () => crypto.randomUUID(), 'PSU-IP-Address': () => undefined },
  });
  await expect(client.createConsent({ body: CONSENT })).rejects.toMatchObject({
    problems: [expect.objectContaining({ pointer: '/PSU-IP-Address', rule: 'required' })],
  });
  expect(bank.sent).toEqual([]);
});

test.each([
  [true, '/v1/accounts?withBalance=true'],
  [false, '/v1/accounts?withBalance=false'],
  [undefined, '/v1/accounts'],
])('COM-HDR-035 withBalance %s is asked for as %s: never without a value', async (withBalance, target) => {
  const bank = await startLoopbackBank(() => ACCOUNTS);
  const query = withBalance === undefined ? {} : { withBalance };
  await connect(bank.url).getAccountList({ headers: consentHeaders, query });
  expect(bank.sent[0]?.target).toBe(target);
});

test.each([
  ['relative to the bank', '/v1/accounts/a-1/transactions?page=x', () => ''],
  ['absolute', '/v1/accounts/a-1/transactions?page=x', (url: string) => url],
])('COM-HDR-039 a link that is %s is followed', async (_, target, prefix) => {
  const bank = await startLoopbackBank(() => report({}));
  const request = {
    path: { 'account-id': 'a-1' },
    query: { bookingStatus: 'booked' },
    headers: consentHeaders,
  } as const;
  const page = await connect(bank.url).getTransactionList(request, { link: `${prefix(bank.url)}${target}` });
  expect([page.status, bank.sent.map((sent) => sent.target)]).toEqual([200, [target]]);
});

test('COM-HDR-041 COM-HDR-042 members, links and headers that nobody knows leave an answer right, and are there', async () => {
  const foo = { href: '/foo' };
  const body = { ...(CREATED.body as object), bar: 1, access: {}, _links: { self: foo, foo } };
  const bank = await startLoopbackBank(() => ({ status: 201, headers: { ...CREATED.headers, 'X-Bar': 'bar' }, body }));
  const result = await connect(bank.url).createConsent({ headers: { 'PSU-IP-Address': '192.0.2.7' }, body: CONSENT });
  expect(result).toMatchObject({ status: 201, body });
  expect(result.httpHeaders.get('x-bar')).toBe('bar');
});

test('N-AUT-STR-104 a challenge that comes before the password is taken with the link to send it', async () => {
  const start = { href: '/v1/consents/c-1/authorisations' };
  const challengeData = { otpMaxLength: 6, otpFormat: 'integer', additionalInformation: 'From the card reader.' };
  const _links = { self: { href: '/v1/consents/c-1' }, startAuthorisationWithPsuAuthentication: start };
  const bank = await startLoopbackBank(() => ({
    ...CREATED,
    body: { ...Object(CREATED.body), challengeData, _links },
  }));
  const result = await connect(bank.url).createConsent({
    headers: { 'PSU-IP-Address': '192.0.2.7' },
    body: CONSENT,
  });
  expect(result).toMatchObject({
    status: 201,
    body: { challengeData, _links: { startAuthorisationWithPsuAuthentication: start } },
  });
});

test('N-COM-HDR-107 a refusal with a Location is a refusal: nothing is followed, nothing taken for created', async () => {
  const body = { tppMessages: [{ category: 'ERROR', code: 'FORMAT_ERROR' }] };
  const bank = await startLoopbackBank(() => ({ status: 400, headers: { Location: '/v1/consents/c-1' }, body }));
  const result = await connect(bank.url).createConsent({ headers: { 'PSU-IP-Address': '192.0.2.7' }, body: CONSENT });
  expect([result.status, bank.sent.length]).toEqual([400, 1]);
  expect(result).toMatchObject({ body });
});
