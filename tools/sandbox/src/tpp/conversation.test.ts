import { expect, test } from 'vitest';
import { type Conversation, createConversation } from './conversation.ts';
import type { Form } from './form.ts';
import {
  AUTHORISATION,
  type BankAnswer,
  createTestClient,
  inOrder,
  linking,
  refused,
  SECOND,
  started,
  updated,
} from './tpp.fixture.ts';

const METHODS = [
  { authenticationType: 'SMS_OTP', authenticationMethodId: 'm-1', name: 'Text message' },
  { authenticationType: 'PUSH_OTP', authenticationMethodId: 'm-2', name: 'App' },
];
const CHALLENGE = { otpMaxLength: 6, otpFormat: 'integer' };
const AUTHORISATIONS = '/v1/consents/c-1/authorisations';
const LOGIN = [{ psu: 'personal' }, { password: 'p' }];

const IDENTIFIED = updated('psuIdentified', ['updatePsuAuthentication']);
const AUTHENTICATED = updated('psuAuthenticated', ['selectAuthenticationMethod'], { scaMethods: METHODS });
const SELECTED = updated('scaMethodSelected', ['authoriseTransaction'], { challengeData: CHALLENGE });
const FINALISED = updated('finalised');

/** A conversation at a bank that answers so, begun by a link. */
function begin(answers: readonly BankAnswer[], relation = 'updatePsuIdentification', approach = 'EMBEDDED') {
  const { tpp, asked } = createTestClient(inOrder(answers));
  const conversation = createConversation(tpp, { consentId: 'c-1', ...linking([relation]), approach });
  return { conversation, asked };
}

/** The forms, each for the turn that there is. */
async function fillIn(conversation: Conversation, ...forms: readonly Form[]) {
  for (const form of forms) await conversation.answer((await conversation.current()).number, form);
  return conversation.current();
}

test('each answer follows the links of the one before, from the user name to the code', async () => {
  const { conversation, asked } = begin([IDENTIFIED, AUTHENTICATED, SELECTED, FINALISED]);
  expect(await conversation.current()).toMatchObject({ number: 1, question: { kind: 'psu' } });
  expect((await fillIn(conversation, ...LOGIN)).question).toMatchObject({ kind: 'method', methods: METHODS });
  expect((await fillIn(conversation, { method: 'm-1' })).question).toMatchObject({
    kind: 'code',
    challenge: CHALLENGE,
  });
  const { question, problem } = await fillIn(conversation, { code: ' 123456 ' });
  expect([question, problem]).toEqual([undefined, undefined]);
  expect(asked.map(({ operation }) => operation)).toEqual(Array(4).fill(`PUT ${AUTHORISATION}`));
  expect(asked.map(({ headers, body }) => [headers.get('PSU-ID'), body])).toEqual([
    ['personal', undefined],
    [null, { psuData: { password: 'p' } }],
    [null, { authenticationMethodId: 'm-1' }],
    [null, { scaAuthenticationData: '123456' }],
  ]);
});

test('what is wrong is said, and asked for again', async () => {
  const { conversation } = begin([
    IDENTIFIED,
    refused(['updatePsuAuthentication']),
    SELECTED,
    refused(['authoriseTransaction']),
    FINALISED,
  ]);
  expect(await fillIn(conversation, ...LOGIN)).toMatchObject({
    question: { kind: 'password' },
    psuId: 'personal',
    problem: 'The bank does not take that user name with that password. Try again.',
  });
  expect((await fillIn(conversation, { password: 'q' })).problem).toBeUndefined();
  expect(await fillIn(conversation, { code: '0' })).toMatchObject({
    question: { kind: 'code', challenge: CHALLENGE },
    problem: 'The bank does not take that code. Try again.',
  });
  expect((await fillIn(conversation, { code: '1' })).question).toBeUndefined();
});

test('a user name that the bank does not know is said', async () => {
  const { conversation, asked } = begin([refused()]);
  expect(await fillIn(conversation, { psu: 'nobody' })).toMatchObject({
    question: { kind: 'psu' },
    problem: 'The bank does not take that user name. Try again.',
  });
  expect(asked).toHaveLength(1);
});

test('where the authorisation has failed and the bank links a new one, it begins anew there', async () => {
  const anew = started('psuIdentified', ['updatePsuAuthentication'], SECOND);
  const { conversation, asked } = begin([refused(['startAuthorisation']), anew, SELECTED], 'authoriseTransaction');
  expect(await fillIn(conversation, { code: '0' })).toMatchObject({
    question: { kind: 'password' },
    problem: 'The bank does not take that code. Begin once more.',
  });
  await fillIn(conversation, { password: 'p' });
  expect(asked.map(({ operation }) => operation)).toEqual([
    `PUT ${AUTHORISATION}`,
    `POST ${AUTHORISATIONS}`,
    `PUT ${SECOND}`,
  ]);
});

test('where none can begin any more, nothing more is asked', async () => {
  const { conversation } = begin(
    [refused(['startAuthorisation']), refused(undefined, 'STATUS_INVALID', 409)],
    'authoriseTransaction',
  );
  expect(await fillIn(conversation, { code: '0' })).toMatchObject({
    question: undefined,
    problem: 'The bank does not take that code.',
  });
});

