import { expect, test } from 'vitest';
import {
  type Answer,
  authorisationsOf,
  create,
  PERSON,
  refusalOf,
  relationsOf,
  SIGNATORY,
  scaStatusOf,
  shareBank,
  start,
} from '../bank.fixture.ts';

const BY_PSU = { 'psu-id': PERSON.psuId };
const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };
const RETURN = { 'tpp-redirect-uri': 'https://tpp.example/return' };
const ALL = { sca: { approaches: ['REDIRECT', 'DECOUPLED', 'EMBEDDED'] } };
const approachOf = ({ headers }: Answer) => headers.get('aspsp-sca-approach');

test('AUT-STR-001 where nothing more has to be said, the authorisation is there with the consent', async () => {
  const bank = await shareBank();
  const created = await create(bank);
  expect(relationsOf(created)).toEqual(['scaRedirect', 'scaStatus', 'self', 'status']);
  const { consentId = '', _links } = created.body;
  const [authorisationId] = await authorisationsOf(bank, consentId);
  expect(_links?.scaStatus?.href).toBe(`/v1/consents/${consentId}/authorisations/${authorisationId}`);
});

test('AUT-STR-002 a TPP that prefers to begin itself gets the link for that, and no authorisation', async () => {
  const bank = await shareBank();
  const created = await create(bank, {}, { ...BY_PSU, ...EXPLICIT });
  expect(relationsOf(created)).toEqual(['self', 'startAuthorisation', 'status']);
  expect(await authorisationsOf(bank, created.body.consentId ?? '')).toEqual([]);
});

test.each([
  ['AUT-STR-003', 'REDIRECT', {}, 'startAuthorisation'],
  ['AUT-STR-003', 'DECOUPLED', BY_PSU, 'startAuthorisation'],
  ['AUT-STR-005', 'EMBEDDED', BY_PSU, 'startAuthorisationWithPsuAuthentication'],
  ['AUT-STR-004', 'DECOUPLED', {}, 'startAuthorisationWithPsuIdentification'],
  ['AUT-STR-004', 'EMBEDDED', {}, 'startAuthorisationWithPsuIdentification'],
])('%s the one link to begin by says what has to be brought: %s, %j', async (_rule, approach, psu, relation) => {
  const bank = await shareBank({ sca: { approaches: [approach] }, consents: { offered: { bankOffered: false } } });
  const created = await create(bank, {}, { ...psu, ...EXPLICIT });
  expect(relationsOf(created)).toEqual(['self', relation, 'status'].toSorted());
});

test('AUT-STR-004 the link leads to an authorisation of the PSU that comes with it', async () => {
  const bank = await shareBank({ sca: { approaches: ['DECOUPLED'] } });
  const { consentId = '', _links } = (await create(bank)).body;
  expect(_links?.startAuthorisationWithPsuIdentification?.href).toBe(`/v1/consents/${consentId}/authorisations`);
  const { status, body } = await start(bank, consentId, { headers: BY_PSU });
  expect([status, body.scaStatus]).toEqual([201, 'psuIdentified']);
});

test('AUT-STR-016 a PSU that the link asks for has to come', async () => {
  const bank = await shareBank({ sca: { approaches: ['DECOUPLED'] } });
  const { consentId = '' } = (await create(bank)).body;
  expect(refusalOf(await start(bank, consentId))).toBe('400 FORMAT_ERROR PSU-ID');
  expect(await authorisationsOf(bank, consentId)).toEqual([]);
});

test('AUT-STR-016 a PSU that was named with the consent need not come again', async () => {
  const bank = await shareBank({ sca: { approaches: ['DECOUPLED'] } });
  const { consentId = '' } = (await create(bank, {}, { ...BY_PSU, ...EXPLICIT })).body;
  expect((await start(bank, consentId)).body.scaStatus).toBe('psuIdentified');
});

test.each([
  ['AUT-STR-007', 'startAuthorisationWithAuthenticationMethodSelection', {}],
  ['AUT-STR-007', 'startAuthorisationWithAuthenticationMethodSelection', EXPLICIT],
  ['AUT-STR-008', 'startAuthorisationWithTransactionAuthorisation', {}],
  ['AUT-STR-008', 'startAuthorisationWithTransactionAuthorisation', EXPLICIT],
])('%s there is no %s without methods and challenge: %j', async (_rule, relation, headers) => {
  const created = await create(await shareBank(ALL), {}, { ...BY_PSU, ...headers });
  expect(Object.keys(created.body).toSorted()).toEqual(['_links', 'consentId', 'consentStatus']);
  expect(relationsOf(created)).not.toContain(relation);
});

