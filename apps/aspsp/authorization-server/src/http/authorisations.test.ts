import type { TestBank } from '@openxs2a/edge/testing';
import { expect, test } from 'vitest';
import {
  authorisationsOf,
  authorise,
  call,
  consentAt,
  create,
  createdId,
  OTHER_PERSON,
  openBank,
  PERSON,
  refusalOf,
  SIGNATORY,
  scaStatusOf,
  shareBank,
  start,
  statusOf,
  update,
} from '../bank.fixture.ts';

const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };
const BY_PSU = { 'psu-id': PERSON.psuId };
const ANY_APPROACH = { sca: { approaches: ['REDIRECT', 'DECOUPLED', 'EMBEDDED'] } };

/** A consent of nobody yet, with the authorisation that the bank began. */
async function begin(bank: TestBank, headers: Readonly<Record<string, string>> = {}) {
  const { consentId = '' } = (await create(bank, {}, headers)).body;
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  return { consentId, authorisationId };
}

/** Begun by the TPP, with an approach of its own. */
async function beginBy(bank: TestBank, approach: 'REDIRECT' | 'DECOUPLED' | 'EMBEDDED') {
  const wishes = {
    'tpp-redirect-preferred': String(approach === 'REDIRECT'),
    'tpp-decoupled-preferred': String(approach === 'DECOUPLED'),
    'tpp-redirect-uri': 'https://tpp.example/return',
  };
  return begin(bank, { ...BY_PSU, ...wishes });
}

test('AUT-STR-009 an authorisation that a TPP begins is told with its status and its links', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank, {}, EXPLICIT);
  const { status, headers, body } = await start(bank, consentId);
  const href = consentAt(consentId, `/authorisations/${body.authorisationId}`);
  expect(status).toBe(201);
  expect(body).toEqual({
    scaStatus: 'psuIdentified',
    authorisationId: body.authorisationId,
    _links: {
      scaRedirect: { href: expect.stringMatching(/^https:\/\/login\.bank\.example\/authorise\/[\w-]{43}$/) },
      scaStatus: { href },
    },
  });
  expect(headers.get('aspsp-sca-approach')).toBe('REDIRECT');
  expect((await call(bank, 'GET', href)).body).toEqual({ scaStatus: 'psuIdentified' });
});

test.each([undefined, {}])('AUT-STR-009 nothing has to be said: %j', async (body) => {
  const bank = await shareBank();
  expect((await start(bank, await createdId(bank, {}, EXPLICIT), { body })).status).toBe(201);
});

test('AUT-STR-011 the status is one of the nine, and a final one stays', async () => {
  const bank = await shareBank();
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  const seen: (string | undefined)[] = [await scaStatusOf(bank, consentId, authorisationId)];
  for (const event of ['authenticate', 'selectMethod', 'start', 'awaitConfirmation', 'fail', 'start'] as const) {
    await bank.consents.updateAuthorisation({ consentId, authorisationId, event, psuId: PERSON.id });
    seen.push(await scaStatusOf(bank, consentId, authorisationId));
  }
  expect(seen).toEqual([
    'psuIdentified',
    'psuAuthenticated',
    'scaMethodSelected',
    'started',
    'unconfirmed',
    'failed',
    'failed',
  ]);
});

test('AUT-STR-012 the list of authorisations has their ids alone, in their order', async () => {
  const bank = await shareBank();
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  await bank.consents.updateAuthorisation({ consentId, authorisationId, event: 'fail' });
  const second = (await start(bank, consentId)).body.authorisationId;
  const { status, body } = await call(bank, 'GET', consentAt(consentId, '/authorisations'));
  expect([status, Object.keys(body)]).toEqual([200, ['authorisationIds']]);
  expect(body.authorisationIds?.toSorted()).toEqual([authorisationId, second].toSorted());
});

test('AUT-STR-013 an authorisation is found below its own consent alone', async () => {
  const bank = await shareBank();
  const { authorisationId } = await begin(bank);
  const { consentId } = await begin(bank);
  const target = consentAt(consentId, `/authorisations/${authorisationId}`);
  expect(refusalOf(await call(bank, 'GET', target))).toBe('403 RESOURCE_UNKNOWN');
  expect(refusalOf(await call(bank, 'PUT', target, { headers: BY_PSU }))).toBe('403 RESOURCE_UNKNOWN');
});

test('AUT-STR-013 a bank may say 404', async () => {
  const bank = await shareBank({ errors: { resourceUnknown: 404 } });
  const { consentId } = await begin(bank);
  const target = consentAt(consentId, '/authorisations/5d5e5b6e-8f5c-4c55-9d0e-0f6f1c1f8f10');
  expect(refusalOf(await call(bank, 'GET', target))).toBe('404 RESOURCE_UNKNOWN');
});

