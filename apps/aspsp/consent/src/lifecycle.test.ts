import type { Transaction } from '@openxs2a/store';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import type { Consent } from './consent.ts';
import {
  accepted,
  authorise,
  createManualClock,
  createReceived,
  createValid,
  FOREIGN,
  GIRO,
  OTHER_TPP,
  openBank,
  PSU,
  REQUEST,
  read,
  resultOf,
  startFor,
  statusOf,
  TPP,
} from './consents.fixture.ts';
import { renderConsent } from './render.ts';

const ZONE = 'Europe/Berlin';

forEachDatabase((_, open) => {
  test('AIS-CNS-003: a good request creates a consent with status received', async () => {
    const bank = await openBank(await open());
    const consent = await createReceived(bank);
    expect(consent).toMatchObject({ consentStatus: 'received', access: REQUEST.access, tppName: TPP.legalName });
    expect(consent.consentId).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
  });

  test('what is refused creates nothing', async () => {
    const bank = await openBank(await open());
    const request = { ...REQUEST, access: {} };
    expect(await resultOf(bank.database.transaction((trx) => bank.consents.create(trx, { tpp: TPP, request })))).toBe(
      'access-empty',
    );
    expect(await bank.consents.listOfTpp(TPP.tppId)).toEqual([]);
  });

  test('the first authorisation begins with its consent, as one that begins later does', async () => {
    const { database, consents, log } = await openBank(await open());
    const begin = (trx: Transaction, consent: Consent) => consents.startFirstAuthorisation(trx, consent, 'request');
    const first = await database.transaction(async (trx) =>
      begin(trx, accepted(await consents.create(trx, { tpp: TPP, request: REQUEST, psuId: PSU }))),
    );
    const { consentId, authorisationId } = first;
    const { tppId } = TPP;
    const later = accepted(
      await database.transaction((trx) => consents.startAuthorisation(trx, { consentId, tppId, requestId: 'request' })),
    );
    expect(first).toEqual({ ...later, authorisationId });
    // begun at the same moment, they are in no order
    expect(new Set(accepted(await consents.authorisations(consentId, tppId)))).toEqual(new Set([first, later]));
    const { records } = await log.read({ kind: 'authorisation' });
    const [one, other] = records.map(({ actor, subject, body }) => ({ actor, subject, body }));
    expect(other).toMatchObject({ actor: tppId, subject: consentId, body: { requestId: 'request', psuId: PSU } });
    expect(one).toEqual({ ...other, body: { ...Object(other?.body), authorisationId } });
  });

  test('a consent that is created in a transaction which fails is not there, and nor is its record', async () => {
    const bank = await openBank(await open());
    const failing = bank.database.transaction(async (trx) => {
      await bank.consents.create(trx, { tpp: TPP, request: REQUEST });
      throw new Error('idempotency');
    });
    await expect(failing).rejects.toThrow('idempotency');
    expect(await bank.consents.listOfTpp(TPP.tppId)).toEqual([]);
    expect((await bank.log.read()).records).toEqual([]);
  });

  test.each([
    ['unknown', '5d6e8c0e-0000-4000-8000-000000000000'],
    ['empty', ''],
    ['not well formed', 'a\0b\ud800'],
    ['too long', 'x'.repeat(10_000)],
  ])('AIS-CNS-045, AIS-CNS-054: a consent that is %s is unknown to every call', async (_, consentId) => {
    const bank = await openBank(await open());
    const { consents, database } = bank;
    const authorisationId = consentId;
    const calls = [
      consents.find(consentId, TPP.tppId),
      consents.terminateByTpp(consentId, TPP.tppId),
      consents.revokeByPsu(consentId, PSU),
      consents.authorisations(consentId, TPP.tppId),
      consents.authorisation(consentId, authorisationId, TPP.tppId),
      consents.updateAuthorisation({ consentId, authorisationId, event: 'fail' }),
      consents.confirm({ consentId, authorisationId, psuId: PSU }),
      consents.reject({ consentId, authorisationId }),
      database.transaction((trx) => consents.startAuthorisation(trx, { consentId, tppId: TPP.tppId })),
      consents.useConsent({
        consentId,
        tppId: TPP.tppId,
        operation: 'getAccountList',
        psuPresent: true,
        requestId: '1',
      }),
    ];
    for (const call of calls) expect(await resultOf(call)).toBe('consent-unknown');
  });

  test('AIS-CNS-045: what belongs to another TPP or PSU is as unknown as nothing', async () => {
    const bank = await openBank(await open());
    const { consents } = bank;
    const consent = await createValid(bank);
    const { consentId } = consent;
    const { tppId } = OTHER_TPP;
    expect(await resultOf(consents.find(consentId, tppId))).toBe('consent-unknown');
    expect(await resultOf(consents.terminateByTpp(consentId, tppId))).toBe('consent-unknown');
    expect(await resultOf(consents.revokeByPsu(consentId, 'another'))).toBe('consent-unknown');
    expect(await resultOf(consents.authorisations(consentId, tppId))).toBe('consent-unknown');
    expect(await resultOf(read(bank, { ...consent, tppId }, { operation: 'getAccountList' }))).toBe('consent-unknown');
    expect(await statusOf(bank, consent)).toBe('valid');
  });

  test('AIS-CNS-025, AIS-CNS-031, AIS-CNS-043: the day of validUntil counts by the clock of the bank, and stays in the consent', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, { validUntil: '2026-11-26' });
    bank.clock.set('2026-11-26T22:59:59.999Z');
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('accepted');
    bank.clock.set('2026-11-26T23:00:00Z');
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('consent-expired');
    expect(accepted(await bank.consents.find(consent.consentId, TPP.tppId))).toMatchObject({
      consentStatus: 'expired',
      validUntil: '2026-11-26',
      lastActionAt: new Date('2026-11-26T23:00:00Z'),
    });
  });

  test('RTS-180-001, RTS-180-002: SCA holds for 180 days, the one on which it was done included', async () => {
    const bank = await openBank(await open(), { policy: { maxDays: 0 } });
    const consent = await createValid(bank);
    expect(consent.validUntil).toBe('9999-12-31');
    bank.clock.advance({ days: 100 });
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('accepted');
    bank.clock.advance({ days: 79 });
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('accepted');
    bank.clock.advance({ days: 1 });
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('consent-expired');
  });

  test('RTS-180-004: a consent keeps its date when the limit changes', async () => {
    const database = await open();
    const before = await openBank(database, { policy: { maxDays: 90 } });
    const consent = await createValid(before);
    const after = await openBank(database, { policy: { maxDays: 180 } });
    expect(accepted(await after.consents.find(consent.consentId, TPP.tppId)).validUntil).toBe('2027-02-23');
  });

  test('AIS-CNS-039: a consent that nobody authorises is rejected after its time, and its authorisation fails', async () => {
    const bank = await openBank(await open());
    const consent = await createReceived(bank);
    const { authorisationId } = await startFor(bank, consent);
    bank.clock.advance({ minutes: 29 });
    expect(await statusOf(bank, consent)).toBe('received');
    bank.clock.advance({ minutes: 1 });
    expect(await statusOf(bank, consent)).toBe('rejected');
    expect(accepted(await bank.consents.authorisation(consent.consentId, authorisationId, TPP.tppId)).scaStatus).toBe(
      'failed',
    );
    const { consentId } = consent;
    expect(await resultOf(bank.consents.confirm({ consentId, authorisationId, psuId: PSU }))).toBe(
      'authorisation-final',
    );
  });

  test('the job ends what is over in batches, each consent once, however many nodes run it', async () => {
    const location = await open.locate();
    const one = await openBank(await open.at(location), { node: 'one' });
    const two = await openBank(await open.at(location), { node: 'two', clock: one.clock });
    for (let count = 0; count < 7; count += 1) await createReceived(one, { psuId: `psu-${count}` });
    const valid = await createValid(one);
    one.clock.advance({ minutes: 31 });
    const [first, second] = await Promise.all([one.consents.expire({ limit: 4 }), two.consents.expire({ limit: 4 })]);
    expect(first + second + (await one.consents.expire()) + (await two.consents.expire())).toBe(7);
    expect((await one.log.read({ kind: 'consent-expired' })).records).toHaveLength(7);
    expect(await statusOf(one, valid)).toBe('valid');
  });

  test('AIS-CNS-048, AIS-CNS-050: a consent is shown as granted, whatever was read with it', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, { frequencyPerDay: 10 });
    await read(bank, consent, { operation: 'getAccountList' });
    const found = accepted(await bank.consents.find(consent.consentId, TPP.tppId));
    expect(renderConsent(found, ZONE)).toEqual({
      access: REQUEST.access,
      recurringIndicator: true,
      validUntil: '2027-05-24',
      frequencyPerDay: 4,
      lastActionDate: '2026-11-26',
      consentStatus: 'valid',
    });
  });

  test('AIS-CNS-049, AIS-CNS-056, AIS-CNS-044: the PSU takes a consent back at the bank', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    bank.clock.advance({ days: 2 });
    expect(accepted(await bank.consents.revokeByPsu(consent.consentId, PSU))).toMatchObject({
      consentStatus: 'revokedByPsu',
      lastActionAt: new Date('2026-11-28T09:00:00Z'),
    });
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('consent-revoked');
    expect(await resultOf(bank.consents.revokeByPsu(consent.consentId, PSU))).toBe('consent-final');
  });

  test('AIS-CNS-052, AIS-CNS-055, N-AIS-CNS-110: the TPP ends a consent, which stays readable', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    expect(await resultOf(bank.consents.terminateByTpp(consent.consentId, TPP.tppId))).toBe('accepted');
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('consent-not-valid');
    expect(accepted(await bank.consents.find(consent.consentId, TPP.tppId))).toMatchObject({
      consentStatus: 'terminatedByTpp',
      access: REQUEST.access,
    });
  });

  test.each([
    ['terminatedByTpp', {}],
    ['rejected', { whenDeletedUnauthorised: 'rejected' }],
  ] as const)(
    'AIS-CNS-053: a consent that was not authorised can be deleted, and is %s by policy',
    async (status, policy) => {
      const bank = await openBank(await open(), { policy });
      const consent = await createReceived(bank);
      const { authorisationId } = await startFor(bank, consent);
      expect(accepted(await bank.consents.terminateByTpp(consent.consentId, TPP.tppId)).consentStatus).toBe(status);
      expect(accepted(await bank.consents.authorisation(consent.consentId, authorisationId, TPP.tppId)).scaStatus).toBe(
        'failed',
      );
    },
  );

  test('N-AIS-CNS-112: deleting twice changes nothing, and what ended otherwise is not deleted', async () => {
    const bank = await openBank(await open());
    const deleted = await createValid(bank);
    await bank.consents.terminateByTpp(deleted.consentId, TPP.tppId);
    const first = accepted(await bank.consents.find(deleted.consentId, TPP.tppId));
    bank.clock.advance({ days: 1 });
    expect(accepted(await bank.consents.terminateByTpp(deleted.consentId, TPP.tppId))).toEqual(first);
    const revoked = await createValid(bank);
    await bank.consents.revokeByPsu(revoked.consentId, PSU);
    expect(await bank.consents.terminateByTpp(revoked.consentId, TPP.tppId)).toMatchObject({
      reason: 'consent-final',
      evidence: { consentStatus: 'revokedByPsu' },
    });
  });

  test('AIS-CNS-047: a consent that failed is readable', async () => {
    const bank = await openBank(await open());
    const consent = await createReceived(bank);
    const { consentId } = consent;
    const { authorisationId } = await startFor(bank, consent);
    expect(await resultOf(bank.consents.reject({ consentId, authorisationId }))).toBe('accepted');
    expect(await statusOf(bank, consent)).toBe('rejected');
    expect(accepted(await bank.consents.authorisation(consentId, authorisationId, TPP.tppId)).scaStatus).toBe('failed');
  });

  test.each(['received', 'valid', 'revokedByPsu'] as const)(
    'AIS-CNS-068: on a consent that is %s an authorisation is started or refused',
    async (status) => {
      const bank = await openBank(await open());
      const consent = status === 'received' ? await createReceived(bank) : await createValid(bank);
      if (status === 'revokedByPsu') await bank.consents.revokeByPsu(consent.consentId, PSU);
      const started = bank.database.transaction((trx) => bank.consents.startAuthorisation(trx, consent));
      expect(await resultOf(started)).toBe(
        { received: 'accepted', valid: 'authorisation-not-needed', revokedByPsu: 'consent-final' }[status],
      );
    },
  );

  test('an authorisation begins where the PSU is known, and stays with that PSU', async () => {
    const bank = await openBank(await open());
    const { consents, database } = bank;
    const named = await createReceived(bank);
    const anonymous = accepted(
      await database.transaction((trx) => consents.create(trx, { tpp: TPP, request: REQUEST })),
    );
    expect((await startFor(bank, named)).scaStatus).toBe('psuIdentified');
    const { authorisationId, scaStatus } = await startFor(bank, anonymous);
    expect(scaStatus).toBe('received');
    const { consentId } = anonymous;
    const identify = (psuId: string) =>
      consents.updateAuthorisation({ consentId, authorisationId, event: 'identify', psuId });
    expect(accepted(await identify(PSU))).toMatchObject({ scaStatus: 'psuIdentified', psu: { psuId: PSU } });
    expect(await resultOf(consents.confirm({ consentId, authorisationId, psuId: 'another' }))).toBe('psu-mismatch');
    expect(await resultOf(consents.confirm({ consentId, authorisationId, psuId: PSU }))).toBe('accepted');
  });

  test('an authorisation that takes too long fails, and another may be started', async () => {
    const bank = await openBank(await open(), { policy: { authorisationWithin: 10 } });
    const consent = await createReceived(bank);
    const { consentId } = consent;
    const { authorisationId } = await startFor(bank, consent);
    bank.clock.advance({ minutes: 10 });
    const all = accepted(await bank.consents.authorisations(consentId, TPP.tppId));
    expect(all.map(({ scaStatus }) => scaStatus)).toEqual(['failed']);
    expect(await resultOf(bank.consents.confirm({ consentId, authorisationId, psuId: PSU }))).toBe(
      'authorisation-final',
    );
    expect(await resultOf(authorise(bank, consent))).toBe('accepted');
  });

  test('of two confirmations at once of one authorisation one succeeds', async () => {
    const location = await open.locate();
    const one = await openBank(await open.at(location), { node: 'one' });
    const two = await openBank(await open.at(location), { node: 'two', clock: one.clock });
    const consent = await createReceived(one);
    const { authorisationId } = await startFor(one, consent);
    const confirmation = { consentId: consent.consentId, authorisationId, psuId: PSU };
    const results = await Promise.all([one, two].map(({ consents }) => resultOf(consents.confirm(confirmation))));
    expect(results.toSorted()).toEqual(['accepted', 'authorisation-final']);
  });

  test('where several PSUs have to agree, the consent is partly authorised until the last did', async () => {
    const bank = await openBank(await open(), { policy: { multilevelSca: true } });
    const { consents } = bank;
    const consent = await createReceived(bank, { psuId: 'signatory-1' });
    const { consentId } = consent;
    const first = await startFor(bank, consent, 'signatory-1');
    const second = await startFor(bank, consent, 'signatory-2');
    const confirm = (authorisationId: string, psuId: string, complete: boolean) =>
      consents.confirm({ consentId, authorisationId, psuId, complete });
    expect(accepted(await confirm(first.authorisationId, 'signatory-1', false)).consentStatus).toBe(
      'partiallyAuthorised',
    );
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('consent-not-valid');
    const again = bank.database.transaction((trx) =>
      consents.startAuthorisation(trx, { consentId, tppId: TPP.tppId, psuId: 'signatory-1' }),
    );
    expect(await resultOf(again)).toBe('authorisation-not-needed');
    expect(accepted(await confirm(second.authorisationId, 'signatory-2', true))).toMatchObject({
      consentStatus: 'valid',
      psu: { psuId: 'signatory-1' },
    });
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('accepted');
  });

  test('MLV-SCA-004: where two signatures are needed, the second one given makes the consent valid', async () => {
    const bank = await openBank(await open(), { policy: { multilevelSca: true } });
    const consent = await createReceived(bank, { psuId: undefined });
    const { consentId } = consent;
    const sign = async (psuId: string) => {
      const { authorisationId } = await startFor(bank, consent, psuId);
      return bank.consents.confirm({ consentId, authorisationId, psuId, signatures: 2 });
    };
    expect(accepted(await sign('signatory-1')).consentStatus).toBe('partiallyAuthorised');
    expect(accepted(await sign('signatory-2')).consentStatus).toBe('valid');
  });

  test('MLV-SCA-005: a PSU counts once, also by two authorisations that were begun before', async () => {
    const bank = await openBank(await open(), { policy: { multilevelSca: true } });
    const consent = await createReceived(bank, { psuId: undefined });
    const { consentId } = consent;
    const [one, two] = [await startFor(bank, consent, PSU), await startFor(bank, consent, PSU)];
    const sign = (authorisationId: string) =>
      bank.consents.confirm({ consentId, authorisationId, psuId: PSU, signatures: 2 });
    expect(accepted(await sign(one.authorisationId)).consentStatus).toBe('partiallyAuthorised');
    expect(await resultOf(sign(two.authorisationId))).toBe('authorisation-not-needed');
  });

  test('a co-signer that does not have the accounts changes nothing', async () => {
    const bank = await openBank(await open(), { policy: { multilevelSca: true } });
    const consent = await createReceived(bank, { psuId: undefined });
    const { consentId, tppId } = consent;
    const sign = async (psuId: string) => {
      const { authorisationId } = await startFor(bank, consent, psuId);
      return bank.consents.confirm({ consentId, authorisationId, psuId, signatures: 2 });
    };
    await sign('signatory-1');
    expect(await resultOf(sign('has-nothing'))).toBe('account-not-of-psu');
    expect(accepted(await bank.consents.find(consentId, tppId)).consentStatus).toBe('partiallyAuthorised');
    expect(accepted(await sign('signatory-2')).consentStatus).toBe('valid');
  });

  test('SEC-API-015 S-08: what is opened is what was forecast, or nothing', async () => {
    const bank = await openBank(await open());
    const consent = await createReceived(bank);
    const { consentId, tppId } = consent;
    const { authorisationId } = await startFor(bank, consent);
    const request = { consentId, authorisationId, psuId: PSU };
    expect(accepted(await bank.consents.forecastAccounts(request))).toEqual(['giro']);
    expect(await resultOf(bank.consents.forecastAccounts({ ...request, psuId: 'has-nothing' }))).toBe(
      'account-not-of-psu',
    );
    expect(await resultOf(bank.consents.confirm({ ...request, accounts: [] }))).toBe('account-not-of-psu');
    expect(accepted(await bank.consents.find(consentId, tppId)).consentStatus).toBe('rejected');
  });

  test('AIS-CNS-010: of a bank offered consent the PSU chooses from what it has', async () => {
    const bank = await openBank(await open());
    const consent = await createReceived(bank, { access: { balances: [] } });
    const request = { consentId: consent.consentId, psuId: PSU };
    expect(accepted(await bank.consents.listEligibleAccounts(request))).toHaveLength(5);
    expect(await resultOf(bank.consents.forecastAccounts(request))).toBe('no-account-chosen');
    const chosen = { ...request, accounts: ['card', 'giro'] };
    expect(accepted(await bank.consents.forecastAccounts(chosen))).toEqual(['giro', 'card']);
  });

  test('for SCA an authorisation is found whoever asked for it, and by its own consent alone', async () => {
    const bank = await openBank(await open());
    const [consent, other] = [await createReceived(bank), await createReceived(bank, { tpp: OTHER_TPP })];
    const { authorisationId } = await startFor(bank, consent);
    const found = accepted(await bank.consents.findAuthorising(consent.consentId, authorisationId));
    expect([found.consent.tppId, found.authorisation.scaStatus]).toEqual([TPP.tppId, 'psuIdentified']);
    expect(await resultOf(bank.consents.findAuthorising(other.consentId, authorisationId))).toBe(
      'authorisation-unknown',
    );
    expect(await resultOf(bank.consents.findAuthorising('nothing', authorisationId))).toBe('consent-unknown');
  });

  test('without multilevel SCA no other PSU authorises', async () => {
    const bank = await openBank(await open());
    const consent = await createReceived(bank);
    const { consentId, tppId } = consent;
    const start = bank.database.transaction((trx) =>
      bank.consents.startAuthorisation(trx, { consentId, tppId, psuId: 'another' }),
    );
    expect(await resultOf(start)).toBe('psu-mismatch');
  });

  test('N-AIS-CNS-107: a named account that is none of the PSU’s rejects the consent at its authorisation', async () => {
    const bank = await openBank(await open());
    const consent = await createReceived(bank, { access: { balances: [GIRO, FOREIGN] } });
    expect(await authorise(bank, consent)).toEqual({
      accepted: false,
      reason: 'account-not-of-psu',
      evidence: { account: 'iban …0189' },
    });
    expect(await statusOf(bank, consent)).toBe('rejected');
  });

  test('N-AIS-CNS-114: whether a code has to confirm is settled when the consent is created', async () => {
    const database = await open();
    const before = await openBank(database, { policy: { authorisationConfirmation: true } });
    const consent = await createReceived(before);
    const after = await openBank(database, { policy: { authorisationConfirmation: false } });
    const found = accepted(await after.consents.find(consent.consentId, TPP.tppId));
    expect(found.authorisationConfirmation).toBe(true);
  });

  test('consents of a PSU and of a TPP are listed page by page, the newest first, as time has left them', async () => {
    const clock = createManualClock();
    const bank = await openBank(await open(), { clock, policy: { multipleConsents: true } });
    const created = [];
    for (const tpp of [TPP, OTHER_TPP, TPP, TPP]) {
      created.unshift(await createValid(bank, { tpp, validUntil: '2026-11-27' }));
      clock.advance({ minutes: 1 });
    }
    const ids = created.map(({ consentId }) => consentId);
    const first = await bank.consents.listOfPsu(PSU, { limit: 3 });
    const second = await bank.consents.listOfPsu(PSU, { limit: 3, after: first.at(-1)?.consentId });
    expect([...first, ...second].map(({ consentId }) => consentId)).toEqual(ids);
    expect(await bank.consents.listOfTpp(OTHER_TPP.tppId)).toHaveLength(1);
    expect(await bank.consents.listOfPsu('another')).toEqual([]);
    clock.advance({ days: 2 });
    expect((await bank.consents.listOfPsu(PSU)).map(({ consentStatus }) => consentStatus)).toEqual(
      ids.map(() => 'expired'),
    );
  });
});
