import { DEFAULT_PROFILE } from '@openxs2a/profile';
import { expect, test } from 'vitest';
import { type LinkState, linksOf } from './links.ts';

const CONSENT = { about: 'new-consent', consentId: 'c', approach: 'REDIRECT', isPsuKnown: false } as const;

test.each<readonly [LinkState, readonly string[]]>([
  [{ ...CONSENT, authorisationId: 'a' }, ['self', 'status', 'scaStatus']],
  [{ ...CONSENT, authorisationId: undefined }, ['self', 'status', 'startAuthorisation']],
  [
    { ...CONSENT, approach: 'EMBEDDED', authorisationId: undefined },
    ['self', 'status', 'startAuthorisationWithPsuIdentification'],
  ],
  [
    { ...CONSENT, approach: 'EMBEDDED', isPsuKnown: true, authorisationId: undefined },
    ['self', 'status', 'startAuthorisation'],
  ],
  [{ about: 'consent', consentStatus: 'received' }, []],
  [{ about: 'consent', consentStatus: 'valid' }, ['account', 'card-account']],
  [{ about: 'consent', consentStatus: 'expired' }, []],
  [{ about: 'authorisation', consentId: 'c', authorisationId: 'a' }, ['scaStatus']],
])('%j has %j', (state, relations) => {
  expect(Object.keys(linksOf(state, DEFAULT_PROFILE))).toEqual(relations);
});

test('a link begins with the path that the bank is at', () => {
  const links = linksOf({ ...CONSENT, authorisationId: 'a' }, { ...DEFAULT_PROFILE, basePath: '/xs2a' });
  expect(links).toEqual({
    self: { href: '/xs2a/v1/consents/c' },
    status: { href: '/xs2a/v1/consents/c/status' },
    scaStatus: { href: '/xs2a/v1/consents/c/authorisations/a' },
  });
});
