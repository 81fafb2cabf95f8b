import type { Section } from './requirement.ts';

const UNUSED = 'not in use';

/** FAPI 2.0 Security Profile, for a bank whose profile has `sca.oauth` at `fapi2`. */
export const FAPI: Section = {
  title: 'FAPI 2.0, where the profile of a bank asks for it',
  requirements: [
    { id: 'FAPI-01', demands: 'The authorization server publishes its metadata.', like: ['SCA-OAU-001'] },
    { id: 'FAPI-02', demands: 'No grant takes the password of a PSU.' },
    { id: 'FAPI-03', demands: 'Clients authenticate, by mutual TLS or a signed assertion.', like: ['SCA-OAU-003'] },
    {
      id: 'FAPI-04',
      demands: 'A token works only for who holds the certificate that it was made for.',
      like: ['SEC-API-010'],
    },
    {
      id: 'FAPI-05',
      demands: 'The audience of an assertion of a client is the issuer, as one text.',
      left: { because: UNUSED, reason: 'Clients authenticate by their certificate, so that there are no assertions.' },
    },
    { id: 'FAPI-06', demands: 'Refresh tokens are not changed at each use.' },
    { id: 'FAPI-07', demands: 'An authorization code works once, and for 60 seconds at most.', like: ['SEC-API-008'] },
    {
      id: 'FAPI-08',
      demands: 'Clocks may differ by ten seconds, and by more than a minute never.',
      left: {
        because: UNUSED,
        reason: 'No client sends anything that it has dated: no assertions, no signed requests.',
      },
    },
    { id: 'FAPI-09', demands: 'The only response type is `code`.' },
    {
      id: 'FAPI-10',
      demands: 'Requests are pushed, by clients that authenticate, and come in no other way.',
      like: ['SEC-API-009'],
    },
    { id: 'FAPI-11', demands: 'PKCE by S256.', like: ['SCA-OAU-005', 'SCA-OAU-006'] },
    { id: 'FAPI-12', demands: 'The request names its redirect URI.', like: ['SCA-OAU-004'] },
    { id: 'FAPI-13', demands: 'Answers name the issuer.', like: ['SEC-API-011'] },
    { id: 'FAPI-14', demands: 'No redirect URI is plain http.', like: ['N-SCA-RED-101'] },
    { id: 'FAPI-15', demands: 'No redirect repeats a form with secrets: 303, never 307.' },
    { id: 'FAPI-16', demands: 'A pushed request is used up soon, once, by its own client.', like: ['N-SCA-OAU-106'] },
    { id: 'FAPI-17', demands: 'Scripts of other sites do not read the authorization endpoint.' },
    { id: 'FAPI-18', demands: 'Nobody is led anywhere by an address in a request.', like: ['S-30'] },
    {
      id: 'FAPI-19',
      demands: 'Clients push, use S256, check the issuer, and show the browser nothing but the pushed request.',
      left: { because: 'no matter of software', reason: 'That is for TPPs: the bank refuses what comes otherwise.' },
    },
    { id: 'FAPI-20', demands: 'Tokens come in the header, never in the address.', like: ['SCA-OAU-009'] },
    {
      id: 'FAPI-21',
      demands: 'Each call checks validity, revocation, scope and binding.',
      like: ['SCA-OAU-010', 'SCA-OAU-011'],
    },
    {
      id: 'FAPI-22',
      demands: 'Signatures are PS256, ES256 or EdDSA, by keys that are long enough.',
      left: {
        because: UNUSED,
        reason:
          'Nothing is signed: tokens are opaque, and clients authenticate by certificates, whose keys are judged.',
      },
    },
    { id: 'FAPI-23', demands: 'Tokens and codes have 128 bits of chance.' },
    { id: 'FAPI-24', demands: 'TLS 1.2 has ciphers with forward secrecy alone.' },
  ],
};