test('a bank that does not know the PSU has the TPP begin with it', async () => {
  const begun = started('psuIdentified', ['updatePsuAuthentication'], SECOND);
  const { conversation, asked } = begin([refused(), begun, SELECTED], 'startAuthorisationWithPsuIdentification');
  expect((await fillIn(conversation, { psu: 'nobody' })).problem).toBe(
    'The bank does not take that user name. Try again.',
  );
  expect((await fillIn(conversation, ...LOGIN)).question?.kind).toBe('code');
  expect(asked.map(({ operation, headers }) => [operation, headers.get('PSU-ID')])).toEqual([
    [`POST ${AUTHORISATIONS}`, 'nobody'],
    [`POST ${AUTHORISATIONS}`, 'personal'],
    [`PUT ${SECOND}`, null],
  ]);
});

test('where the bank has the TPP begin with the password, it does', async () => {
  const begun = started('scaMethodSelected', ['authoriseTransaction'], SECOND);
  const { conversation, asked } = begin([begun, FINALISED], 'startAuthorisationWithPsuAuthentication');
  await fillIn(conversation, { password: 'p' }, { code: '1' });
  expect(asked.map(({ operation, body }) => [operation, body])).toEqual([
    [`POST ${AUTHORISATIONS}`, { psuData: { password: 'p' } }],
    [`PUT ${SECOND}`, { scaAuthenticationData: '1' }],
  ]);
});

test('a PSU that the bank has blocked is asked for nothing more', async () => {
  const { conversation, asked } = begin([refused([])], 'updatePsuAuthentication');
  const { question, problem } = await fillIn(conversation, { password: 'p' }, { password: 'p' });
  expect([question, problem]).toEqual([undefined, 'The bank does not take that user name with that password.']);
  expect(asked).toHaveLength(1);
});

test('any other refusal has the words of the bank', async () => {
  const { conversation } = begin([refused(undefined, 'STATUS_INVALID', 409)], 'authoriseTransaction');
  expect((await fillIn(conversation, { code: '1' })).problem).toBe(
    'The bank refuses that: STATUS_INVALID. No. Try again.',
  );
});

test('a form that is sent twice, at once or later, is passed on once', async () => {
  const { conversation, asked } = begin([SELECTED, FINALISED], 'updatePsuAuthentication');
  const { number } = await conversation.current();
  await Promise.all([1, 2, 3].map(() => conversation.answer(number, { password: 'p' })));
  await conversation.answer(number, { password: 'p' });
  expect(asked).toHaveLength(1);
  expect((await conversation.current()).question?.kind).toBe('code');
});

test.each<[string, Form]>([
  ['updatePsuIdentification', {}],
  ['updatePsuIdentification', { psu: 'two\r\nlines' }],
  ['updatePsuAuthentication', { password: '' }],
  ['updatePsuAuthentication', { password: ['a', 'b'] }],
  ['authoriseTransaction', { code: ' ' }],
  ['selectAuthenticationMethod', { method: 'not offered' }],
])('for %s, %j is no answer, and the bank is not asked', async (relation, form) => {
  const { conversation, asked } = begin([], relation);
  expect(await fillIn(conversation, form)).toMatchObject({ number: 2, problem: 'Please fill that in.' });
  expect(asked).toEqual([]);
});

test('a method that is a device makes it decoupled, and asks for nothing here', async () => {
  const onDevice = { ...updated('started'), approach: 'DECOUPLED' };
  const { conversation } = begin([AUTHENTICATED, onDevice], 'updatePsuAuthentication');
  expect(await fillIn(conversation, { password: 'p' }, { method: 'm-2' })).toMatchObject({
    question: undefined,
    approach: 'DECOUPLED',
  });
});

test.each(['updateEncryptedPsuAuthentication', 'startAuthorisationWithEncryptedPsuAuthentication'])(
  'what this TPP cannot pass on, it says: %s',
  async (relation) => {
    const { conversation } = begin([], relation);
    expect(await conversation.current()).toMatchObject({
      question: undefined,
      problem: expect.stringContaining(relation),
    });
  },
);

test('nothing that was typed in is kept', async () => {
  const { conversation } = begin([
    IDENTIFIED,
    refused(['updatePsuAuthentication']),
    SELECTED,
    refused(['authoriseTransaction']),
  ]);
  const seen = [
    await fillIn(conversation, { psu: 'personal' }, { password: 'secret-1' }),
    await fillIn(conversation, { password: 'secret-2' }),
    await fillIn(conversation, { code: 'secret-3' }),
  ];
  expect(JSON.stringify(seen)).not.toContain('secret');
});

test('that the bank does not answer is told to whoever waits, and the next try is passed on', async () => {
  let isUp = false;
  const { tpp } = createTestClient(() => (isUp ? FINALISED : Promise.reject(new TypeError('fetch failed'))));
  const conversation = createConversation(tpp, {
    consentId: 'c-1',
    ...linking(['authoriseTransaction']),
    approach: 'EMBEDDED',
  });
  await expect(fillIn(conversation, { code: '1' })).rejects.toMatchObject({ code: 'ERR_NETWORK' });
  isUp = true;
  expect((await fillIn(conversation, { code: '1' })).question).toBeUndefined();
});
