import type { TestBank } from '@openxs2a/edge/testing';
import { expect, test } from 'vitest';
import type { AuthorisationView, Road } from '../authorising/road.ts';
import { createAuthorizationServer } from '../authorization-server.ts';
import {
  type Answer,
  authorisationsOf,
  call,
  create,
  createdId,
  hrefOf,
  lastCode,
  OTHER_PERSON,
  openBank,
  PAGES,
  PERSON,
  passwordOf,
  refusalOf,
  relationsOf,
  scaStatusOf,
  shareBank,
  start,
  statusOf,
  update,
  wrongCode,
} from '../bank.fixture.ts';

const CONFIRMED = { sca: { authorisationConfirmation: true } };
const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };
const OK = 'https://tpp.example/return?state=s-1';
const NOK = 'https://tpp.example/failed';
const RETURN = { 'tpp-redirect-uri': OK, 'tpp-nok-redirect-uri': NOK };
/** Its only method is a code. */
const PSU = OTHER_PERSON;

/** The bank's pages, but for the pages. */
async function roadOf(bank: TestBank): Promise<Road> {
  return (await createAuthorizationServer({ ...bank, pagesUrl: PAGES })).road;
}

const ticketIn = (answer: Answer) => hrefOf(answer, 'scaRedirect').replace(`${PAGES}/authorise/`, '');

async function follow(road: Road, answer: Answer): Promise<AuthorisationView> {
  const found = await road.findByTicket(ticketIn(answer));
  if (!found.accepted) throw new Error(found.reason);
  return found.evidence;
}

const logIn = (road: Road, { key }: AuthorisationView, psu: { readonly psuId: string } = PSU) =>
  road.authenticate(key, { login: { psuId: psu.psuId }, password: passwordOf(psu), channel: 'page' });

/** All that a PSU does on the page. */
async function authorise(bank: TestBank, road: Road, view: AuthorisationView, code?: string) {
  await logIn(road, view);
  const methods = await road.listMethods(view.key);
  const [method] = methods.accepted ? methods.evidence : [];
  await road.selectMethod(view.key, method?.authenticationMethodId ?? '');
  return road.authorise(view.key, code ?? lastCode(bank));
}

test.each([['SCA-RED-001'], ['AUT-STR-001']])(
  '%s the link leads to the authorisation on the pages of the bank',
  async () => {
    const bank = await shareBank();
    const road = await roadOf(bank);
    const created = await create(bank, {}, RETURN);
    expect(hrefOf(created, 'scaRedirect')).toMatch(/^https:\/\/login\.bank\.example\/authorise\/[\w-]{43}$/);
    expect(relationsOf(created)).toEqual(['scaRedirect', 'scaStatus', 'self', 'status']);
    const view = await follow(road, created);
    expect(view).toMatchObject({
      key: { kind: 'consent', resourceId: created.body.consentId },
      tppName: 'Accounts in Sight GmbH',
      approach: 'REDIRECT',
      scaStatus: 'received',
      needsChoice: false,
    });
    const started = await start(bank, (await create(bank, {}, EXPLICIT)).body.consentId ?? '');
    expect((await follow(road, started)).key.authorisationId).toBe(started.body.authorisationId);
  },
);

test('SCA-RED-001 a bank without pages links to none', async () => {
  const bank = await shareBank();
  const { handlers } = await createAuthorizationServer(bank);
  expect(handlers.createConsent).toBeDefined();
  const { createTestBank } = await import('@openxs2a/edge/testing');
  const bare = await createTestBank({ parts: async (state) => [await createAuthorizationServer(state)] });
  expect(relationsOf(await create(bare, {}, RETURN))).toEqual(['scaStatus', 'self', 'status']);
  await bare.close();
});

test.each([['SCA-RED-002'], ['SCA-RED-011']])(
  '%s after SCA the consent is valid, and the PSU goes where the TPP wanted, without a code',
  async () => {
    const bank = await shareBank();
    const road = await roadOf(bank);
    const created = await create(bank, {}, RETURN);
    const view = await follow(road, created);
    const done = await authorise(bank, road, view);
    expect(done.accepted && done.evidence.scaStatus).toBe('finalised');
    expect(await statusOf(bank, created.body.consentId ?? '')).toBe('valid');
    expect(await road.returnAddress(view.key)).toBe(OK);
  },
);

test('SCA-RED-002 who refuses goes to the address for failures', async () => {
  const bank = await shareBank();
  const road = await roadOf(bank);
  const created = await create(bank, {}, RETURN);
  const view = await follow(road, created);
  await logIn(road, view);
  const refused = await road.refuse(view.key);
  expect(refused.accepted && refused.evidence.scaStatus).toBe('failed');
  expect(await statusOf(bank, created.body.consentId ?? '')).toBe('rejected');
  expect(await road.returnAddress(view.key)).toBe(NOK);
  expect(await road.returnOrigins(view.key)).toEqual(['https://tpp.example']);
});

