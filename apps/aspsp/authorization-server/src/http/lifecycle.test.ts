import type { TestBank } from '@openxs2a/edge/testing';
import { expect, test } from 'vitest';
import {
  authorisationsOf,
  authorise,
  call,
  consentAt,
  createdId,
  hrefOf,
  ibansOf,
  lastCode,
  OTHER_PERSON,
  OTHER_TPP,
  openBank,
  PASSWORD,
  PERSON,
  refusalOf,
  scaStatusOf,
  shareBank,
  start,
  statusOf,
  TPP_ID,
} from '../bank.fixture.ts';

const read = (bank: TestBank, consentId: string) => call(bank, 'GET', consentAt(consentId));
const remove = (bank: TestBank, consentId: string) => call(bank, 'DELETE', consentAt(consentId));
const revoke = (bank: TestBank, consentId: string) => bank.consents.revokeByPsu(consentId, PERSON.id);
const expired = async (bank: TestBank) => {
  const consentId = await createdId(bank, { validUntil: '2026-11-26' });
  await authorise(bank, consentId);
  bank.clock.advance({ days: 1 });
  return consentId;
};

/** How each final status comes about. */
const ENDS: readonly (readonly [string, (bank: TestBank) => Promise<string>])[] = [
  [
    'rejected',
    async (bank) => {
      const consentId = await createdId(bank);
      const [authorisationId = ''] = await authorisationsOf(bank, consentId);
      await bank.consents.reject({ consentId, authorisationId });
      return consentId;
    },
  ],
  ['expired', expired],
  [
    'revokedByPsu',
    async (bank) => {
      const consentId = await createdId(bank);
      await authorise(bank, consentId);
      await revoke(bank, consentId);
      return consentId;
    },
  ],
  [
    'terminatedByTpp',
    async (bank) => {
      const consentId = await createdId(bank);
      await remove(bank, consentId);
      return consentId;
    },
  ],
];

test.each(ENDS)('AIS-CNS-041 %s stays so, whatever comes', async (consentStatus, end) => {
  const bank = await openBank();
  const consentId = await end(bank);
  await remove(bank, consentId);
  await start(bank, consentId);
  await revoke(bank, consentId);
  bank.clock.advance({ days: 400 });
  await bank.consents.expire();
  expect(await statusOf(bank, consentId)).toBe(consentStatus);
});

test.each(ENDS)('AIS-CNS-047 a consent that is %s still has its status', async (consentStatus, end) => {
  const bank = await openBank();
  const { status, body } = await call(bank, 'GET', consentAt(await end(bank), '/status'));
  expect([status, body]).toEqual([200, { consentStatus }]);
});

test.each(ENDS)(
  'N-AIS-CNS-110 a consent that is %s can still be read, with its last access',
  async (consentStatus, end) => {
    const bank = await openBank();
    const { status, body } = await read(bank, await end(bank));
    expect([status, body.consentStatus, body.access]).toEqual([200, consentStatus, { allPsd2: 'allAccounts' }]);
  },
);

test.each(ENDS)('AIS-CNS-068 no authorisation begins for a consent that is %s', async (_status, end) => {
  const bank = await openBank();
  expect(refusalOf(await start(bank, await end(bank)))).toBe('409 STATUS_INVALID');
});

test('AIS-CNS-068 a bank may say that the consent has expired instead', async () => {
  const bank = await openBank({ profile: { errors: { consentFinal: 'CONSENT_EXPIRED' } } });
  expect(refusalOf(await start(bank, await expired(bank)))).toBe('401 CONSENT_EXPIRED');
});

test('AIS-CNS-040 the status is one of the standard’s, also when some of several PSUs have agreed', async () => {
  const bank = await openBank({ profile: { sca: { multilevel: true } } });
  const consentId = await createdId(bank);
  await authorise(bank, consentId, { complete: false });
  expect(await statusOf(bank, consentId)).toBe('partiallyAuthorised');
});

test('AIS-CNS-048 a consent is read with everything that it is', async () => {
  const bank = await shareBank();
  const { status, body } = await read(bank, await createdId(bank, { validUntil: '2026-12-31' }));
  expect([status, body]).toEqual([
    200,
    {
      access: { allPsd2: 'allAccounts' },
      recurringIndicator: true,
      validUntil: '2026-12-31',
      frequencyPerDay: 4,
      lastActionDate: '2026-11-26',
      consentStatus: 'received',
    },
  ]);
});

