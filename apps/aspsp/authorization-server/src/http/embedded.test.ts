import type { TestBank } from '@openxs2a/edge/testing';
import { expect, test } from 'vitest';
import {
  type Answer,
  authorisationsOf,
  call,
  consentAt,
  create,
  createdId,
  hrefOf,
  lastCode,
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
  update,
  wrongCode,
} from '../bank.fixture.ts';

const EMBEDDED = { sca: { approaches: ['EMBEDDED'] }, consents: { offered: { bankOffered: false } } };
const EXPLICIT = { 'tpp-explicit-authorisation-preferred': 'true' };
/** Several methods, one, one that is a device, none. */
const SEVERAL = PERSON;
const ONE = OTHER_PERSON;
const DEVICE = { psuId: 'cards' };
const NONE = { psuId: 'no-accounts' };
const WRONG = { psuData: { password: 'a wrong password' } };
const by = ({ psuId }: { readonly psuId: string }) => ({ 'psu-id': psuId });

interface Begun {
  readonly consentId: string;
  readonly authorisationId: string;
  /** Sends a step. */
  readonly put: (body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;
}

/** As the bank begins it, for a PSU that the TPP names. */
async function begin(bank: TestBank, psu: { readonly psuId: string } = ONE): Promise<Begun> {
  const { consentId = '' } = (await create(bank, {}, by(psu))).body;
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const put: Begun['put'] = (body, headers = {}) => update(bank, consentId, authorisationId, { body, headers });
  return { consentId, authorisationId, put };
}

const otp = (code: string) => ({ scaAuthenticationData: code });
const choice = (authenticationMethodId: string | undefined) => ({ authenticationMethodId });
const methodOf = ({ body }: Answer, authenticationType: string) =>
  body.scaMethods?.find((method) => method.authenticationType === authenticationType)?.authenticationMethodId;

test('SCA-EMB-001 SCA-EMB-005 SCA-EMB-012 by password and the code of the only method a consent is authorised', async () => {
  const bank = await shareBank(EMBEDDED);
  const { consentId, put } = await begin(bank);
  const password = await put(PASSWORD(ONE));
  expect(password.body).toEqual({
    scaStatus: 'scaMethodSelected',
    chosenScaMethod: {
      authenticationMethodId: expect.any(String),
      authenticationType: 'SMS_OTP',
      name: 'Text message',
      explanation: expect.any(String),
    },
    challengeData: { otpMaxLength: 6, otpFormat: 'integer', additionalInformation: expect.any(String) },
    _links: { authoriseTransaction: expect.any(Object), scaStatus: expect.any(Object) },
  });
  expect(password.headers.get('aspsp-sca-approach')).toBe('EMBEDDED');
  const done = await put(otp(lastCode(bank)));
  expect([done.status, done.body.scaStatus, relationsOf(done)]).toEqual([200, 'finalised', ['scaStatus']]);
  expect(await statusOf(bank, consentId)).toBe('valid');
});

test.each([['SCA-EMB-004'], ['SCA-EMB-006'], ['SCA-EMB-008'], ['SCA-EMB-009'], ['N-SCA-EMB-101'], ['N-SCA-EMB-102']])(
  '%s of several methods the PSU chooses by their names',
  async () => {
    const bank = await shareBank(EMBEDDED);
    const { put } = await begin(bank, SEVERAL);
    const password = await put(PASSWORD(SEVERAL));
    expect(password.body.scaStatus).toBe('psuAuthenticated');
    const names = password.body.scaMethods?.map(({ authenticationType, name }) => `${authenticationType} ${name}`);
    expect(names?.toSorted()).toEqual(['PUSH_OTP App', 'SMS_OTP Text message', 'SMTP_OTP E-mail']);
    for (const method of password.body.scaMethods ?? []) {
      expect(method.authenticationMethodId.length).toBeLessThanOrEqual(35);
      expect(method).not.toHaveProperty('decoupled');
    }
    expect(password.body.challengeData).toBeUndefined();
    expect(relationsOf(password)).toEqual(['scaStatus', 'selectAuthenticationMethod']);
    const chosen = await put(choice(methodOf(password, 'SMTP_OTP')));
    expect([chosen.body.scaStatus, chosen.body.chosenScaMethod?.authenticationType]).toEqual([
      'scaMethodSelected',
      'SMTP_OTP',
    ]);
    expect(chosen.body.scaMethods).toBeUndefined();
    expect(relationsOf(chosen)).toEqual(['authoriseTransaction', 'scaStatus']);
    expect(bank.sent.at(-1)?.to).toBe('personal@mail.example');
    expect((await put(otp(lastCode(bank)))).body.scaStatus).toBe('finalised');
  },
);

test('SCA-EMB-007 a method that there is not is unknown, and changes nothing', async () => {
  const bank = await shareBank(EMBEDDED);
  const { consentId, authorisationId, put } = await begin(bank, SEVERAL);
  await put(PASSWORD(SEVERAL));
  expect(refusalOf(await put(choice('nothing')))).toBe('400 SCA_METHOD_UNKNOWN');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('psuAuthenticated');
});

test('N-SCA-EMB-103 a method of another PSU is unknown', async () => {
  const bank = await shareBank(EMBEDDED);
  const [theirs] = await bank.sca.listMethods(ONE.id);
  const { put } = await begin(bank, SEVERAL);
  await put(PASSWORD(SEVERAL));
  expect(refusalOf(await put(choice(theirs?.authenticationMethodId)))).toBe('400 SCA_METHOD_UNKNOWN');
});

test('N-SCA-EMB-104 a new choice ends the earlier challenge', async () => {
  const bank = await shareBank(EMBEDDED);
  const { put } = await begin(bank, SEVERAL);
  const password = await put(PASSWORD(SEVERAL));
  await put(choice(methodOf(password, 'SMS_OTP')));
  const first = lastCode(bank);
  await put(choice(methodOf(password, 'SMTP_OTP')));
  const second = lastCode(bank);
  // one in a million times both are the same
  if (first !== second) expect(refusalOf(await put(otp(first)))).toBe('401 PSU_CREDENTIALS_INVALID');
  expect((await put(otp(second))).body.scaStatus).toBe('finalised');
});

test.each([['N-SCA-EMB-106'], ['SCA-EMB-006']])('%s a PSU without any method cannot authorise', async () => {
  const bank = await shareBank(EMBEDDED);
  const { consentId, authorisationId, put } = await begin(bank, NONE);
  expect(refusalOf(await put(PASSWORD(NONE)))).toBe('400 SCA_METHOD_UNKNOWN');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
});

test('SCA-EMB-002 after a wrong password the PSU may try again', async () => {
  const bank = await openBank({ profile: EMBEDDED });
  const { consentId, authorisationId, put } = await begin(bank);
  const wrong = await put(WRONG);
  expect(refusalOf(wrong)).toBe('401 PSU_CREDENTIALS_INVALID');
  expect(hrefOf(wrong, 'updatePsuAuthentication')).toBe(consentAt(consentId, `/authorisations/${authorisationId}`));
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('psuIdentified');
  expect((await put(PASSWORD(ONE))).body.scaStatus).toBe('scaMethodSelected');
});

test('SCA-EMB-003 after a wrong code the PSU may try the same again, and when it no longer may, begin anew', async () => {
  const bank = await openBank({ profile: EMBEDDED });
  const { consentId, authorisationId, put } = await begin(bank);
  await put(PASSWORD(ONE));
  for (const relation of ['authoriseTransaction', 'authoriseTransaction', 'startAuthorisation']) {
    const wrong = await put(otp(wrongCode(bank)));
    expect(refusalOf(wrong)).toBe('401 PSU_CREDENTIALS_INVALID');
    expect(relationsOf(wrong)).toEqual([relation, 'scaStatus'].toSorted());
  }
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
  expect(refusalOf(await put(otp(lastCode(bank))))).toBe('409 STATUS_INVALID');
  expect(await statusOf(bank, consentId)).toBe('received');
  const again = await start(bank, consentId, { body: PASSWORD(ONE) });
  expect([again.status, again.body.scaStatus]).toEqual([201, 'scaMethodSelected']);
});

test('S-01 a code works once', async () => {
  const bank = await shareBank(EMBEDDED);
  const { put } = await begin(bank);
  await put(PASSWORD(ONE));
  const code = lastCode(bank);
  await put(otp(code));
  expect(refusalOf(await put(otp(code)))).toBe('409 STATUS_INVALID');
  const next = await begin(bank);
  await next.put(PASSWORD(ONE));
  if (code !== lastCode(bank)) expect(refusalOf(await next.put(otp(code)))).toBe('401 PSU_CREDENTIALS_INVALID');
});

test('a code that came too late is refused, and the PSU begins anew', async () => {
  const bank = await openBank({ profile: EMBEDDED });
  const { consentId, authorisationId, put } = await begin(bank);
  await put(PASSWORD(ONE));
  bank.clock.advance({ minutes: 5 });
  const late = await put(otp(lastCode(bank)));
  expect([refusalOf(late), relationsOf(late)]).toEqual([
    '401 PSU_CREDENTIALS_INVALID',
    ['scaStatus', 'startAuthorisation'],
  ]);
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
});

test.each([['S-04'], ['SEC-API-012']])(
  '%s the fifth failure in a row blocks: then the right password fails, too',
  async () => {
    const bank = await openBank({ profile: EMBEDDED });
    const { consentId, authorisationId, put } = await begin(bank);
    for (const left of [4, 3, 2, 1]) {
      expect(refusalOf(await put(WRONG))).toBe('401 PSU_CREDENTIALS_INVALID');
      expect(bank.refusals.at(-1)?.evidence?.['attemptsLeft']).toBe(left);
    }
    const fifth = await put(WRONG);
    expect([refusalOf(fifth), relationsOf(fifth)]).toEqual(['401 PSU_CREDENTIALS_INVALID', ['scaStatus']]);
    expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
    const sixth = await start(bank, consentId, { body: PASSWORD(ONE) });
    expect(refusalOf(sixth)).toBe('401 PSU_CREDENTIALS_INVALID');
    expect(await bank.sca.statusOf(ONE.id)).toBe('blocked');
    bank.clock.advance({ minutes: 15 });
    expect((await start(bank, consentId, { body: PASSWORD(ONE) })).status).toBe(201);
  },
);

test('S-04 wrong codes and wrong passwords count together', async () => {
  const bank = await openBank({ profile: EMBEDDED });
  const { consentId, authorisationId, put } = await begin(bank);
  await put(PASSWORD(ONE));
  for (let count = 0; count < 3; count += 1) await put(otp(wrongCode(bank)));
  const second = await start(bank, consentId, { body: PASSWORD(ONE) });
  for (const scaStatus of ['scaMethodSelected', 'failed']) {
    await call(bank, 'PUT', hrefOf(second, 'scaStatus'), { body: otp(wrongCode(bank)) });
    expect((await call(bank, 'GET', hrefOf(second, 'scaStatus'))).body.scaStatus).toBe(scaStatus);
  }
  expect(await bank.sca.statusOf(ONE.id)).toBe('blocked');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
});

test.each([['S-03'], ['SEC-API-013']])(
  '%s whether there is no such PSU or another password cannot be told apart, and a block has the same words',
  async () => {
    const bank = await openBank({ profile: EMBEDDED });
    const ask = async (psuId: string, body: unknown) => {
      const { consentId = '' } = (await create(bank, {}, EXPLICIT)).body;
      const { status, text } = await start(bank, consentId, { body, headers: { 'psu-id': psuId } });
      return [status, text.replaceAll(consentId, '_')];
    };
    const wrong = await ask(ONE.psuId, WRONG);
    expect(wrong[0]).toBe(401);
    expect(await ask('nobody-of-this-name', WRONG)).toEqual(wrong);
    for (let count = 0; count < 4; count += 1) await ask(ONE.psuId, WRONG);
    expect(await ask(ONE.psuId, PASSWORD(ONE))).toEqual([
      401,
      expect.stringContaining('The PSU could not be authenticated.'),
    ]);
  },
);

test('what is known of a PSU is told to who has its password alone', async () => {
  const bank = await shareBank(EMBEDDED);
  const blocked = { psuId: 'blocked' };
  const { consentId = '' } = (await create(bank, {}, EXPLICIT)).body;
  const wrong = await start(bank, consentId, { headers: by(blocked), body: WRONG });
  expect(refusalOf(wrong)).toBe('401 PSU_CREDENTIALS_INVALID');
  const right = await start(bank, consentId, { headers: by(blocked), body: PASSWORD(blocked) });
  expect(refusalOf(right)).toBe('403 SERVICE_BLOCKED');
});

test('AUT-STR-015 another PSU cannot authenticate for this one', async () => {
  const bank = await shareBank(EMBEDDED);
  const { consentId, authorisationId, put } = await begin(bank, ONE);
  expect(refusalOf(await put(PASSWORD(SEVERAL), by(SEVERAL)))).toBe('401 PSU_CREDENTIALS_INVALID');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('psuIdentified');
  await put(PASSWORD(ONE));
  expect(refusalOf(await put(otp(lastCode(bank)), by(SEVERAL)))).toBe('401 PSU_CREDENTIALS_INVALID');
  expect(await statusOf(bank, consentId)).toBe('received');
});

test('SCA-DEC-006 SCA-EMB-010 a device as the only method makes it decoupled', async () => {
  const bank = await shareBank(EMBEDDED);
  const { put } = await begin(bank, DEVICE);
  const password = await put(PASSWORD(DEVICE));
  expect(password.headers.get('aspsp-sca-approach')).toBe('DECOUPLED');
  expect([password.body.scaStatus, relationsOf(password)]).toEqual(['started', ['scaStatus']]);
  expect(password.body.psuMessage).toMatch(/device/);
});

test.each([['AUT-STR-005'], ['N-AUT-STR-105']])(
  '%s an authorisation begins with the password, if that comes along',
  async () => {
    const bank = await shareBank(EMBEDDED);
    const consentId = await createdId(bank, {}, { ...by(ONE), ...EXPLICIT });
    const { status, headers, body } = await start(bank, consentId, { body: PASSWORD(ONE) });
    expect([status, headers.get('aspsp-sca-approach')]).toEqual([201, 'EMBEDDED']);
    expect(body).toEqual({
      scaStatus: 'scaMethodSelected',
      authorisationId: expect.any(String),
      chosenScaMethod: expect.objectContaining({ authenticationType: 'SMS_OTP' }),
      challengeData: expect.objectContaining({ otpMaxLength: 6 }),
      _links: { authoriseTransaction: expect.any(Object), scaStatus: expect.any(Object) },
    });
    const done = await update(bank, consentId, body.authorisationId ?? '', { body: otp(lastCode(bank)) });
    expect([done.body.scaStatus, await statusOf(bank, consentId)]).toEqual(['finalised', 'valid']);
  },
);

test.each([
  [SEVERAL, 'psuAuthenticated', ['scaStatus', 'selectAuthenticationMethod'], 'EMBEDDED'],
  [DEVICE, 'started', ['scaStatus'], 'DECOUPLED'],
] as const)('N-AUT-STR-103 %j begins with its password at %s', async (psu, scaStatus, relations, approach) => {
  const bank = await shareBank(EMBEDDED);
  const { consentId = '' } = (await create(bank, {}, EXPLICIT)).body;
  const started = await start(bank, consentId, { headers: by(psu), body: PASSWORD(psu) });
  expect([started.body.scaStatus, relationsOf(started)]).toEqual([scaStatus, relations]);
  expect(started.headers.get('aspsp-sca-approach')).toBe(approach);
  expect(started.body.scaMethods === undefined).toBe(scaStatus !== 'psuAuthenticated');
  expect(await scaStatusOf(bank, consentId, started.body.authorisationId ?? '')).toBe(scaStatus);
});

test('AUT-STR-005 with a wrong password nothing begins, and the PSU may try again', async () => {
  const bank = await shareBank(EMBEDDED);
  const consentId = await createdId(bank, {}, { ...by(ONE), ...EXPLICIT });
  const wrong = await start(bank, consentId, { body: WRONG });
  expect([refusalOf(wrong), relationsOf(wrong)]).toEqual([
    '401 PSU_CREDENTIALS_INVALID',
    ['startAuthorisationWithPsuAuthentication'],
  ]);
  expect(await authorisationsOf(bank, consentId)).toEqual([]);
});

test('AUT-STR-005 without any method nothing begins', async () => {
  const bank = await shareBank(EMBEDDED);
  const consentId = await createdId(bank, {}, { ...by(NONE), ...EXPLICIT });
  expect(refusalOf(await start(bank, consentId, { body: PASSWORD(NONE) }))).toBe('400 SCA_METHOD_UNKNOWN');
  expect(await authorisationsOf(bank, consentId)).toEqual([]);
});

test('COM-HDR-006 a start that is repeated is the same one, and sends nothing more', async () => {
  const bank = await openBank({ profile: EMBEDDED });
  const consentId = await createdId(bank, {}, { ...by(ONE), ...EXPLICIT });
  const request = { body: PASSWORD(ONE), headers: { 'x-request-id': '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' } };
  const [first, second] = [await start(bank, consentId, request), await start(bank, consentId, request)];
  expect([second.status, second.text]).toEqual([201, first.text]);
  expect(bank.sent).toHaveLength(1);
});

test.each([
  ['AUT-STR-007', { authenticationMethodId: 'm-1' }],
  ['AUT-STR-008', { scaAuthenticationData: '123456' }],
])('%s what nobody was asked for begins nothing: %j', async (_rule, body) => {
  const bank = await shareBank(EMBEDDED);
  const consentId = await createdId(bank, {}, { ...by(ONE), ...EXPLICIT });
  expect(refusalOf(await start(bank, consentId, { body }))).toBe('409 STATUS_INVALID');
  expect(await authorisationsOf(bank, consentId)).toEqual([]);
});

test('AUT-STR-016 a password without a PSU begins nothing', async () => {
  const bank = await shareBank(EMBEDDED);
  const { consentId = '' } = (await create(bank, {}, EXPLICIT)).body;
  expect(refusalOf(await start(bank, consentId, { body: WRONG }))).toBe('400 FORMAT_ERROR PSU-ID');
});

test('AUT-STR-001 where the bank begins embedded, the next step is linked', async () => {
  const bank = await shareBank(EMBEDDED);
  const created = await create(bank, {}, by(ONE));
  expect(relationsOf(created)).toEqual(['scaStatus', 'self', 'status', 'updatePsuAuthentication']);
  expect(hrefOf(created, 'updatePsuAuthentication')).toBe(hrefOf(created, 'scaStatus'));
});

test.each([
  ['N-AUT-STR-107', 'psuAuthenticated', PASSWORD(SEVERAL)],
  ['N-AUT-STR-107', 'scaMethodSelected', PASSWORD(SEVERAL)],
  ['SCA-EMB-014', 'psuAuthenticated', { scaAuthenticationData: '123456' }],
] as const)('%s at %s, %j is a conflict', async (_rule, scaStatus, body) => {
  const bank = await shareBank(EMBEDDED);
  const { consentId, authorisationId, put } = await begin(bank, SEVERAL);
  const password = await put(PASSWORD(SEVERAL));
  if (scaStatus === 'scaMethodSelected') await put(choice(methodOf(password, 'SMS_OTP')));
  expect(refusalOf(await put(body))).toBe('409 STATUS_INVALID');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe(scaStatus);
});

test.each([['SCA-EMB-016'], ['AUT-STR-024'], ['S-14']])(
  '%s where the bank does without a second factor, the password is all, and the reason is on record',
  async () => {
    const profile = { ...EMBEDDED, sca: { ...EMBEDDED.sca, availableAccountsByPassword: true } };
    const bank = await shareBank(profile);
    const list = { access: { availableAccounts: 'allAccounts' }, recurringIndicator: false, frequencyPerDay: 1 };
    const implicit = (await create(bank, list, by(SEVERAL))).body.consentId ?? '';
    const [authorisationId = ''] = await authorisationsOf(bank, implicit);
    const done = await update(bank, implicit, authorisationId, { body: PASSWORD(SEVERAL) });
    expect(Object.keys(done.body).toSorted()).toEqual(['_links', 'scaStatus']);
    expect([done.body.scaStatus, await statusOf(bank, implicit)]).toEqual(['exempted', 'valid']);
    const explicit = (await create(bank, list, { ...by(SEVERAL), ...EXPLICIT })).body.consentId ?? '';
    const started = await start(bank, explicit, { body: PASSWORD(SEVERAL) });
    expect([started.body.scaStatus, await statusOf(bank, explicit)]).toEqual(['exempted', 'valid']);
    const { records } = await bank.log.read({ subject: authorisationId });
    expect(records.map(({ kind, body }) => [kind, Object(body).article])).toContainEqual(['sca-exempted', '10']);
  },
);

test.each([
  [{ access: { availableAccounts: 'allAccounts' } }],
  [{ access: { allPsd2: 'allAccounts' }, recurringIndicator: false }],
  [{ access: { availableAccountsWithBalance: 'allAccounts' }, recurringIndicator: false }],
])('S-14 SCA is done without for nothing else: %j', async (request) => {
  const profile = { ...EMBEDDED, sca: { ...EMBEDDED.sca, availableAccountsByPassword: true } };
  const bank = await shareBank(profile);
  const { consentId = '' } = (await create(bank, request, { ...by(SEVERAL), ...EXPLICIT })).body;
  expect((await start(bank, consentId, { body: PASSWORD(SEVERAL) })).body.scaStatus).toBe('psuAuthenticated');
});

test('N-AIS-CNS-107 a named account that is not the PSU’s ends the consent when the PSU comes', async () => {
  const bank = await shareBank(EMBEDDED);
  const foreign = { access: { balances: [{ iban: 'FR7630006000011234567890189' }] } };
  const { consentId = '' } = (await create(bank, foreign, by(ONE))).body;
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  expect(refusalOf(await update(bank, consentId, authorisationId, { body: PASSWORD(ONE) }))).toBe('400 FORMAT_ERROR');
  expect(await statusOf(bank, consentId)).toBe('rejected');
  expect(await scaStatusOf(bank, consentId, authorisationId)).toBe('failed');
});

test('N-SCA-EMB-105 what the PSU was asked is not to be read again', async () => {
  const bank = await shareBank(EMBEDDED);
  const { consentId, authorisationId, put } = await begin(bank);
  await put(PASSWORD(ONE));
  const { body } = await call(bank, 'GET', consentAt(consentId, `/authorisations/${authorisationId}`));
  expect(body).toEqual({ scaStatus: 'scaMethodSelected' });
});

test.each([['SCA-EMB-017'], ['SEC-API-007'], ['S-16']])(
  '%s credentials are in no answer and on no record',
  async () => {
    const bank = await openBank({ profile: EMBEDDED });
    const { consentId, authorisationId, put } = await begin(bank);
    const secret = 'gAnz-geheim-17';
    const answers = [await put({ psuData: { password: secret } }), await put(PASSWORD(ONE))];
    const code = lastCode(bank);
    answers.push(await put(otp(`${code}9`)), await put(otp(code)));
    answers.push(await call(bank, 'GET', consentAt(consentId, `/authorisations/${authorisationId}`)));
    const { records } = await bank.log.read();
    const told = [...answers.map(({ text }) => text), JSON.stringify(records), JSON.stringify(bank.refusals)].join(
      '\n',
    );
    for (const credential of [secret, 'password of several', `"${code}"`, `${code}9`])
      expect(told).not.toContain(credential);
    expect(await statusOf(bank, consentId)).toBe('valid');
  },
);

test('SEC-API-004 what the bank alone decides cannot be sent', async () => {
  const bank = await shareBank(EMBEDDED);
  const decided = { consentStatus: 'valid', scaStatus: 'finalised', consentId: 'mine', authorisationId: 'mine' };
  const created = await create(bank, decided, by(ONE));
  const { consentId = '' } = created.body;
  expect([created.status, created.body.consentStatus, consentId === 'mine']).toEqual([201, 'received', false]);
  const [authorisationId = ''] = await authorisationsOf(bank, consentId);
  const wrong = await update(bank, consentId, authorisationId, { body: { ...WRONG, ...decided } });
  expect(refusalOf(wrong)).toBe('401 PSU_CREDENTIALS_INVALID');
  const named = await update(bank, consentId, authorisationId, { body: decided, headers: by(ONE) });
  expect(named.status === 200 ? named.body.scaStatus : refusalOf(named)).toMatch(
    /^(psuIdentified|400 FORMAT_ERROR.*)$/,
  );
  expect([await statusOf(bank, consentId), await scaStatusOf(bank, consentId, authorisationId)]).toEqual([
    'received',
    'psuIdentified',
  ]);
});
