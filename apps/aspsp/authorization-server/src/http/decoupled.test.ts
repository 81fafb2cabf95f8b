import type { TestBank } from '@openxs2a/edge/testing';
import { type Approval, describeSubject } from '@openxs2a/sca';
import { expect, test } from 'vitest';
import { createAuthorizationServer } from '../authorization-server.ts';
import {
  authorisationsOf,
  BLOCKED,
  call,
  consentAt,
  create,
  createdId,
  hrefOf,
  OTHER_PERSON,
  openBank,
  PASSWORD,
  PERSON,
  refusalOf,
  relationsOf,
  scaStatusOf,
  shareBank,
  start,
  statusOf,
  TPP_ID,
  update,
} from '../bank.fixture.ts';
import { DEVICES } from '../devices.fixture.ts';

const DECOUPLED = { sca: { approaches: ['DECOUPLED'] } };
const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };
const DEVICE = { psuId: 'cards', id: 'demo-cards' };
/** Its only method is a code. */
const NO_DEVICE = OTHER_PERSON;
const by = ({ psuId }: { readonly psuId: string }) => ({ 'psu-id': psuId });

/** As the bank begins it. */
async function begin(bank: TestBank, psu: { readonly psuId: string } = DEVICE) {
  const created = await create(bank, {}, by(psu));
  const { consentId = '' } = created.body;
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  return { created, consentId, authorisationId };
}

async function approvalOf(bank: TestBank, authorisationId: string, psuId = DEVICE.id): Promise<Approval> {
  const approvals = await bank.sca.listApprovals(psuId);
  const approval = approvals.find((one) => one.authorisationId === authorisationId);
  if (approval === undefined) throw new Error('Nothing is asked.');
  return approval;
}

/** What the device of a PSU does, with what the bank knows of the consent now. */
async function answer(bank: TestBank, consentId: string, authorisationId: string, decision: 'approve' | 'refuse') {
  const { approvalId, texts } = await approvalOf(bank, authorisationId);
  const signature = DEVICES.sign(DEVICE.id, texts[decision]);
  if (decision === 'refuse') return bank.sca.refuse({ approvalId, signature });
  const found = await bank.consents.findAuthorising(consentId, authorisationId);
  const accounts = await bank.consents.forecastAccounts({ consentId, psuId: DEVICE.id });
  if (!found.accepted || !accounts.accepted) throw new Error('No such consent.');
  const { tppId, tppName, access, validUntil, recurring, frequencyPerDay } = found.evidence.consent;
  const shown = { consentId, tppId, tppName, access, validUntil, recurring, frequencyPerDay };
  const subject = { kind: 'consent', ...shown, accounts: accounts.evidence } as const;
  return bank.sca.approve({ approvalId, signature, subject });
}

test.each([['SCA-DEC-001'], ['AUT-STR-025'], ['COM-HDR-022']])(
  '%s the device is asked at once, the PSU is told so, and the TPP has nothing to do',
  async () => {
    const bank = await shareBank(DECOUPLED);
    const { created, consentId, authorisationId } = await begin(bank);
    expect([created.status, created.headers.get('aspsp-sca-approach')]).toEqual([201, 'DECOUPLED']);
    expect(relationsOf(created)).toEqual(['scaStatus', 'self', 'status']);
    expect(created.body.psuMessage).toBe('Please approve this on your device.');
    const { body } = await call(bank, 'GET', hrefOf(created, 'scaStatus'));
    expect(body).toEqual({ scaStatus: 'started', psuMessage: 'Please approve this on your device.' });
    expect(await statusOf(bank, consentId)).toBe('received');
    expect((await approvalOf(bank, authorisationId)).shown).toContain('Accounts in Sight GmbH may read');
  },
);

test.each([['SCA-DEC-003'], ['S-32']])('%s what the device approved the TPP finds out by the status', async () => {
  const bank = await shareBank(DECOUPLED);
  const { consentId, authorisationId } = await begin(bank);
  await answer(bank, consentId, authorisationId, 'approve');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('finalised');
  expect(await statusOf(bank, consentId)).toBe('valid');
});

test('SCA-DEC-003 the status of the consent tells, too, without that of the authorisation', async () => {
  const bank = await shareBank(DECOUPLED);
  const { consentId, authorisationId } = await begin(bank);
  await answer(bank, consentId, authorisationId, 'approve');
  expect(await statusOf(bank, consentId)).toBe('valid');
});