test.each([['AUT-STR-023'], ['N-AUT-STR-103']])(
  '%s a new authorisation links to nothing that it has no data for',
  async () => {
    const bank = await shareBank(ALL);
    const { consentId = '' } = (await create(bank, {}, { ...BY_PSU, ...EXPLICIT })).body;
    const started = await start(bank, consentId);
    expect(relationsOf(started)).toEqual(['scaRedirect', 'scaStatus']);
    expect(Object.keys(started.body).toSorted()).toEqual(['_links', 'authorisationId', 'scaStatus']);
  },
);

test('AUT-STR-027 each relation is there once', async () => {
  const { text } = await create(await shareBank());
  const relations = [...text.matchAll(/"(\w+)":\{"href"/g)].map(([, name]) => name);
  expect(relations).toEqual([...new Set(relations)]);
});

test('MLV-SCA-001 where several PSUs sign together, the TPP begins each authorisation', async () => {
  const bank = await shareBank({ sca: { multilevel: true } });
  const headers = { 'psu-id': SIGNATORY.psuId, 'psu-corporate-id': 'demo-corporate' };
  expect(relationsOf(await create(bank, {}, headers))).toEqual(['self', 'startAuthorisation', 'status']);
});

test('MLV-SCA-001 where one PSU of such a bank authorises, the bank may begin', async () => {
  const bank = await shareBank({ sca: { multilevel: true } });
  expect(relationsOf(await create(bank, {}, BY_PSU))).toContain('scaStatus');
});

test('MLV-SCA-009 a preference for the bank to begin changes nothing where several may have to sign', async () => {
  const bank = await shareBank({ sca: { multilevel: true } });
  const created = await create(bank, {}, { 'tpp-explicit-authorisation-preferred': 'false' });
  expect(relationsOf(created)).toContain('startAuthorisation');
});

test.each([
  ['COM-HDR-022', ALL, {}, 'REDIRECT'],
  ['COM-HDR-022', { sca: { approaches: ['DECOUPLED'] } }, EXPLICIT, 'DECOUPLED'],
  ['COM-HDR-024', ALL, EXPLICIT, null],
])('%s the approach is told as soon as it is settled: %j %j', async (_rule, profile, headers, approach) => {
  expect(approachOf(await create(await shareBank(profile), {}, { ...BY_PSU, ...headers }))).toBe(approach);
});

test('COM-HDR-022 an approach that is the only one for this consent is settled', async () => {
  const bank = await shareBank({ sca: { approaches: ['EMBEDDED', 'DECOUPLED'] } });
  const headers = { ...BY_PSU, ...EXPLICIT };
  expect(approachOf(await create(bank, { access: { balances: [] } }, headers))).toBe('DECOUPLED');
  expect(approachOf(await create(bank, {}, headers))).toBeNull();
});

test('COM-HDR-023 OAuth2 is told as redirect', async () => {
  expect(approachOf(await create(await shareBank({ sca: { oauth: 'xs2a' } })))).toBe('REDIRECT');
});

test.each([
  ['AUT-STR-018', { 'tpp-redirect-preferred': 'false' }, 'DECOUPLED'],
  ['AUT-STR-019', {}, 'REDIRECT'],
  ['AUT-STR-020', { 'tpp-redirect-preferred': 'true', 'tpp-decoupled-preferred': 'true', ...RETURN }, 'REDIRECT'],
  ['AUT-STR-021', { 'tpp-redirect-preferred': 'false', 'tpp-decoupled-preferred': 'false' }, 'EMBEDDED'],
  ['AUT-STR-021', { 'tpp-decoupled-preferred': 'true' }, 'DECOUPLED'],
])('%s the approach follows the wishes: %j', async (_rule, headers, approach) => {
  expect(approachOf(await create(await shareBank(ALL), {}, { ...BY_PSU, ...headers }))).toBe(approach);
});

test('AUT-STR-018 a bank that has but redirect uses it, whatever is preferred', async () => {
  const headers = { 'tpp-redirect-preferred': 'false', 'tpp-decoupled-preferred': 'true' };
  const created = await create(await shareBank(), {}, headers);
  expect([created.status, approachOf(created)]).toEqual([201, 'REDIRECT']);
});

test.each([{}, { sca: { approaches: ['DECOUPLED'] } }])(
  'AUT-STR-017 who prefers redirect has to say where to: %j',
  async (profile) => {
    const bank = await shareBank(profile);
    const wish = { ...BY_PSU, 'tpp-redirect-preferred': 'true' };
    expect(refusalOf(await create(bank, {}, wish))).toBe('400 FORMAT_ERROR TPP-Redirect-URI');
    const { consentId = '' } = (await create(bank, {}, { ...BY_PSU, ...EXPLICIT })).body;
    expect(refusalOf(await start(bank, consentId, { headers: wish }))).toBe('400 FORMAT_ERROR TPP-Redirect-URI');
  },
);

test('AUT-STR-022 an authorisation keeps the wishes that its consent came with, unless it has its own', async () => {
  const bank = await shareBank(ALL);
  const wishes = { ...BY_PSU, ...EXPLICIT, 'tpp-decoupled-preferred': 'true' };
  const first = (await create(bank, {}, wishes)).body.consentId ?? '';
  expect(approachOf(await start(bank, first))).toBe('DECOUPLED');
  const second = (await create(bank, {}, wishes)).body.consentId ?? '';
  const headers = { 'tpp-redirect-preferred': 'true', ...RETURN };
  expect(approachOf(await start(bank, second, { headers }))).toBe('REDIRECT');
});

test('N-COM-HDR-101 a preference for decoupled means nothing when an authorisation is begun', async () => {
  const bank = await shareBank(ALL);
  const { consentId = '' } = (await create(bank, {}, { ...BY_PSU, ...EXPLICIT })).body;
  expect(approachOf(await start(bank, consentId, { headers: { 'tpp-decoupled-preferred': 'true' } }))).toBe('REDIRECT');
});

test.each([
  ['AUT-STR-010', {}, 'received'],
  ['AUT-STR-010', BY_PSU, 'psuIdentified'],
])('%s an authorisation begins by what is known of the PSU: %j', async (_rule, headers, scaStatus) => {
  const bank = await shareBank();
  const implicit = (await create(bank, {}, headers)).body.consentId ?? '';
  const [authorisationId = ''] = await authorisationsOf(bank, implicit);
  expect(await scaStatusOf(bank, implicit, authorisationId)).toBe(scaStatus);
  const explicit = (await create(bank, {}, EXPLICIT)).body.consentId ?? '';
  expect((await start(bank, explicit, { headers })).body.scaStatus).toBe(scaStatus);
});

test.each([
  ['AIS-CNS-037', true, 'true'],
  ['AIS-CNS-037', false, null],
])('%s whether consents may be valid beside each other is told: %j', async (_rule, multiple, told) => {
  const { headers } = await create(await shareBank({ consents: { multiple } }));
  expect(headers.get('aspsp-multiple-consent-support')).toBe(told);
});

test('COM-HDR-021 links and Location have the path that the bank is at', async () => {
  const { headers, body } = await (async () => {
    const bank = await shareBank({ basePath: '/xs2a' });
    return create({ ...bank, request: (method, target, request) => bank.request(method, `/xs2a${target}`, request) });
  })();
  expect(headers.get('location')).toBe(`/xs2a/v1/consents/${body.consentId}`);
  expect(body._links?.self?.href).toBe(headers.get('location'));
  expect(body._links?.status?.href).toBe(`/xs2a/v1/consents/${body.consentId}/status`);
});

test.each([
  ['NTF-PSH-003', { 'tpp-notification-uri': 'https://tpp.example/pushes' }],
  ['NTF-PSH-004', { 'tpp-notification-content-preferred': 'status=SCA,SCA' }],
  ['N-NTF-PSH-102', { 'tpp-notification-content-preferred': 'status=LAST' }],
  ['COM-HDR-030', { 'tpp-brand-logging-information': 'Kontoblick' }],
])('%s what this bank makes nothing of changes nothing: %j', async (_rule, sent) => {
  const { status, headers } = await create(await shareBank(), {}, sent);
  expect(status).toBe(201);
  expect(headers.get('aspsp-notification-support')).toBeNull();
  expect(headers.get('aspsp-notification-content')).toBeNull();
});
