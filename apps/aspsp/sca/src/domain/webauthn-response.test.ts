import { expect, test } from 'vitest';
import { createAuthenticator } from '../authenticator.fixture.ts';
import { readRegistration } from './webauthn-response.ts';

const OPTIONS = { challenge: 'AAAA' };

test.each([
  ['none', new Map(), true],
  ['packed', new Map(), true],
  ['packed', new Map([['x5c', []]]), false],
  ['tpm', new Map(), false],
  ['android-safetynet', new Map(), false],
  ['', new Map(), false],
])(
  'API7: an attestation %s %o is taken up: %s; what has certificates could have the bank fetch what they name',
  (fmt, attStmt, taken) => {
    const given = createAuthenticator().create(OPTIONS, { attestation: { fmt, attStmt } });
    expect(readRegistration(given) !== undefined).toBe(taken);
  },
);

test('what is longer than any passkey is not read', () => {
  const { response, ...given } = createAuthenticator().create(OPTIONS);
  const attestationObject = response.attestationObject.padEnd(20_000, 'A');
  expect(readRegistration({ ...given, response: { ...response, attestationObject } })).toBeUndefined();
});