test('SCA-DEC-003 what the PSU refused on the device is rejected', async () => {
  const bank = await shareBank(DECOUPLED);
  const { consentId, authorisationId } = await begin(bank);
  await answer(bank, consentId, authorisationId, 'refuse');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
  expect(await statusOf(bank, consentId)).toBe('rejected');
});

test('SCA-DEC-005 where nobody does anything in time, it has failed', async () => {
  const bank = await openBank({ profile: DECOUPLED });
  const { consentId, authorisationId } = await begin(bank);
  bank.clock.advance({ minutes: 5 });
  expect(await statusOf(bank, consentId)).toBe('rejected');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
});

test('SCA-DEC-003 asked by many at once, an approval counts once', async () => {
  const bank = await shareBank(DECOUPLED);
  const { consentId, authorisationId } = await begin(bank);
  await answer(bank, consentId, authorisationId, 'approve');
  const all = await Promise.all(Array.from({ length: 8 }, () => scaStatusOf(bank, consentId, authorisationId)));
  expect(new Set(all)).toEqual(new Set(['finalised']));
  const { records } = await bank.log.read({ subject: consentId });
  expect(records.filter(({ kind }) => kind === 'consent-given')).toHaveLength(1);
});

test.each([
  ['SCA-DEC-004', { scaAuthenticationData: '123456' }, '405 SERVICE_INVALID'],
  ['SCA-DEC-004', PASSWORD(DEVICE), '405 SERVICE_INVALID'],
  ['SCA-DEC-004', { authenticationMethodId: 'm-1' }, '405 SERVICE_INVALID'],
  ['SCA-DEC-004', { confirmationCode: 'x' }, '405 SERVICE_INVALID'],
  ['SCA-DEC-004', {}, '409 STATUS_INVALID'],
])('%s the TPP cannot go on with %j', async (_rule, body, refusal) => {
  const bank = await shareBank(DECOUPLED);
  const { consentId, authorisationId } = await begin(bank);
  const headers = by(DEVICE);
  expect(refusalOf(await update(bank, consentId, authorisationId, { headers, body }))).toBe(refusal);
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('started');
});

test.each([['SCA-DEC-002'], ['AUT-STR-004']])('%s the PSU has to be named', async () => {
  const bank = await shareBank(DECOUPLED);
  const created = await create(bank);
  expect(relationsOf(created)).toEqual(['self', 'startAuthorisationWithPsuIdentification', 'status']);
  const started = await start(bank, created.body.consentId ?? '', { headers: by(DEVICE) });
  expect([started.status, relationsOf(started)]).toEqual([201, ['scaStatus']]);
  expect(started.body.psuMessage).toMatch(/device/);
  expect((await call(bank, 'GET', hrefOf(started, 'scaStatus'))).body.scaStatus).toBe('started');
});

test('N-SCA-EMB-106 a PSU without a device cannot be asked, and nothing begins', async () => {
  const bank = await shareBank(DECOUPLED);
  expect(refusalOf(await create(bank, {}, by(NO_DEVICE)))).toBe('400 SCA_METHOD_UNKNOWN');
  const { consentId = '' } = (await create(bank, {}, EXPLICIT)).body;
  expect(refusalOf(await start(bank, consentId, { headers: by(NO_DEVICE) }))).toBe('400 SCA_METHOD_UNKNOWN');
  expect(await authorisationsOf(bank, consentId)).toEqual([]);
  expect(refusalOf(await start(bank, consentId, { headers: by(BLOCKED) }))).toBe('403 SERVICE_BLOCKED');
});

test.each([['S-08'], ['SEC-API-015']])(
  '%s an approval is of what was shown: for anything else it is none',
  async () => {
    const bank = await shareBank(DECOUPLED);
    const { consentId, authorisationId } = await begin(bank);
    const { approvalId, texts, shown } = await approvalOf(bank, authorisationId);
    const found = await bank.consents.findAuthorising(consentId, authorisationId);
    if (!found.accepted) throw new Error(found.reason);
    const { tppId, tppName, access, validUntil, recurring } = found.evidence.consent;
    const changed = { kind: 'consent', consentId, tppId, tppName, access, validUntil, recurring } as const;
    const subject = { ...changed, accounts: [], frequencyPerDay: 400 };
    expect(describeSubject(subject)).not.toBe(shown);
    const signature = DEVICES.sign(DEVICE.id, texts.approve);
    const approved = await bank.sca.approve({ approvalId, signature, subject });
    expect(approved.accepted ? undefined : approved.reason).toBe('subject-changed');
    expect(await statusOf(bank, consentId)).toBe('rejected');
  },
);