test('AIS-CNS-049 the day of the last action moves with every change of the status', async () => {
  const bank = await openBank({
    profile: { consents: { confirmWithin: { receivedMinutes: 4000, partiallyAuthorisedMinutes: 4000 } } },
  });
  const consentId = await createdId(bank);
  const days: (string | undefined)[] = [];
  for (const act of [() => authorise(bank, consentId), () => revoke(bank, consentId)]) {
    bank.clock.advance({ days: 1 });
    await act();
    days.push((await read(bank, consentId)).body.lastActionDate);
  }
  expect(days).toEqual(['2026-11-27', '2026-11-28']);
});

test('AIS-CNS-050 the frequency stays what was granted, however often was read', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank);
  await authorise(bank, consentId);
  const use = { consentId, tppId: TPP_ID, psuPresent: false, requestId: 'request' } as const;
  for (const _ of [1, 2]) await bank.consents.useConsent({ ...use, operation: 'getAccountList' });
  expect((await read(bank, consentId)).body.frequencyPerDay).toBe(4);
});

test('AIS-CNS-031 a consent that expired keeps the day until which it was granted', async () => {
  const bank = await openBank();
  const { body } = await read(bank, await expired(bank));
  expect([body.consentStatus, body.validUntil]).toEqual(['expired', '2026-11-26']);
});

test('AIS-CNS-051 a valid consent links to what it opens, another one to nothing', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank);
  expect((await read(bank, consentId)).body._links).toBeUndefined();
  await authorise(bank, consentId);
  expect((await read(bank, consentId)).body._links).toEqual({
    account: { href: '/v1/accounts' },
    'card-account': { href: '/v1/card-accounts' },
  });
});

test('AIS-CNS-051 a bank without card accounts links to none', async () => {
  const bank = await shareBank({ services: { cardAccounts: false } });
  const consentId = await createdId(bank);
  await authorise(bank, consentId);
  expect((await read(bank, consentId)).body._links).toEqual({ account: { href: '/v1/accounts' } });
});

test.each([
  ['AIS-CNS-052', 'a valid consent', (bank: TestBank, consentId: string) => authorise(bank, consentId)],
  ['AIS-CNS-053', 'a consent that was never authorised', async () => {}],
])('%s %s is ended by its deletion', async (_rule, _what, before) => {
  const bank = await shareBank();
  const consentId = await createdId(bank);
  await before(bank, consentId);
  const { status, text } = await remove(bank, consentId);
  expect([status, text, await statusOf(bank, consentId)]).toEqual([204, '', 'terminatedByTpp']);
});

test('AIS-CNS-053 a bank may call a consent rejected that is deleted before it was authorised', async () => {
  const bank = await shareBank({ consents: { whenDeletedUnauthorised: 'rejected' } });
  const consentId = await createdId(bank);
  await remove(bank, consentId);
  expect(await statusOf(bank, consentId)).toBe('rejected');
});

test('N-AIS-CNS-112 to delete twice is harmless', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank);
  expect([(await remove(bank, consentId)).status, (await remove(bank, consentId)).status]).toEqual([204, 204]);
});

test.each(ENDS.slice(0, 3))(
  'N-AIS-CNS-112 to delete a consent that is %s is a conflict',
  async (consentStatus, end) => {
    const bank = await openBank();
    const consentId = await end(bank);
    expect(refusalOf(await remove(bank, consentId))).toBe('409 STATUS_INVALID');
    expect(await statusOf(bank, consentId)).toBe(consentStatus);
  },
);

test('AIS-CNS-056 what the PSU revoked at the bank is shown so', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank);
  await authorise(bank, consentId);
  await revoke(bank, consentId);
  expect(await statusOf(bank, consentId)).toBe('revokedByPsu');
});

test('AIS-CNS-058 a one-off consent is expired once all of it was read', async () => {
  const bank = await shareBank();
  const access = { availableAccounts: 'allAccounts' };
  const consentId = await createdId(bank, { access, recurringIndicator: false, frequencyPerDay: 1 });
  await authorise(bank, consentId);
  const use = { consentId, tppId: TPP_ID, psuPresent: true, requestId: 'request' } as const;
  for (const operation of ['getAccountList', 'getCardAccountList'] as const)
    await bank.consents.useConsent({ ...use, operation });
  expect(await statusOf(bank, consentId)).toBe('expired');
});

test('AIS-CNS-059 a one-off consent may have to be used soon', async () => {
  const bank = await openBank({ profile: { consents: { oneOff: { withinMinutes: 20 } } } });
  const consentId = await createdId(bank, { recurringIndicator: false });
  await authorise(bank, consentId);
  bank.clock.advance({ minutes: 19 });
  expect(await statusOf(bank, consentId)).toBe('valid');
  bank.clock.advance({ minutes: 1 });
  expect(await statusOf(bank, consentId)).toBe('expired');
});

