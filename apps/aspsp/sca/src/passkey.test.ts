import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { type CeremonyChange, createAuthenticator, NO_PASSKEYS } from './authenticator.fixture.ts';
import { authenticate, openWith, register } from './passkey.fixture.ts';
import { accepted, OTHER_PSU, openBank, PSU, readLog, resultOf } from './sca.fixture.ts';

forEachDatabase((_, open) => {
  test('a passkey is registered, listed and removed by its PSU alone, and each is in the log', async () => {
    const bank = await openBank(await open());
    const { id: passkeyId } = await openWith(bank);
    const [passkey] = await bank.sca.passkeys.list(PSU);
    expect(passkey).toEqual({ passkeyId, name: 'Laptop', createdAt: bank.clock(), lastUsedAt: undefined });
    const remove = (psuId: string) =>
      bank.database.transaction((trx) => bank.sca.passkeys.remove(trx, psuId, passkeyId));
    expect(await resultOf(remove(OTHER_PSU))).toBe('passkey-unknown');
    expect(await resultOf(remove(PSU))).toBe('accepted');
    expect(await bank.sca.passkeys.list(PSU)).toEqual([]);
    expect((await readLog(bank, { subject: PSU })).map(({ kind, body }) => [kind, body])).toEqual([
      ['sca-passkey-registered', { passkeyId }],
      ['sca-passkey-removed', { passkeyId }],
    ]);
  });

  test('the options say to whom the passkey belongs, ask for verification, and say nothing about the PSU', async () => {
    const bank = await openBank(await open());
    const { id } = await openWith(bank);
    const { options } = await bank.sca.passkeys.registrationOptions({ psuId: PSU, userName: 'maria' });
    expect(options).toMatchObject({
      rp: { id: 'bank.localhost', name: 'Bank' },
      attestation: 'none',
      authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
      excludeCredentials: [{ id }],
    });
    expect(Buffer.from(options.user.id, 'base64url')).toHaveLength(32);
    expect(Buffer.from(options.user.id, 'base64url').toString()).not.toContain(PSU);
    const other = await bank.sca.passkeys.registrationOptions({ psuId: OTHER_PSU, userName: 'jonas' });
    expect(other.options.user.id).not.toBe(options.user.id);
    expect(other.options.challenge).not.toBe(options.challenge);
  });

  test('S-17: a passkey is not registered where its answer is not exactly one to this bank and this challenge', async () => {
    const bank = await openBank(await open());
    const changes: Readonly<Record<string, CeremonyChange>> = {
      'another origin': { origin: 'http://evil.localhost' },
      'another RP id': { rpId: 'evil.localhost' },
      'another challenge': { challenge: 'AAAA' },
      'a response of the other kind': { type: 'webauthn.get' },
      'no user verification': { flags: 0x01 },
      'an attestation that was not asked for': { attestation: { fmt: 'tpm', attStmt: new Map() } },
    };
    for (const [name, change] of Object.entries(changes))
      expect([name, await resultOf(register(bank, createAuthenticator(), change))]).toEqual([name, 'passkey-wrong']);
    expect(await bank.sca.passkeys.list(PSU)).toEqual([]);
  });

  test('whatever a browser gives for a new passkey is refused at worst', async () => {
    const bank = await openBank(await open());
    for (const response of NO_PASSKEYS) {
      const { ceremonyId } = await bank.sca.passkeys.registrationOptions({ psuId: PSU, userName: 'maria' });
      const given = { ceremonyId, psuId: PSU, name: 'x', response };
      expect(await resultOf(bank.sca.passkeys.register(given))).toBe('passkey-wrong');
    }
  });

  test('S-01: a registration is answered once, by its PSU, and not too late', async () => {
    const bank = await openBank(await open());
    const begin = () => bank.sca.passkeys.registrationOptions({ psuId: PSU, userName: 'maria' });
    const answer = ({ ceremonyId, options }: Awaited<ReturnType<typeof begin>>, psuId = PSU) => {
      const response = createAuthenticator().create(options);
      return resultOf(bank.sca.passkeys.register({ ceremonyId, psuId, name: 'x', response }));
    };
    const begun = await begin();
    const results = await Promise.all([1, 2, 3].map(() => answer(begun)));
    expect(results.toSorted()).toEqual(['accepted', 'ceremony-unknown', 'ceremony-unknown']);
    expect(await answer(await begin(), OTHER_PSU)).toBe('ceremony-unknown');
    const late = await begin();
    bank.clock.advance({ minutes: 5 });
    expect(await answer(late)).toBe('ceremony-expired');
  });

  test.each(['', 'nothing', 'a\0b', '\ud83d'])(
    'whatever is given for a ceremony is unknown at worst (%#)',
    async (id) => {
      const { sca, database } = await openBank(await open());
      const given = { ceremonyId: id, response: {} };
      expect(await resultOf(sca.passkeys.register({ ...given, psuId: PSU, name: 'a\0b' }))).toBe('ceremony-unknown');
      const removed = database.transaction((trx) => sca.passkeys.remove(trx, PSU, id));
      expect(await resultOf(removed)).toBe('passkey-unknown');
    },
  );

  test('a passkey that was registered is not registered again, by nobody', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    expect(await resultOf(register(bank, authenticator))).toBe('passkey-known');
    expect(await resultOf(register(bank, authenticator, {}, OTHER_PSU))).toBe('passkey-known');
    expect(accepted(await authenticate(bank, authenticator)).psuId).toBe(PSU);
  });
});