test('AUT-STR-014 no authorisation begins for a valid consent', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank);
  await authorise(bank, consentId);
  expect(refusalOf(await start(bank, consentId))).toBe('409 STATUS_INVALID');
});

test.each([
  ['401 PSU_CREDENTIALS_INVALID', {}],
  ['409 STATUS_INVALID', { errors: { otherPsu: 'STATUS_INVALID' } }],
])('AUT-STR-015 another PSU gets %s', async (refusal, profile) => {
  const bank = await shareBank(profile);
  const headers = { 'psu-id': OTHER_PERSON.psuId };
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  expect(refusalOf(await update(bank, consentId, authorisationId, { headers }))).toBe(refusal);
  expect(refusalOf(await start(bank, consentId, { headers }))).toBe(refusal);
  expect(await authorisationsOf(bank, consentId)).toEqual([authorisationId]);
});

test.each([
  ['AUT-STR-024', { exempted: true }, 'exempted'],
  ['AUT-STR-011', {}, 'finalised'],
])('%s when SCA is over, the authorisation says how, and the consent goes on', async (_rule, given, scaStatus) => {
  const bank = await shareBank();
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  await authorise(bank, consentId, given);
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe(scaStatus);
  expect(await statusOf(bank, consentId)).toBe('valid');
});

const MIXED = { psuData: { password: 'x' }, authenticationMethodId: 'm-1' };

test.each([
  MIXED,
  { psuData: { password: 'x' }, scaAuthenticationData: '1' },
  { authenticationMethodId: 'm-1', scaAuthenticationData: '1' },
  { psuData: {} },
  { psuData: 'x' },
  { something: 'else' },
  [],
])('AUT-STR-026 a body that is not one step is a format error: %j', async (body) => {
  const bank = await shareBank(ANY_APPROACH);
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  expect(refusalOf(await update(bank, consentId, authorisationId, { body }))).toMatch(/^400 FORMAT_ERROR/);
  const explicit = await createdId(bank, {}, EXPLICIT);
  expect(refusalOf(await start(bank, explicit, { body }))).toMatch(/^400 FORMAT_ERROR/);
});

test('AUT-STR-026 a confirmation is no way to begin', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank, {}, EXPLICIT);
  expect(refusalOf(await start(bank, consentId, { body: { confirmationCode: 'x' } }))).toMatch(/^400 FORMAT_ERROR/);
});

test.each([['N-AUT-STR-101'], ['N-AUT-STR-102'], ['N-AUT-STR-110']])(
  '%s the status of an authorisation that failed is all that is told of it',
  async () => {
    const bank = await shareBank();
    const { consentId, authorisationId } = await begin(bank);
    await bank.consents.updateAuthorisation({ consentId, authorisationId, event: 'fail' });
    const { status, body } = await call(bank, 'GET', consentAt(consentId, `/authorisations/${authorisationId}`));
    expect([status, body]).toEqual([200, { scaStatus: 'failed' }]);
  },
);

test('N-AUT-STR-106 where one PSU authorises, a second authorisation waits until the first is over', async () => {
  const bank = await shareBank();
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  expect(refusalOf(await start(bank, consentId))).toBe('409 STATUS_INVALID');
  await bank.consents.updateAuthorisation({ consentId, authorisationId, event: 'fail' });
  expect((await start(bank, consentId)).status).toBe(201);
});

test('MLV-SCA-002 where several PSUs authorise, each has an authorisation', async () => {
  const bank = await shareBank({ sca: { multilevel: true } });
  const first = { 'psu-id': SIGNATORY.psuId, 'psu-corporate-id': 'demo-corporate' };
  const second = { 'psu-id': 'corporate-signatory-2', 'psu-corporate-id': 'demo-corporate' };
  const { consentId = '' } = (await create(bank, {}, first)).body;
  const begun = [await start(bank, consentId, { headers: first }), await start(bank, consentId, { headers: second })];
  expect(begun.map(({ status }) => status)).toEqual([201, 201]);
  expect(await authorisationsOf(bank, consentId)).toHaveLength(2);
});

test('MLV-SCA-005 a PSU that has agreed does not begin again', async () => {
  const bank = await shareBank({ sca: { multilevel: true } });
  const consentId = await createdId(bank, {}, EXPLICIT);
  await authorise(bank, consentId, { complete: false });
  expect(refusalOf(await start(bank, consentId, { headers: BY_PSU }))).toBe('409 STATUS_INVALID');
});