test('AIS-CNS-033 a recurring consent is replaced when the newer one is authorised, not before', async () => {
  const bank = await openBank();
  const older = await createdId(bank);
  await authorise(bank, older);
  const newer = await createdId(bank);
  expect(await statusOf(bank, older)).toBe('valid');
  await authorise(bank, newer);
  expect([await statusOf(bank, older), await statusOf(bank, newer)]).toEqual(['terminatedByTpp', 'valid']);
});

test.each([['AIS-CNS-033'], ['N-AIS-CNS-113']])('%s a replaced consent has a status of this version', async () => {
  const bank = await openBank({ profile: { consents: { whenReplaced: 'expired' } } });
  const older = await createdId(bank);
  await authorise(bank, older);
  await authorise(bank, await createdId(bank));
  expect(await statusOf(bank, older)).toBe('expired');
});

test('AIS-CNS-034 a one-off consent replaces nothing', async () => {
  const bank = await openBank();
  const older = await createdId(bank);
  await authorise(bank, older);
  await authorise(bank, await createdId(bank, { recurringIndicator: false }));
  expect(await statusOf(bank, older)).toBe('valid');
});

test('AIS-CNS-035 a consent that the PSU refuses replaces nothing', async () => {
  const bank = await openBank();
  const older = await createdId(bank);
  await authorise(bank, older);
  const newer = await createdId(bank);
  const [authorisationId = ''] = await authorisationsOf(bank, newer);
  await bank.consents.reject({ consentId: newer, authorisationId });
  expect([await statusOf(bank, older), await statusOf(bank, newer)]).toEqual(['valid', 'rejected']);
});

test('AIS-CNS-036 the consent of another TPP stays', async () => {
  const bank = await openBank();
  const others = await createdId(bank, {}, OTHER_TPP);
  await authorise(bank, others, { tppId: OTHER_TPP['x-test-tpp'] });
  await authorise(bank, await createdId(bank));
  expect(await statusOf(bank, others, OTHER_TPP)).toBe('valid');
});

test('AIS-CNS-037 where a bank has several consents beside each other, both stay valid', async () => {
  const bank = await openBank({ profile: { consents: { multiple: true } } });
  const older = await createdId(bank);
  await authorise(bank, older);
  await authorise(bank, await createdId(bank));
  expect(await statusOf(bank, older)).toBe('valid');
});

test('AIS-CNS-038 a recurring consent that nobody authorised is rejected with it', async () => {
  const bank = await openBank();
  const older = await createdId(bank);
  await authorise(bank, await createdId(bank));
  expect(await statusOf(bank, older)).toBe('rejected');
});

test('N-AIS-CNS-111 who is replaced is decided by the PSU that authorises, whatever the form of access', async () => {
  const bank = await openBank();
  const [iban] = await ibansOf(bank);
  const older = await createdId(bank, { access: { balances: [{ iban }] } });
  await authorise(bank, older);
  const untouched = await createdId(bank, {}, { 'psu-id': OTHER_PERSON.psuId });
  await authorise(bank, untouched, { psuId: OTHER_PERSON.id });
  await authorise(bank, await createdId(bank));
  expect([await statusOf(bank, older), await statusOf(bank, untouched)]).toEqual(['terminatedByTpp', 'valid']);
});

test('AIS-CNS-039 a consent that waited too long is rejected, and its authorisation has failed', async () => {
  const bank = await openBank();
  const consentId = await createdId(bank);
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  bank.clock.advance({ minutes: 30 });
  expect(await statusOf(bank, consentId)).toBe('rejected');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
});

test('N-AIS-CNS-108 before its authorisation a consent reads as asked for', async () => {
  const bank = await shareBank();
  const access = { accounts: [], balances: [], transactions: [] };
  expect((await read(bank, await createdId(bank, { access }))).body.access).toEqual(access);
});

test('N-AIS-CNS-104 afterwards it names the accounts whose owners’ names are told', async () => {
  const bank = await shareBank();
  const [iban] = await ibansOf(bank);
  const consentId = await createdId(bank, { access: { balances: [], additionalInformation: { ownerName: [] } } });
  const [account] = await bank.core.listAccounts(PERSON.id);
  await authorise(bank, consentId, { accounts: [account?.id ?? ''] });
  expect((await read(bank, consentId)).body.access).toEqual({
    balances: [{ iban }],
    additionalInformation: { ownerName: [{ iban }] },
  });
});

