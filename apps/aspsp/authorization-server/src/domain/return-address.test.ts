import { expect, test } from 'vitest';
import { returnAddress } from './return-address.ts';

const OK = 'https://tpp.example/return?state=s-1';
const NOK = 'https://tpp.example/failed?state=s-1';
const BOTH = { redirectUri: OK, nokRedirectUri: NOK };

test.each([
  ['SCA-RED-002', 'finalised', BOTH, OK],
  ['SCA-RED-002', 'exempted', BOTH, OK],
  ['SCA-RED-002', 'failed', BOTH, NOK],
  ['SCA-RED-002', 'psuAuthenticated', BOTH, NOK],
  ['SCA-RED-009', 'unconfirmed', BOTH, `${OK}&confirmationCode=c-1`],
  ['N-SCA-RED-103', 'failed', { redirectUri: OK }, `${OK}&error=access_denied`],
  ['SCA-RED-002', 'failed', {}, undefined],
  ['SCA-RED-002', 'finalised', {}, undefined],
  ['SCA-RED-009', 'unconfirmed', {}, undefined],
] as const)('%s at %s with %j the PSU goes to %s', (_rule, scaStatus, uris, address) => {
  expect(returnAddress({ scaStatus, uris, confirmationCode: 'c-1' })).toBe(address);
});

test.each(['finalised', 'exempted', 'failed', 'started'] as const)(
  'SCA-RED-011 at %s no confirmation code leaves',
  (scaStatus) => {
    expect(returnAddress({ scaStatus, uris: BOTH, confirmationCode: 'c-1' })).not.toContain('c-1');
  },
);
