import type { TestBank } from '@openxs2a/edge/testing';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import {
  authorisationsOf,
  call,
  create,
  createBank,
  hrefOf,
  lastCode,
  openBank,
  PASSWORD,
  PERSON,
  refusalOf,
  relationsOf,
  SIGNATORY,
  scaStatusOf,
  shareBank,
  start,
  statusOf,
  TPP_ID,
  update,
} from '../bank.fixture.ts';

const MULTILEVEL = {
  sca: { approaches: ['EMBEDDED'], multilevel: true },
  consents: { offered: { bankOffered: false } },
};
const FIRST = { psuId: SIGNATORY.psuId };
const SECOND = { psuId: 'corporate-signatory-2' };
const by = ({ psuId }: { readonly psuId: string }) => ({ 'psu-id': psuId, 'psu-corporate-id': 'demo-corporate' });

/** What both signatories have together. */
async function createOfCompany(bank: TestBank, headers: Readonly<Record<string, string>> = by(FIRST)) {
  const accounts = await bank.core.listAccounts('demo-corporate-signatory-1');
  const iban = accounts.find(({ signatures }) => signatures === 2)?.iban;
  return create(bank, { access: { balances: [{ iban }] } }, headers);
}

/** Password, code by text message, done. */
async function sign(bank: TestBank, consentId: string, psu: { readonly psuId: string }) {
  const started = await start(bank, consentId, { headers: by(psu), body: PASSWORD(psu) });
  if (started.status !== 201) return started;
  const target = hrefOf(started, 'scaStatus');
  const sms = started.body.scaMethods?.find((method) => method.authenticationType === 'SMS_OTP');
  await call(bank, 'PUT', target, { body: { authenticationMethodId: sms?.authenticationMethodId } });
  return call(bank, 'PUT', target, { body: { scaAuthenticationData: lastCode(bank) } });
}

test('MLV-SCA-001 several PSUs begin each by itself, and the consent has nothing but the way to that', async () => {
  const bank = await shareBank(MULTILEVEL);
  const created = await createOfCompany(bank);
  expect(relationsOf(created)).toEqual(['self', 'startAuthorisationWithPsuAuthentication', 'status']);
  expect(Object.keys(created.body).toSorted()).toEqual(['_links', 'consentId', 'consentStatus']);
  const unknown = await createOfCompany(bank, {});
  expect(relationsOf(unknown)).toEqual(['self', 'startAuthorisationWithPsuIdentification', 'status']);
});

test.each([['MLV-SCA-002'], ['MLV-SCA-003'], ['MLV-SCA-004']])(
  '%s when the first has agreed it is half done, when the second has, it is valid',
  async () => {
    const bank = await shareBank(MULTILEVEL);
    const { consentId = '' } = (await createOfCompany(bank)).body;
    expect((await sign(bank, consentId, FIRST)).body.scaStatus).toBe('finalised');
    expect(await statusOf(bank, consentId)).toBe('partiallyAuthorised');
    expect((await sign(bank, consentId, SECOND)).body.scaStatus).toBe('finalised');
    expect(await statusOf(bank, consentId)).toBe('valid');
    const all = await authorisationsOf(bank, consentId);
    expect(new Set(all).size).toBe(2);
    for (const id of all) expect(await scaStatusOf(bank, consentId, id)).toBe('finalised');
  },
);

test('MLV-SCA-003 what is half done opens nothing', async () => {
  const bank = await shareBank(MULTILEVEL);
  const { consentId = '' } = (await createOfCompany(bank)).body;
  await sign(bank, consentId, FIRST);
  const use = { consentId, tppId: TPP_ID, psuPresent: true, requestId: 'r', operation: 'getAccountList' } as const;
  expect(await bank.consents.useConsent(use)).toMatchObject({ accepted: false, reason: 'consent-not-valid' });
});

test('MLV-SCA-005 who has agreed does not count twice', async () => {
  const bank = await shareBank(MULTILEVEL);
  const { consentId = '' } = (await createOfCompany(bank)).body;
  await sign(bank, consentId, FIRST);
  expect(refusalOf(await sign(bank, consentId, FIRST))).toBe('409 STATUS_INVALID');
  expect(await statusOf(bank, consentId)).toBe('partiallyAuthorised');
});

test('MLV-SCA-005 not even by two authorisations that run beside each other', async () => {
  const bank = await shareBank(MULTILEVEL);
  const { consentId = '' } = (await createOfCompany(bank)).body;
  const begin = async () => {
    const started = await start(bank, consentId, { headers: by(FIRST), body: PASSWORD(FIRST) });
    const target = hrefOf(started, 'scaStatus');
    const sms = started.body.scaMethods?.find((method) => method.authenticationType === 'SMS_OTP');
    await call(bank, 'PUT', target, { body: { authenticationMethodId: sms?.authenticationMethodId } });
    return { target, body: { scaAuthenticationData: lastCode(bank) } };
  };
  const [one, two] = [await begin(), await begin()];
  expect((await call(bank, 'PUT', one.target, one)).body.scaStatus).toBe('finalised');
  expect(refusalOf(await call(bank, 'PUT', two.target, two))).toBe('409 STATUS_INVALID');
  // its code is used, so nothing can come of it any more
  expect((await call(bank, 'GET', two.target)).body.scaStatus).toBe('failed');
  expect(await statusOf(bank, consentId)).toBe('partiallyAuthorised');
});

