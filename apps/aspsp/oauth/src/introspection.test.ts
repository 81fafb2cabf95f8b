import { openDatabase } from '@openxs2a/store';
import { expect, test } from 'vitest';
import {
  addConsent,
  certificateOf,
  ISSUER,
  type OAuthBank,
  OTHER_TPP,
  openBank,
  PSU,
  SCOPE,
  TPP,
} from './bank.fixture.ts';
import { callMachine, getTokens } from './client.fixture.ts';
import { toThumbprint } from './domain/thumbprint.ts';

const look = async (bank: OAuthBank, token: string, caller = certificateOf(TPP)) =>
  (await callMachine(bank, '/oauth/introspection', { client_id: caller.tppId, token }, caller)).body;

async function openWithTokens() {
  const bank = await openBank(await openDatabase(':memory:'));
  const consent = addConsent(bank);
  return { bank, consent, tokens: await getTokens(bank) };
}

test('a client sees of a token of its own what it is for, until when, and to which certificate it is bound', async () => {
  const { bank, tokens } = await openWithTokens();
  const seen = await look(bank, tokens.access_token);
  expect(seen).toEqual({
    active: true,
    client_id: TPP,
    scope: SCOPE,
    token_type: 'Bearer',
    iss: ISSUER,
    aud: expect.any(String),
    iat: expect.any(Number),
    exp: expect.any(Number),
    cnf: { 'x5t#S256': toThumbprint(certificateOf(TPP).qwac.fingerprint) },
  });
  expect(Number(seen['exp']) - Number(seen['iat'])).toBe(3_600);
});

test('it is not told by which name the bank knows its customer', async () => {
  const { bank, tokens } = await openWithTokens();
  expect(JSON.stringify(await look(bank, tokens.access_token))).not.toContain(PSU);
  expect(JSON.stringify(await look(bank, tokens.refresh_token))).not.toContain(PSU);
});

test('a token of another client is not active', async () => {
  const { bank, tokens } = await openWithTokens();
  expect(await look(bank, tokens.access_token, certificateOf(OTHER_TPP))).toEqual({ active: false });
});

test('a token past its time, or of what has ended, is not active', async () => {
  const { bank, consent, tokens } = await openWithTokens();
  bank.clock.advance(3_600);
  expect(await look(bank, tokens.access_token)).toEqual({ active: false });
  expect(await look(bank, tokens.refresh_token)).toMatchObject({ active: true });
  consent.isAlive = false;
  expect(await look(bank, tokens.refresh_token)).toEqual({ active: false });
});

test('what is no token is not active', async () => {
  const { bank } = await openWithTokens();
  expect(await look(bank, 'none')).toEqual({ active: false });
});