test('SCA-RED-003 a link that nobody follows in time has failed, and another authorisation may begin', async () => {
  const bank = await openBank();
  const road = await roadOf(bank);
  const created = await create(bank, {}, RETURN);
  const { key } = await follow(road, created);
  bank.clock.advance({ minutes: 10 });
  const late = await road.findByTicket(ticketIn(created));
  expect(late).toEqual({ accepted: false, reason: 'resource-expired', evidence: { key } });
  expect(await road.returnAddress(key)).toBe(NOK);
  expect(await scaStatusOf(bank, key.resourceId, key.authorisationId)).toBe('failed');
  expect(await statusOf(bank, key.resourceId)).toBe('received');
  const again = await start(bank, key.resourceId);
  expect([again.status, relationsOf(again)]).toEqual([201, ['scaRedirect', 'scaStatus']]);
});

test('SCA-RED-003 a PSU that came in time may take its time', async () => {
  const bank = await openBank();
  const road = await roadOf(bank);
  const view = await follow(road, await create(bank, {}, RETURN));
  await logIn(road, view);
  bank.clock.advance({ minutes: 10 });
  const found = await road.find(view.key);
  expect(found.accepted && found.evidence.scaStatus).toBe('psuAuthenticated');
});

test.each(['', 'x', 'A'.repeat(43), '../..'])('SCA-RED-001 %j leads nowhere', async (ticket) => {
  const road = await roadOf(await shareBank());
  expect(await road.findByTicket(ticket)).toMatchObject({ accepted: false, reason: 'resource-unknown' });
});

test('SCA-RED-006 an authorisation that the TPP begins returns to where the consent does, unless it says otherwise', async () => {
  const bank = await shareBank();
  const road = await roadOf(bank);
  const consentId = (await create(bank, {}, { ...RETURN, ...EXPLICIT })).body.consentId ?? '';
  const first = await follow(road, await start(bank, consentId));
  await road.refuse(first.key);
  expect(await road.returnAddress(first.key)).toBe(NOK);
  const other = (await create(bank, {}, { ...RETURN, ...EXPLICIT })).body.consentId ?? '';
  const headers = { 'tpp-redirect-uri': 'https://tpp.example/other' };
  const second = await follow(road, await start(bank, other, { headers }));
  await road.refuse(second.key);
  expect(await road.returnAddress(second.key)).toBe('https://tpp.example/other?error=access_denied');
});

test('SCA-RED-010 where the TPP has to confirm, it is told where to, together with the page', async () => {
  const bank = await shareBank(CONFIRMED);
  const created = await create(bank, {}, RETURN);
  expect(relationsOf(created)).toEqual(['confirmation', 'scaRedirect', 'scaStatus', 'self', 'status']);
  const started = await start(bank, (await create(bank, {}, EXPLICIT)).body.consentId ?? '');
  expect(relationsOf(started)).toEqual(['confirmation', 'scaRedirect', 'scaStatus']);
});

/** Until the TPP has to confirm. */
async function unconfirmed(bank: TestBank) {
  const road = await roadOf(bank);
  const created = await create(bank, {}, RETURN);
  const view = await follow(road, created);
  await authorise(bank, road, view);
  const address = new URL((await road.returnAddress(view.key)) ?? '');
  const confirm = (confirmationCode: string) =>
    call(bank, 'PUT', hrefOf(created, 'confirmation'), { body: { confirmationCode } });
  const { resourceId: consentId, authorisationId } = view.key;
  return {
    road,
    key: view.key,
    consentId,
    authorisationId,
    address,
    confirm,
    code: address.searchParams.get('confirmationCode') ?? '',
  };
}

test.each([['SCA-RED-009'], ['S-39']])('%s until it is confirmed, nothing is valid', async () => {
  const bank = await shareBank(CONFIRMED);
  const { consentId, authorisationId, address } = await unconfirmed(bank);
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('unconfirmed');
  expect(await statusOf(bank, consentId)).toBe('received');
  expect([address.origin, address.searchParams.get('state')]).toEqual(['https://tpp.example', 's-1']);
});

test.each([['SCA-RED-012'], ['SCA-RED-015']])('%s the right code ends it', async () => {
  const bank = await shareBank(CONFIRMED);
  const { consentId, confirm, code } = await unconfirmed(bank);
  const { status, headers, body } = await confirm(code);
  expect([status, headers.get('aspsp-sca-approach')]).toEqual([200, 'REDIRECT']);
  expect(body).toEqual({ scaStatus: 'finalised', _links: { scaStatus: { href: expect.any(String) } } });
  expect(await statusOf(bank, consentId)).toBe('valid');
});

