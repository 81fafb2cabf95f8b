import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { type CeremonyChange, createAuthenticator } from './authenticator.fixture.ts';
import { accepted, type Bank, OTHER_PSU, openBank, PAYMENT, PSU, readLog, resultOf } from './sca.fixture.ts';

type Authenticator = ReturnType<typeof createAuthenticator>;

async function register({ sca }: Bank, authenticator: Authenticator, change: CeremonyChange = {}, psuId = PSU) {
  const { ceremonyId, options } = await sca.passkeys.registrationOptions({ psuId, userName: 'maria' });
  const response = authenticator.create(options, change);
  return sca.passkeys.register({ ceremonyId, psuId, name: 'Laptop', response });
}

async function authenticate({ sca }: Bank, authenticator: Authenticator, change: CeremonyChange = {}) {
  const { ceremonyId, options } = await sca.passkeys.authenticationOptions({ psuId: PSU });
  return sca.passkeys.authenticate({ ceremonyId, response: authenticator.get(options, change) });
}

async function openWith(bank: Bank) {
  const authenticator = createAuthenticator();
  accepted(await register(bank, authenticator));
  return authenticator;
}

forEachDatabase((_, open) => {
  test('a passkey is registered, authenticates, is listed and removed, and each is in the log', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const passkeyId = authenticator.id;
    expect(await authenticate(bank, authenticator)).toEqual({ accepted: true, evidence: { psuId: PSU, passkeyId } });
    const [passkey] = await bank.sca.passkeys.list(PSU);
    expect(passkey).toEqual({ passkeyId, name: 'Laptop', createdAt: bank.clock(), lastUsedAt: bank.clock() });
    const remove = (psuId: string) =>
      bank.database.transaction((trx) => bank.sca.passkeys.remove(trx, psuId, passkeyId));
    expect(await resultOf(remove(OTHER_PSU))).toBe('passkey-unknown');
    expect(await resultOf(remove(PSU))).toBe('accepted');
    expect(await resultOf(authenticate(bank, authenticator))).toBe('passkey-unknown');
    expect((await readLog(bank, { subject: PSU })).map(({ kind, body }) => [kind, body])).toEqual([
      ['sca-passkey-registered', { passkeyId }],
      ['sca-passkey-used', { passkeyId, result: 'accepted' }],
      ['sca-passkey-removed', { passkeyId }],
      ['sca-passkey-used', { result: 'passkey-unknown' }],
    ]);
  });

  test('whoever has a passkey may authenticate without a name, and the bank learns who it is', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const { ceremonyId, options } = await bank.sca.passkeys.authenticationOptions({});
    expect(options.allowCredentials).toEqual([]);
    const response = authenticator.get(options);
    expect(accepted(await bank.sca.passkeys.authenticate({ ceremonyId, response })).psuId).toBe(PSU);
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

  test('S-11: a passkey is not accepted where its answer is not exactly one to this bank, this challenge and this PSU', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const changes: Readonly<Record<string, CeremonyChange>> = {
      'another origin': { origin: 'http://evil.localhost' },
      'another port': { origin: 'http://bank.localhost:8080' },
      'another RP id': { rpId: 'evil.localhost' },
      'another challenge': { challenge: 'AAAA' },
      'a response of the other kind': { type: 'webauthn.create' },
      'a page within a page of somebody else': { crossOrigin: true },
      'no user verification': { flags: 0x01 },
      'no user presence': { flags: 0x04 },
      'the handle of another user': { userHandle: 'AAAA' },
    };
    for (const [name, change] of Object.entries(changes)) {
      expect([name, await resultOf(authenticate(bank, authenticator, change))]).toEqual([name, 'passkey-wrong']);
      expect([name, await resultOf(authenticate(bank, authenticator))]).toEqual([name, 'accepted']);
    }
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

  test('whatever a browser gives is refused at worst', async () => {
    const bank = await openBank(await open());
    await openWith(bank);
    const named = { id: 'a', rawId: 'a', type: 'public-key' };
    const texts = { clientDataJSON: 'e30', attestationObject: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' };
    const anything = [
      undefined,
      null,
      'text',
      [],
      {},
      { ...named, rawId: 'b', response: texts },
      { ...named, response: {} },
    ];
    const half = { ...named, response: { ...texts, clientDataJSON: 'AAAA' } };
    for (const response of [...anything, half, { ...named, id: 1, rawId: 1, response: null }]) {
      const registration = await bank.sca.passkeys.registrationOptions({ psuId: PSU, userName: 'maria' });
      const { ceremonyId } = await bank.sca.passkeys.authenticationOptions({ psuId: PSU });
      const given = { ceremonyId: registration.ceremonyId, psuId: PSU, name: 'x', response };
      expect(await resultOf(bank.sca.passkeys.register(given))).toBe('passkey-wrong');
      expect(await resultOf(bank.sca.passkeys.authenticate({ ceremonyId, response }))).toBe('passkey-wrong');
    }
  });

  test('S-01: a ceremony is answered once, of two answers at once one is the first, and not too late', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const begun = await bank.sca.passkeys.authenticationOptions({ psuId: PSU });
    const answer = (ceremonyId: string, options: { challenge: string }) =>
      resultOf(bank.sca.passkeys.authenticate({ ceremonyId, response: authenticator.get(options) }));
    const results = await Promise.all([1, 2, 3].map(() => answer(begun.ceremonyId, begun.options)));
    expect(results.toSorted()).toEqual(['accepted', 'ceremony-unknown', 'ceremony-unknown']);
    const late = await bank.sca.passkeys.authenticationOptions({ psuId: PSU });
    bank.clock.advance({ minutes: 5 });
    expect(await answer(late.ceremonyId, late.options)).toBe('ceremony-expired');
  });

  test.each(['', 'nothing', 'a\0b', '\ud83d'])(
    'whatever is given for a ceremony is unknown at worst (%#)',
    async (id) => {
      const { sca, database } = await openBank(await open());
      const given = { ceremonyId: id, response: {} };
      expect(await resultOf(sca.passkeys.authenticate(given))).toBe('ceremony-unknown');
      expect(await resultOf(sca.passkeys.register({ ...given, psuId: PSU, name: 'a\0b' }))).toBe('ceremony-unknown');
      const removed = database.transaction((trx) => sca.passkeys.remove(trx, PSU, id));
      expect(await resultOf(removed)).toBe('passkey-unknown');
    },
  );

  test('a ceremony is of one kind and of one PSU', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const registration = await bank.sca.passkeys.registrationOptions({ psuId: PSU, userName: 'maria' });
    const fresh = createAuthenticator();
    const asAuthentication = { ceremonyId: registration.ceremonyId, response: authenticator.get(registration.options) };
    expect(await resultOf(bank.sca.passkeys.authenticate(asAuthentication))).toBe('ceremony-unknown');
    const response = fresh.create(registration.options);
    const byOther = { ceremonyId: registration.ceremonyId, psuId: OTHER_PSU, name: 'x', response };
    expect(await resultOf(bank.sca.passkeys.register(byOther))).toBe('ceremony-unknown');
    const { ceremonyId, options } = await bank.sca.passkeys.authenticationOptions({ psuId: OTHER_PSU });
    const ofAnother = { ceremonyId, response: authenticator.get(options) };
    expect(await resultOf(bank.sca.passkeys.authenticate(ofAnother))).toBe('passkey-unknown');
  });

  test('a passkey that was registered is not registered again, by nobody', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    expect(await resultOf(register(bank, authenticator))).toBe('passkey-known');
    expect(await resultOf(register(bank, authenticator, {}, OTHER_PSU))).toBe('passkey-known');
    expect(accepted(await authenticate(bank, authenticator)).psuId).toBe(PSU);
  });

  test('S-11: a counter that does not go on shows a copy: it is refused, and the PSU is told', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    accepted(await authenticate(bank, authenticator, { counter: 4_000_000_000 }));
    for (const counter of [4_000_000_000, 7, 0])
      expect(await resultOf(authenticate(bank, authenticator, { counter }))).toBe('passkey-cloned');
    await bank.sca.settled();
    expect((await readLog(bank, { kind: 'sca-alerted' })).map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ alert: 'passkey-cloned' }),
    );
    expect(await resultOf(authenticate(bank, authenticator, { counter: 4_000_000_001 }))).toBe('accepted');
  });

  test('a passkey that never counts is accepted again and again', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    for (const _ of [1, 2]) expect(await resultOf(authenticate(bank, authenticator, { counter: 0 }))).toBe('accepted');
  });

  test('S-04: five answers that do not hold block, and then the right one is refused', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    for (const _ of [1, 2, 3, 4, 5])
      expect(await resultOf(authenticate(bank, authenticator, { challenge: 'AAAA' }))).toBe('passkey-wrong');
    expect(await resultOf(authenticate(bank, authenticator))).toBe('psu-blocked');
  });

  test('S-08: an answer is one to the subject that was shown', async () => {
    const bank = await openBank(await open());
    const authenticator = await openWith(bank);
    const answer = async (subject: typeof PAYMENT | undefined, shown: typeof PAYMENT | undefined) => {
      const { ceremonyId, options } = await bank.sca.passkeys.authenticationOptions({ psuId: PSU, subject: shown });
      const response = authenticator.get(options);
      return resultOf(bank.sca.passkeys.authenticate({ ceremonyId, response, subject }));
    };
    expect(await answer(PAYMENT, PAYMENT)).toBe('accepted');
    expect(await answer({ ...PAYMENT, amount: '250.00' }, PAYMENT)).toBe('subject-changed');
    expect(await answer(undefined, PAYMENT)).toBe('subject-changed');
    expect(await answer(PAYMENT, undefined)).toBe('subject-changed');
  });
});
