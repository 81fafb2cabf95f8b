import { expect, test } from 'vitest';
import { findQuestion } from './question.ts';

const href = { href: '/v1/consents/c-1/authorisations/a-1' };
const methods = [{ authenticationType: 'SMS_OTP', authenticationMethodId: 'm-1' }] as const;

test.each([
  ['startAuthorisationWithPsuIdentification', {}, { kind: 'psu', call: 'start' }],
  ['startAuthorisationWithPsuAuthentication', {}, { kind: 'password', call: 'start' }],
  ['updatePsuIdentification', {}, { kind: 'psu' }],
  ['updatePsuAuthentication', {}, { kind: 'password' }],
  ['selectAuthenticationMethod', { scaMethods: [...methods] }, { kind: 'method', methods }],
  ['authoriseTransaction', { challengeData: { otpMaxLength: 6 } }, { kind: 'code', challenge: { otpMaxLength: 6 } }],
  ['authoriseTransaction', {}, { kind: 'code', challenge: {} }],
])('the link %s asks, with %j', (relation, answer, question) => {
  expect(findQuestion({ ...answer, _links: { [relation]: href, scaStatus: href } })).toEqual({
    call: 'update',
    ...question,
  });
});

test.each([{}, { _links: {} }, { _links: { scaStatus: href, scaRedirect: href } }])(
  'an answer without such a link asks nothing: %j',
  (answer) => {
    expect(findQuestion(answer)).toBeUndefined();
  },
);
