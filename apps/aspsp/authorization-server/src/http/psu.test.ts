import { expect, test } from 'vitest';
import {
  authorise,
  BLOCKED,
  call,
  consentAt,
  create,
  PERSON,
  refusalOf,
  SIGNATORY,
  shareBank,
  start,
  TPP_ID,
} from '../bank.fixture.ts';

const CORPORATE = { 'psu-id': SIGNATORY.psuId, 'psu-corporate-id': 'demo-corporate' };

test.each([
  ['COM-HDR-027', { 'psu-id': PERSON.psuId }, '201'],
  ['COM-HDR-027', {}, '400 FORMAT_ERROR PSU-ID'],
])('%s a bank may want to know the PSU from the beginning: %j', async (_rule, headers, outcome) => {
  expect(refusalOf(await create(await shareBank({ requests: { psuIdRequired: true } }), {}, headers))).toBe(outcome);
});

test.each([
  ['COM-HDR-028', 'an unknown PSU', { 'psu-id': 'nobody' }, '401 PSU_CREDENTIALS_INVALID'],
  ['COM-HDR-028', 'no name at all', { 'psu-id': '' }, '401 PSU_CREDENTIALS_INVALID'],
  ['ERR-COD-013', 'a blocked PSU', { 'psu-id': BLOCKED.psuId }, '403 SERVICE_BLOCKED'],
  ['COM-HDR-029', 'an unknown company', { ...CORPORATE, 'psu-corporate-id': 'x' }, '401 CORPORATE_ID_INVALID'],
  ['COM-HDR-029', 'a company of nobody', { 'psu-corporate-id': 'demo-corporate' }, '400 FORMAT_ERROR PSU-ID'],
  ['COM-HDR-029', 'an unknown PSU of a company', { ...CORPORATE, 'psu-id': 'nobody' }, '401 PSU_CREDENTIALS_INVALID'],
  ['COM-HDR-029', 'a PSU of its company', CORPORATE, '201'],
  ['COM-HDR-029', 'a kind of company without one', { 'psu-corporate-id-type': 'COMPANY' }, '201'],
])('%s %s, with a consent and with an authorisation', async (_rule, _who, headers, outcome) => {
  const bank = await shareBank();
  expect(refusalOf(await create(bank, {}, headers))).toBe(outcome);
  const { consentId = '' } = (await create(bank, {}, { 'tpp-explicit-authorisation-preferred': 'true' })).body;
  expect(refusalOf(await start(bank, consentId, { headers }))).toBe(outcome);
});

test('a PSU that acts for a company stays with it', async () => {
  const bank = await shareBank();
  const consentId = (await create(bank, {}, CORPORATE)).body.consentId ?? '';
  const found = await bank.consents.find(consentId, TPP_ID);
  expect(found.accepted && found.evidence.psu).toEqual({ psuId: SIGNATORY.id, corporateId: 'demo-corporate' });
  const named = { psuId: SIGNATORY.id, corporateId: 'demo-corporate' };
  expect((await authorise(bank, consentId, named)).accepted).toBe(true);
});

test('a refused PSU leaves no consent and no authorisation', async () => {
  const bank = await shareBank({ consents: { maxDays: 30 } });
  await create(bank, {}, { 'psu-id': 'nobody' });
  expect(await bank.consents.listOfTpp(TPP_ID)).toEqual([]);
});

test('N-COM-HDR-110 neither a PSU nor an account stands in a link', async () => {
  const bank = await shareBank();
  const access = { balances: [{ iban: 'DE02120300000000202051' }] };
  const created = await create(bank, { access }, { 'psu-id': PERSON.psuId });
  expect(JSON.stringify(created.body._links)).not.toMatch(/DE02120300000000202051|personal/);
  const { body } = await call(bank, 'GET', consentAt(created.body.consentId ?? ''));
  expect(JSON.stringify(body._links ?? {})).not.toMatch(/DE02120300000000202051|personal/);
});