test('MLV-SCA-007 an authorisation that failed leaves another one to begin', async () => {
  const bank = await shareBank();
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  await bank.consents.updateAuthorisation({ consentId, authorisationId, event: 'fail' });
  const { status, body } = await start(bank, consentId);
  expect(status).toBe(201);
  expect(body.authorisationId).not.toBe(authorisationId);
});

test('SCA-EMB-018 a PSU that is named moves the authorisation on', async () => {
  const bank = await shareBank();
  const { consentId, authorisationId } = await begin(bank);
  const { status, headers, body } = await update(bank, consentId, authorisationId, { headers: BY_PSU });
  const scaStatus = { href: consentAt(consentId, `/authorisations/${authorisationId}`) };
  expect([status, body]).toEqual([
    200,
    { scaStatus: 'psuIdentified', _links: { scaRedirect: { href: expect.any(String) }, scaStatus } },
  ]);
  expect(headers.get('aspsp-sca-approach')).toBe('REDIRECT');
  expect(await statusOf(bank, consentId)).toBe('received');
});

test('N-AUT-STR-108 the same PSU may be named twice', async () => {
  const bank = await shareBank();
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  const { status, body } = await update(bank, consentId, authorisationId, { headers: BY_PSU, body: {} });
  expect([status, body.scaStatus]).toEqual([200, 'psuIdentified']);
});

test('AUT-STR-022 an authorisation that began EMBEDDED stays so', async () => {
  const bank = await shareBank(ANY_APPROACH);
  const { consentId, authorisationId } = await beginBy(bank, 'EMBEDDED');
  const { headers } = await update(bank, consentId, authorisationId, { headers: BY_PSU });
  expect(headers.get('aspsp-sca-approach')).toBe('EMBEDDED');
});

test('an update that says nothing is a format error', async () => {
  const bank = await shareBank();
  const { consentId, authorisationId } = await begin(bank);
  expect(refusalOf(await update(bank, consentId, authorisationId))).toBe('400 FORMAT_ERROR PSU-ID');
});

const PASSWORD = { psuData: { password: 'correct horse' } };
const METHOD = { authenticationMethodId: 'm-1' };
const PROOF = { scaAuthenticationData: '123456' };
const CODE = { confirmationCode: 'x' };

test.each([
  ['SCA-RED-017', 'REDIRECT', PASSWORD, '405 SERVICE_INVALID'],
  ['SCA-RED-017', 'REDIRECT', METHOD, '405 SERVICE_INVALID'],
  ['SCA-EMB-014', 'EMBEDDED', PROOF, '409 STATUS_INVALID'],
  ['N-AUT-STR-107', 'EMBEDDED', METHOD, '409 STATUS_INVALID'],
  ['N-SCA-RED-104', 'REDIRECT', CODE, '409 STATUS_INVALID'],
] as const)('%s with %s, %j is refused, and changes nothing', async (_rule, approach, body, refusal) => {
  const bank = await shareBank(ANY_APPROACH);
  const { consentId, authorisationId } = await beginBy(bank, approach);
  expect(refusalOf(await update(bank, consentId, authorisationId, { body, headers: BY_PSU }))).toBe(refusal);
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('psuIdentified');
  expect(await statusOf(bank, consentId)).toBe('received');
});

test.each([
  ['SCA-RED-014', {}, '400 SCA_INVALID'],
  ['SCA-RED-014', { errors: { confirmedAgain: 'STATUS_INVALID' } }, '409 STATUS_INVALID'],
])('%s to confirm what has failed is refused: %j', async (_rule, profile, refusal) => {
  const bank = await shareBank(profile);
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  await bank.consents.updateAuthorisation({ consentId, authorisationId, event: 'fail' });
  expect(refusalOf(await update(bank, consentId, authorisationId, { body: CODE }))).toBe(refusal);
});

test.each([PASSWORD, METHOD, PROOF, {}])('N-AUT-STR-107 what has failed takes no further step: %j', async (body) => {
  const bank = await shareBank();
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  await bank.consents.updateAuthorisation({ consentId, authorisationId, event: 'fail' });
  const refusal = refusalOf(await update(bank, consentId, authorisationId, { body, headers: BY_PSU }));
  expect(refusal).toBe('409 STATUS_INVALID');
});

test('an authorisation that took too long has failed, and another one may begin', async () => {
  const profile = { sca: { authorisationMinutes: 10 } };
  const bank = await openBank({ profile });
  const { consentId, authorisationId } = await begin(bank, BY_PSU);
  bank.clock.advance({ minutes: 10 });
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
  expect((await start(bank, consentId)).status).toBe(201);
});