test('SCA-RED-013 a wrong code makes it fail', async () => {
  const bank = await shareBank(CONFIRMED);
  const { consentId, confirm } = await unconfirmed(bank);
  const { status, body } = await confirm('wrong');
  expect([status, body.scaStatus]).toEqual([200, 'failed']);
  expect(await statusOf(bank, consentId)).toBe('rejected');
});

test.each([
  ['SCA-RED-014', {}, '400 SCA_INVALID'],
  ['SCA-RED-014', { errors: { confirmedAgain: 'STATUS_INVALID' } }, '409 STATUS_INVALID'],
])('%s to confirm twice is refused, whatever came of the first: %j', async (_rule, more, refusal) => {
  const bank = await shareBank({ ...CONFIRMED, ...more });
  const good = await unconfirmed(bank);
  await good.confirm(good.code);
  expect(refusalOf(await good.confirm(good.code))).toBe(refusal);
  expect(await statusOf(bank, good.consentId)).toBe('valid');
  const bad = await unconfirmed(bank);
  await bad.confirm('wrong');
  expect(refusalOf(await bad.confirm(bad.code))).toBe(refusal);
  expect(await statusOf(bank, bad.consentId)).toBe('rejected');
});

test('SCA-RED-014 of confirmations at once one counts', async () => {
  const bank = await shareBank(CONFIRMED);
  const { confirm, code } = await unconfirmed(bank);
  const all = await Promise.all(Array.from({ length: 6 }, () => confirm(code)));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(all.filter(({ status }) => status !== 200).map(refusalOf))).toEqual(new Set(['400 SCA_INVALID']));
});

test('SCA-RED-016 the code of another authorisation is a wrong one', async () => {
  const bank = await shareBank(CONFIRMED);
  const [one, two] = [await unconfirmed(bank), await unconfirmed(bank)];
  expect((await two.confirm(one.code)).body.scaStatus).toBe('failed');
  expect((await one.confirm(one.code)).body.scaStatus).toBe('finalised');
});

test('N-SCA-RED-104 to confirm before SCA is done is a conflict', async () => {
  const bank = await shareBank(CONFIRMED);
  const created = await create(bank, {}, RETURN);
  const early = await call(bank, 'PUT', hrefOf(created, 'confirmation'), { body: { confirmationCode: 'x' } });
  expect(refusalOf(early)).toBe('409 STATUS_INVALID');
  expect((await call(bank, 'GET', hrefOf(created, 'scaStatus'))).body.scaStatus).toBe('received');
});

test('SCA-RED-008 the code to return with stays the same, however often the page is left', async () => {
  const bank = await shareBank(CONFIRMED);
  const { road, key, address } = await unconfirmed(bank);
  expect(await road.returnAddress(key)).toBe(address.href);
});

test('N-AUT-STR-109 another PSU that logs in on the page ends it', async () => {
  const bank = await shareBank();
  const road = await roadOf(bank);
  const created = await create(bank, {}, { ...RETURN, 'psu-id': PSU.psuId });
  const view = await follow(road, created);
  expect(await logIn(road, view, PERSON)).toMatchObject({ accepted: false, reason: 'consent:psu-mismatch' });
  expect(await statusOf(bank, created.body.consentId ?? '')).toBe('rejected');
});

test('S-04 five failures on the page block, and fail the authorisation', async () => {
  const bank = await openBank();
  const road = await roadOf(bank);
  const view = await follow(road, await create(bank, {}, RETURN));
  const wrong = { login: { psuId: PSU.psuId }, password: 'wrong', channel: 'page' } as const;
  for (let count = 0; count < 5; count += 1)
    expect(await road.authenticate(view.key, wrong)).toMatchObject({ reason: 'sca:credentials-wrong' });
  expect((await road.find(view.key)).accepted && (await road.returnAddress(view.key))).toBe(NOK);
  expect(await logIn(road, view)).toMatchObject({ accepted: false, reason: 'status-not-fitting' });
});

test('on the page a code that was missed too often is asked for anew', async () => {
  const bank = await openBank();
  const road = await roadOf(bank);
  const view = await follow(road, await create(bank, {}, RETURN));
  await logIn(road, view);
  const methods = await road.listMethods(view.key);
  const [method] = methods.accepted ? methods.evidence : [];
  const select = () => road.selectMethod(view.key, method?.authenticationMethodId ?? '');
  await select();
  for (let count = 0; count < 3; count += 1) await road.authorise(view.key, wrongCode(bank));
  expect(await road.authorise(view.key, lastCode(bank))).toMatchObject({ reason: 'sca:challenge-ended' });
  await select();
  const done = await road.authorise(view.key, lastCode(bank));
  expect(done.accepted && done.evidence.scaStatus).toBe('finalised');
});