test('once the named one has signed, a TPP need not know who comes next: the page asks', async () => {
  const bank = await shareBank({ ...MULTILEVEL, sca: { approaches: ['EMBEDDED', 'REDIRECT'], multilevel: true } });
  const { consentId = '' } = (await createOfCompany(bank)).body;
  await sign(bank, consentId, FIRST);
  const begun = await start(bank, consentId, {
    headers: { 'tpp-redirect-preferred': 'true', 'tpp-redirect-uri': 'https://tpp.example/ok' },
  });
  expect([begun.status, begun.body.scaStatus]).toEqual([201, 'received']);
  expect(relationsOf(begun)).toContain('scaRedirect');
  // embedded there is no page that could
  expect(refusalOf(await start(bank, consentId))).toBe('400 FORMAT_ERROR PSU-ID');
});

test('MLV-SCA-006 where not all sign in time, the consent is rejected', async () => {
  const bank = await openBank({ profile: MULTILEVEL });
  const { consentId = '' } = (await createOfCompany(bank)).body;
  await sign(bank, consentId, FIRST);
  bank.clock.advance({ days: 1 });
  expect(await statusOf(bank, consentId)).toBe('rejected');
});

test('MLV-SCA-007 a signature that failed spoils nothing, and can be given again', async () => {
  const bank = await openBank({ profile: MULTILEVEL });
  const { consentId = '' } = (await createOfCompany(bank)).body;
  await sign(bank, consentId, FIRST);
  const failing = await start(bank, consentId, { headers: by(SECOND) });
  await bank.consents.updateAuthorisation({
    consentId,
    authorisationId: failing.body.authorisationId ?? '',
    event: 'fail',
  });
  expect(await statusOf(bank, consentId)).toBe('partiallyAuthorised');
  expect((await sign(bank, consentId, SECOND)).body.scaStatus).toBe('finalised');
  expect(await statusOf(bank, consentId)).toBe('valid');
});

test('MLV-SCA-009 a preference for the bank to begin changes nothing', async () => {
  const bank = await shareBank(MULTILEVEL);
  const headers = { ...by(FIRST), 'tpp-explicit-authorisation-preferred': 'false' };
  expect(relationsOf(await createOfCompany(bank, headers))).toContain('startAuthorisationWithPsuAuthentication');
});

test('somebody who may not open the accounts cannot sign for them', async () => {
  const bank = await shareBank(MULTILEVEL);
  const { consentId = '' } = (await createOfCompany(bank)).body;
  await sign(bank, consentId, FIRST);
  const stranger = await start(bank, consentId, { headers: { 'psu-id': PERSON.psuId }, body: PASSWORD(PERSON) });
  expect(refusalOf(stranger)).toBe('400 FORMAT_ERROR');
  expect(await statusOf(bank, consentId)).toBe('partiallyAuthorised');
  expect((await sign(bank, consentId, SECOND)).body.scaStatus).toBe('finalised');
});

test('where one signature is enough, one PSU makes it valid', async () => {
  const bank = await shareBank(MULTILEVEL);
  const { consentId = '' } = (await create(bank, {}, { 'psu-id': PERSON.psuId })).body;
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const password = await update(bank, consentId, authorisationId, { body: PASSWORD(PERSON) });
  const sms = password.body.scaMethods?.find((method) => method.authenticationType === 'SMS_OTP');
  await update(bank, consentId, authorisationId, {
    body: { authenticationMethodId: sms?.authenticationMethodId },
  });
  await update(bank, consentId, authorisationId, { body: { scaAuthenticationData: lastCode(bank) } });
  expect(await statusOf(bank, consentId)).toBe('valid');
});

forEachDatabase((_name, open) => {
  test('MLV-SCA-004 of two that sign at the same moment, one is the last', async () => {
    const bank = await createBank({ profile: MULTILEVEL, database: await open.locate() });
    const { consentId = '' } = (await createOfCompany(bank)).body;
    const prepare = async (psu: { readonly psuId: string }) => {
      const started = await start(bank, consentId, { headers: by(psu), body: PASSWORD(psu) });
      const target = hrefOf(started, 'scaStatus');
      const sms = started.body.scaMethods?.find((method) => method.authenticationType === 'SMS_OTP');
      await call(bank, 'PUT', target, { body: { authenticationMethodId: sms?.authenticationMethodId } });
      return { target, body: { scaAuthenticationData: lastCode(bank) } };
    };
    const both = [await prepare(FIRST), await prepare(SECOND)];
    const done = await Promise.all(both.map((one) => call(bank, 'PUT', one.target, one)));
    expect(done.map(({ body }) => body.scaStatus)).toEqual(['finalised', 'finalised']);
    expect(await statusOf(bank, consentId)).toBe('valid');
    await bank.close();
  });
});