test('N-AIS-CNS-109 an account of several currencies is named once for each that was chosen', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank, { access: { balances: [] } }, { 'psu-id': OTHER_PERSON.psuId });
  const accounts = await bank.core.listAccounts(OTHER_PERSON.id);
  const chosen = accounts.filter((account) => account.kind === 'payment' && account.collectionId !== undefined);
  await authorise(bank, consentId, { psuId: OTHER_PERSON.id, accounts: chosen.map(({ id }) => id) });
  expect(chosen.length).toBeGreaterThan(1);
  const named = chosen.map(({ iban, currency }) => ({ iban, currency }));
  expect((await read(bank, consentId)).body.access).toEqual({ balances: named });
});

const MADE_UP = '5d5e5b6e-8f5c-4c55-9d0e-0f6f1c1f8f10';

/** Each of the paths below a consent; `_` stands for an authorisation. */
const PATHS = [
  ['GET', ''],
  ['GET', '/status'],
  ['DELETE', ''],
  ['GET', '/authorisations'],
  ['POST', '/authorisations'],
  ['GET', '/authorisations/_'],
  ['PUT', '/authorisations/_'],
] as const;

test.each([...PATHS, ['DELETE', '']] as const)(
  'AIS-CNS-045 no such consent in the path: %s %s',
  async (method, rest) => {
    const target = consentAt(MADE_UP, rest.replace('_', MADE_UP));
    expect(refusalOf(await call(await shareBank(), method, target))).toBe('403 CONSENT_UNKNOWN');
  },
);

test('AIS-CNS-054 to delete what there is not is an error', async () => {
  expect(refusalOf(await remove(await shareBank(), MADE_UP))).toBe('403 CONSENT_UNKNOWN');
});

test.each(PATHS)('COM-HDR-037 another TPP’s consent is as unknown as none: %s %s', async (method, rest) => {
  const bank = await shareBank();
  const consentId = await createdId(bank);
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const target = consentAt(consentId, rest.replace('_', authorisationId));
  expect(refusalOf(await call(bank, method, target, { headers: OTHER_TPP }))).toBe('403 CONSENT_UNKNOWN');
  expect(await statusOf(bank, consentId)).toBe('received');
});

test('S-31 from the ids of its requests the way of a consent is put together again', async () => {
  const bank = await openBank({ profile: { sca: { start: 'explicit' } } });
  const ids = { created: bank.random.uuid(), started: bank.random.uuid(), deleted: bank.random.uuid() };
  const consentId = await createdId(bank, {}, { 'x-request-id': ids.created });
  await call(bank, 'POST', consentAt(consentId, '/authorisations'), { headers: { 'x-request-id': ids.started } });
  await call(bank, 'DELETE', consentAt(consentId), { headers: { 'x-request-id': ids.deleted } });
  const { records } = await bank.log.read({ subject: consentId });
  expect(records.map(({ kind, body }) => [kind, Object(body).requestId])).toEqual([
    ['consent-created', ids.created],
    ['authorisation', ids.started],
    ['consent-terminated', ids.deleted],
    ['authorisation', undefined], // it fails along, which nobody asked for by itself
  ]);
});

test('S-31 what a password and a code bring about is known by the requests that they came in', async () => {
  const bank = await openBank({ profile: { sca: { approaches: ['EMBEDDED', 'DECOUPLED'], start: 'explicit' } } });
  const ids = { created: bank.random.uuid(), started: bank.random.uuid(), finished: bank.random.uuid() };
  const consentId = await createdId(bank, {}, { 'psu-id': OTHER_PERSON.psuId, 'x-request-id': ids.created });
  const started = await start(bank, consentId, {
    headers: { 'x-request-id': ids.started },
    body: PASSWORD(OTHER_PERSON),
  });
  const finish = { headers: { 'x-request-id': ids.finished }, body: { scaAuthenticationData: lastCode(bank) } };
  expect((await call(bank, 'PUT', hrefOf(started, 'authoriseTransaction'), finish)).status).toBe(200);
  const { records } = await bank.log.read({ subject: consentId });
  const brought = Map.groupBy(records, ({ body }) => Object(body).requestId);
  const whatOf = (id: string) =>
    brought.get(id)?.map(({ kind, body }) => `${kind} ${Object(body).scaStatus ?? ''}`.trim());
  expect(whatOf(ids.created)).toEqual(['consent-created']);
  expect(whatOf(ids.started)).toEqual([
    'authorisation psuIdentified',
    'authorisation psuAuthenticated',
    'authorisation scaMethodSelected',
  ]);
  expect(whatOf(ids.finished)).toEqual(['authorisation finalised', 'consent-given finalised']);
  expect([...brought.keys()]).toEqual(Object.values(ids));
});