test('AIS-CNS-010 of a bank offered consent the PSU chooses the accounts, and a code is of that choice', async () => {
  const bank = await shareBank();
  const road = await roadOf(bank);
  const created = await create(bank, { access: { accounts: [], balances: [] } }, RETURN);
  const view = await follow(road, created);
  expect(view.needsChoice).toBe(true);
  await logIn(road, view);
  const methods = await road.listMethods(view.key);
  const [method] = methods.accepted ? methods.evidence : [];
  const methodId = method?.authenticationMethodId ?? '';
  expect(await road.selectMethod(view.key, methodId)).toMatchObject({ reason: 'consent:no-account-chosen' });
  const eligible = await road.listEligibleAccounts(view.key);
  const [first = '', second = ''] = eligible.accepted ? eligible.evidence : [];
  expect(await road.chooseAccounts(view.key, ['another'])).toMatchObject({ reason: 'consent:account-not-of-psu' });
  await road.chooseAccounts(view.key, [first]);
  await road.selectMethod(view.key, methodId);
  const code = lastCode(bank);
  const changed = await road.chooseAccounts(view.key, [second]);
  expect(changed.accepted && changed.evidence.subject).toMatchObject({ accounts: [second] });
  expect(await road.authorise(view.key, code)).toMatchObject({ reason: 'sca:challenge-ended' });
  await road.selectMethod(view.key, methodId);
  expect((await road.authorise(view.key, lastCode(bank))).accepted).toBe(true);
  const use = { consentId: view.key.resourceId, tppId: view.tppId, psuPresent: true, requestId: 'r' } as const;
  const list = await bank.consents.useConsent({ ...use, operation: 'getAccountList' });
  expect(list.accepted && list.evidence.accounts.map(({ accountId }) => accountId)).toEqual([second]);
});

test('a page cannot take a step of SCA before its time', async () => {
  const bank = await shareBank();
  const road = await roadOf(bank);
  const { key } = await follow(road, await create(bank, {}, RETURN));
  const early = { accepted: false, reason: 'status-not-fitting' };
  expect(await road.listMethods(key)).toMatchObject(early);
  expect(await road.listEligibleAccounts(key)).toMatchObject(early);
  expect(await road.chooseAccounts(key, [])).toMatchObject(early);
  expect(await road.selectMethod(key, 'm-1')).toMatchObject(early);
  expect(await road.exempt(key)).toMatchObject(early);
  expect(await road.authorise(key, '123456')).toMatchObject(early);
  expect(await road.confirm(key, 'x')).toMatchObject(early);
});

test('S-14 on the page, too, the password is all where the bank does without a second factor', async () => {
  const bank = await shareBank({ sca: { availableAccountsByPassword: true } });
  const road = await roadOf(bank);
  const list = { access: { availableAccounts: 'allAccounts' }, recurringIndicator: false, frequencyPerDay: 1 };
  const view = await follow(road, await create(bank, list, RETURN));
  await logIn(road, view);
  const done = await road.exempt(view.key);
  expect(done.accepted && done.evidence.scaStatus).toBe('exempted');
  const other = await follow(road, await create(bank, {}, RETURN));
  await logIn(road, other);
  expect(await road.exempt(other.key)).toMatchObject({ accepted: false, reason: 'sca:exemption-none' });
});

test('where the TPP has to confirm, no exemption gets around that: who was led astray opens not even a list', async () => {
  const sca = { availableAccountsByPassword: true, authorisationConfirmation: true };
  const bank = await shareBank({ sca });
  const road = await roadOf(bank);
  const list = { access: { availableAccounts: 'allAccounts' }, recurringIndicator: false, frequencyPerDay: 1 };
  const view = await follow(road, await create(bank, list, RETURN));
  await logIn(road, view);
  expect(await road.exempt(view.key)).toMatchObject({ accepted: false, reason: 'sca:exemption-none' });
  expect(await statusOf(bank, view.key.resourceId)).toBe('received');
});

test('SCA-RED-017 the TPP cannot authenticate the PSU for the page', async () => {
  const bank = await shareBank();
  const consentId = await createdId(bank, {}, { 'psu-id': PSU.psuId });
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const body = { psuData: { password: passwordOf(PSU) } };
  expect(refusalOf(await update(bank, consentId, authorisationId, { body }))).toBe('405 SERVICE_INVALID');
});
