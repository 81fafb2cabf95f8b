import { hash } from 'node:crypto';
import { PROFILES } from '@openxs2a/http-signatures';
import { expect, test } from 'vitest';
import { checkMessage, type ProposedMessage, type SigningPolicy } from './message.ts';

const NOW = new Date('2026-11-26T12:00:00Z');
const BODY = Buffer.from('{"access":{}}');
const POLICY: SigningPolicy = {
  targets: [{ baseUrl: 'https://bank.example/psd2', profiles: [PROFILES.nextgenpsd2, PROFILES['nextgenpsd2-date']] }],
  isProfile: (name) => Object.hasOwn(PROFILES, name),
  maxBodyBytes: 64,
};
const MESSAGE: ProposedMessage = {
  profile: 'nextgenpsd2',
  method: 'POST',
  url: 'https://bank.example/psd2/v1/consents?x=%20',
  headers: [{ name: 'X-Request-ID', value: '99391c7e-ad88-49ec-a2ad-99ddcb1f7721' }],
  body: BODY.toString('base64'),
};

const check = (changes: Partial<ProposedMessage> = {}) => checkMessage({ ...MESSAGE, ...changes }, POLICY, NOW);
const refusalOf = (changes: Partial<ProposedMessage>) => {
  const verdict = check(changes);
  return verdict.accepted ? 'accepted' : [verdict.refusal.code, verdict.refusal.reason];
};
const withHeader = (name: string, value: string) => ({ headers: [...MESSAGE.headers, { name, value }] });

test('an allowed message is what the signer needs', () => {
  expect(check()).toMatchObject({
    accepted: true,
    evidence: {
      message: {
        method: 'POST',
        target: '/psd2/v1/consents?x=%20',
        url: MESSAGE.url,
        headers: [['X-Request-ID', '99391c7e-ad88-49ec-a2ad-99ddcb1f7721']],
        body: BODY,
      },
      profile: PROFILES.nextgenpsd2,
    },
  });
});

test('a message without a body has an empty one', () => {
  const { body, ...bodiless } = MESSAGE;
  expect(checkMessage(bodiless, POLICY, NOW)).toMatchObject({
    accepted: true,
    evidence: { message: { body: { length: 0 } } },
  });
});

test.each([
  ['a profile that there is not', { profile: 'free-text' }, ['profile-unknown', undefined]],
  ['a profile of Object’s own', { profile: 'constructor' }, ['profile-unknown', undefined]],
  ['a profile that the bank does not want', { profile: 'jws-http-headers' }, ['profile-not-allowed', undefined]],
  ['a URL of nobody', { url: 'https://other.example/psd2/v1' }, ['target-not-allowed', undefined]],
  ['a path of nobody', { url: 'https://bank.example/admin' }, ['target-not-allowed', undefined]],
  [
    'a URL that can be read in two ways',
    { url: 'https://bank.example/psd2/../admin' },
    ['message-refused', 'url-malformed'],
  ],
  ['a body that is no base64', { body: 'a body' }, ['message-refused', 'body-malformed']],
  ['a body with a second reading', { body: 'YQ=' }, ['message-refused', 'body-malformed']],
  ['a body that is too long', { body: Buffer.alloc(65).toString('base64') }, ['body-too-large', undefined]],
  ['a signed header that comes twice', withHeader('x-request-id', 'other'), ['message-refused', 'header-duplicated']],
  ['a date of tomorrow', withHeader('Date', 'Fri, 27 Nov 2026 12:00:00 GMT'), ['message-refused', 'date-not-now']],
  ['a date of yesterday', withHeader('date', 'Wed, 25 Nov 2026 12:00:00 GMT'), ['message-refused', 'date-not-now']],
  ['a date that is none', withHeader('Date', 'today'), ['message-refused', 'date-not-now']],
])('%s is refused', (_, changes, refusal) => {
  expect(refusalOf(changes)).toEqual(refusal);
});

test('a date of now passes', () => {
  expect(check(withHeader('Date', 'Thu, 26 Nov 2026 12:04:59 GMT')).accepted).toBe(true);
});

const SHA256 = hash('sha256', BODY, 'base64');
const SHA512 = hash('sha512', BODY, 'base64');

test.each([
  `SHA-256=${SHA256}`,
  `sha-512=${SHA512}`,
  `SHA-256=${SHA256}, SHA-512=${SHA512}`,
  `MD5=x,SHA-256=${SHA256}`,
])('a digest of this body passes: %s', (value) => {
  expect(check(withHeader('Digest', value)).accepted).toBe(true);
});

test.each([
  `SHA-256=${hash('sha256', 'another body', 'base64')}`,
  `SHA-256=${SHA512}`,
  `SHA-256=${SHA256},SHA-512=${SHA256}`,
  `SHA-256=${SHA256.slice(0, -1)}`,
  `SHA-1=${hash('sha1', BODY, 'base64')}`,
  'free text',
  '',
])('a digest that is not of this body is refused: %s', (value) => {
  expect(refusalOf(withHeader('Digest', value))).toEqual(['message-refused', 'digest-mismatch']);
});

test('a digest of no body is not signed along with one', () => {
  const empty = withHeader('Digest', `SHA-256=${hash('sha256', '', 'base64')}`);
  expect(refusalOf(empty)).toEqual(['message-refused', 'digest-mismatch']);
});