test('a device of somebody else approves nothing', async () => {
  const bank = await shareBank(DECOUPLED);
  const { consentId, authorisationId } = await begin(bank);
  const { approvalId, texts } = await approvalOf(bank, authorisationId);
  const signature = DEVICES.sign(PERSON.id, texts.refuse);
  expect((await bank.sca.refuse({ approvalId, signature })).accepted).toBe(false);
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('started');
});

test.each([['SCA-DEC-006'], ['SCA-EMB-010']])(
  '%s a device that is chosen after the password switches to decoupled, and is asked',
  async () => {
    const bank = await shareBank({ sca: { approaches: ['EMBEDDED'] }, consents: { offered: { bankOffered: false } } });
    const { consentId, authorisationId } = await begin(bank, PERSON);
    const password = await update(bank, consentId, authorisationId, { body: PASSWORD(PERSON) });
    const device = password.body.scaMethods?.find((method) => method.authenticationType === 'PUSH_OTP');
    const body = { authenticationMethodId: device?.authenticationMethodId };
    const chosen = await update(bank, consentId, authorisationId, { body });
    expect([chosen.body.scaStatus, chosen.headers.get('aspsp-sca-approach')]).toEqual(['started', 'DECOUPLED']);
    expect([relationsOf(chosen), chosen.body.challengeData]).toEqual([['scaStatus'], undefined]);
    const { approvalId, texts } = await approvalOf(bank, authorisationId, PERSON.id);
    await bank.sca.refuse({ approvalId, signature: DEVICES.sign(PERSON.id, texts.refuse) });
    const target = consentAt(consentId, `/authorisations/${authorisationId}`);
    expect((await call(bank, 'GET', target)).body.scaStatus).toBe('failed');
  },
);

test('SCA-EMB-010 a device may be chosen after a code, which counts no more', async () => {
  const bank = await shareBank({ sca: { approaches: ['EMBEDDED'] }, consents: { offered: { bankOffered: false } } });
  const { consentId, authorisationId } = await begin(bank, PERSON);
  const password = await update(bank, consentId, authorisationId, { body: PASSWORD(PERSON) });
  const idOf = (type: string) =>
    password.body.scaMethods?.find((method) => method.authenticationType === type)?.authenticationMethodId;
  await update(bank, consentId, authorisationId, { body: { authenticationMethodId: idOf('SMS_OTP') } });
  const device = await update(bank, consentId, authorisationId, { body: { authenticationMethodId: idOf('PUSH_OTP') } });
  expect([device.body.scaStatus, device.headers.get('aspsp-sca-approach')]).toEqual(['started', 'DECOUPLED']);
  const code = await update(bank, consentId, authorisationId, { body: { scaAuthenticationData: '123456' } });
  expect(refusalOf(code)).toBe('405 SERVICE_INVALID');
});

test('AIS-CNS-010 on a device a PSU agrees to all the accounts that it could choose from', async () => {
  const bank = await shareBank(DECOUPLED);
  const created = await create(bank, { access: { accounts: [], balances: [] } }, by(DEVICE));
  const { consentId = '' } = created.body;
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const { approvalId, texts, shown } = await approvalOf(bank, authorisationId);
  const eligible = await bank.consents.listEligibleAccounts({ consentId, psuId: DEVICE.id });
  const accounts = eligible.accepted ? eligible.evidence : [];
  expect(shown).toContain(`may read ${accounts.length} account`);
  const { road } = await createAuthorizationServer(bank);
  const found = await road.findByAuthorisation(authorisationId);
  if (!found.accepted) throw new Error(found.reason);
  const signature = DEVICES.sign(DEVICE.id, texts.approve);
  await bank.sca.approve({ approvalId, signature, subject: found.evidence.subject });
  expect(await statusOf(bank, consentId)).toBe('valid');
  const use = { consentId, tppId: TPP_ID, psuPresent: true, requestId: 'r', operation: 'getAccountList' } as const;
  const list = await bank.consents.useConsent(use);
  expect(list.accepted && list.evidence.accounts.map(({ accountId }) => accountId).toSorted()).toEqual(
    accounts.toSorted(),
  );
});

test('SCA-DEC-002 a PSU that is named while the authorisation waits for one is asked at once', async () => {
  const bank = await shareBank(DECOUPLED);
  const consentId = await createdId(bank, {}, { ...by(DEVICE), ...EXPLICIT });
  const { body } = await start(bank, consentId);
  expect(await scaStatusOf(bank, consentId, body.authorisationId ?? '')).toBe('started');
});
