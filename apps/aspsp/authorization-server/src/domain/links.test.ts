import { DEFAULT_PROFILE } from '@openxs2a/profile';
import { expect, test } from 'vitest';
import { type AuthorisationLinkState, type LinkState, linksOf } from './links.ts';

const PAGE = 'https://login.bank.example/authorise/t';
const BEGUN: AuthorisationLinkState = {
  authorisationId: 'a',
  approach: 'REDIRECT',
  scaStatus: 'received',
  redirect: { relation: 'scaRedirect', href: PAGE },
  needsConfirmation: false,
};
const OAUTH = { relation: 'scaOAuth', href: 'https://login.bank.example/.well-known/x' } as const;
const CONSENT = { about: 'new-consent', consentId: 'c', approach: 'REDIRECT', isPsuKnown: false } as const;
const NEW = { ...CONSENT, authorisation: undefined } as const;
const ENCRYPTED = { ...DEFAULT_PROFILE, sca: { ...DEFAULT_PROFILE.sca, passwordEncryption: 'required' } } as const;

test.each<readonly [LinkState, readonly string[]]>([
  [{ ...CONSENT, authorisation: BEGUN }, ['self', 'status', 'scaRedirect', 'scaStatus']],
  [
    { ...CONSENT, authorisation: { ...BEGUN, needsConfirmation: true } },
    ['self', 'status', 'scaRedirect', 'confirmation', 'scaStatus'],
  ],
  [{ ...CONSENT, authorisation: { ...BEGUN, redirect: undefined } }, ['self', 'status', 'scaStatus']],
  [{ ...CONSENT, authorisation: { ...BEGUN, redirect: OAUTH } }, ['self', 'status', 'scaOAuth', 'scaStatus']],
  [
    { ...CONSENT, authorisation: { ...BEGUN, redirect: OAUTH, needsConfirmation: true } },
    ['self', 'status', 'scaOAuth', 'confirmation', 'scaStatus'],
  ],
  [NEW, ['self', 'status', 'startAuthorisation']],
  [{ ...NEW, approach: 'DECOUPLED', isPsuKnown: true }, ['self', 'status', 'startAuthorisation']],
  [{ ...NEW, approach: 'DECOUPLED' }, ['self', 'status', 'startAuthorisationWithPsuIdentification']],
  [{ ...NEW, approach: 'EMBEDDED' }, ['self', 'status', 'startAuthorisationWithPsuIdentification']],
  [{ ...NEW, approach: 'EMBEDDED', isPsuKnown: true }, ['self', 'status', 'startAuthorisationWithPsuAuthentication']],
  [{ about: 'consent', consentStatus: 'received' }, []],
  [{ about: 'consent', consentStatus: 'valid' }, ['account', 'card-account']],
  [{ about: 'consent', consentStatus: 'expired' }, []],
  [{ about: 'new-try', consentId: 'c', authorisationId: 'a' }, ['startAuthorisation', 'scaStatus']],
  [{ about: 'new-start', consentId: 'c' }, ['startAuthorisationWithPsuAuthentication']],
])('%j has %j', (state, relations) => {
  expect(Object.keys(linksOf(state, DEFAULT_PROFILE))).toEqual(relations);
});

const APPROACHES = ['REDIRECT', 'DECOUPLED', 'EMBEDDED'] as const;
const STATUSES = [
  'received',
  'psuIdentified',
  'psuAuthenticated',
  'scaMethodSelected',
  'started',
  'unconfirmed',
  'finalised',
  'failed',
  'exempted',
] as const;

/** All that an authorisation links to beside its status, in every approach and status; what is not here has nothing. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  'REDIRECT received': ['scaRedirect', 'confirmation'],
  'REDIRECT psuIdentified': ['scaRedirect', 'confirmation'],
  'DECOUPLED received': ['updatePsuIdentification'],
  'EMBEDDED received': ['updatePsuIdentification'],
  'EMBEDDED psuIdentified': ['updatePsuAuthentication'],
  'EMBEDDED psuAuthenticated': ['selectAuthenticationMethod'],
  'EMBEDDED scaMethodSelected': ['authoriseTransaction'],
};

test.each([['SCA-DEC-001'], ['SCA-DEC-002'], ['SCA-RED-010'], ['AUT-STR-027']])(
  '%s an authorisation links to its next step and to nothing else, whatever its approach and status',
  () => {
    for (const approach of APPROACHES)
      for (const scaStatus of STATUSES) {
        const state = { ...BEGUN, approach, scaStatus, needsConfirmation: true };
        const links = linksOf({ about: 'authorisation', consentId: 'c', ...state }, DEFAULT_PROFILE);
        const next = NEXT[`${approach} ${scaStatus}`] ?? [];
        expect([approach, scaStatus, ...Object.keys(links)]).toEqual([approach, scaStatus, ...next, 'scaStatus']);
      }
  },
);

test('AUT-STR-006 where passwords come encrypted, the links say so', () => {
  const begun = { ...BEGUN, approach: 'EMBEDDED', scaStatus: 'psuIdentified' } as const;
  const relations = [
    linksOf({ about: 'authorisation', consentId: 'c', ...begun }, ENCRYPTED),
    linksOf({ ...NEW, approach: 'EMBEDDED', isPsuKnown: true }, ENCRYPTED),
    linksOf({ about: 'new-start', consentId: 'c' }, ENCRYPTED),
  ].map((links) => Object.keys(links).find((name) => name.includes('Psu')));
  expect(relations).toEqual([
    'updateEncryptedPsuAuthentication',
    'startAuthorisationWithEncryptedPsuAuthentication',
    'startAuthorisationWithEncryptedPsuAuthentication',
  ]);
});

test('a link begins with the path that the bank is at, but for that to a page', () => {
  const links = linksOf({ ...CONSENT, authorisation: BEGUN }, { ...DEFAULT_PROFILE, basePath: '/xs2a' });
  expect(links).toEqual({
    self: { href: '/xs2a/v1/consents/c' },
    status: { href: '/xs2a/v1/consents/c/status' },
    scaRedirect: { href: PAGE },
    scaStatus: { href: '/xs2a/v1/consents/c/authorisations/a' },
  });
});
