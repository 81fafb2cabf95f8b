import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import {
  accepted,
  createReceived,
  createValid,
  GIRO,
  OTHER_TPP,
  openBank,
  PSU,
  read,
  resourcesOf,
  resultOf,
  SAVINGS,
  statusOf,
  TPP,
} from './consents.fixture.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

forEachDatabase((_, open) => {
  test('AIS-CNS-042: nothing is read before the consent is valid', async () => {
    const bank = await openBank(await open());
    const received = await createReceived(bank);
    expect(await resultOf(read(bank, received, { operation: 'getAccountList' }))).toBe('consent-not-valid');
  });

  test('a valid consent opens what was granted, with ids that say nothing about the accounts', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    const { giro = '' } = await resourcesOf(bank, consent);
    const grant = accepted(await read(bank, consent, { operation: 'getBalances', resourceId: giro }));
    expect(grant).toMatchObject({
      consentId: consent.consentId,
      tppId: TPP.tppId,
      psuId: PSU,
      account: { accountId: 'giro', resourceId: giro, rights: ['details', 'balances', 'transactions'] },
    });
    expect(giro).toMatch(/^[\da-f-]{36}$/);
  });

  test('RTS-FRQ-001: the fifth read of a day without the PSU is refused where the frequency is four', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    const { giro = '' } = await resourcesOf(bank, consent);
    const results = [];
    for (const _ of many(5))
      results.push(await resultOf(read(bank, consent, { operation: 'getBalances', resourceId: giro })));
    expect(results).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'frequency-exceeded']);
  });

  test('of fifty reads at once on two nodes as many succeed as the frequency allows', async () => {
    const location = await open.locate();
    const one = await openBank(await open.at(location), { node: 'one' });
    const two = await openBank(await open.at(location), { node: 'two', clock: one.clock });
    const consent = await createValid(one);
    const { giro = '' } = await resourcesOf(one, consent);
    const outcomes = await Promise.all(
      many(50).map((index) =>
        resultOf(read(index % 2 === 0 ? one : two, consent, { operation: 'getBalances', resourceId: giro })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(4);
    expect(outcomes.filter((outcome) => outcome === 'frequency-exceeded')).toHaveLength(46);
    const { records } = await one.consents.audit({ tppId: TPP.tppId, kind: 'consent-used' });
    expect(records.filter(({ body }) => JSON.stringify(body).includes('getBalances'))).toHaveLength(4);
    for (const { log } of [one, two]) await log.seal();
    expect(await one.log.verify()).toMatchObject({ accepted: true });
  });

  test('RTS-FRQ-002: reads that the PSU asks for are not counted, and are open when the others are used up', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, { frequencyPerDay: 1 });
    const list = (psuPresent: boolean) => resultOf(read(bank, consent, { operation: 'getAccountList', psuPresent }));
    for (const _ of many(10)) expect(await list(true)).toBe('accepted');
    expect([await list(false), await list(false), await list(true)]).toEqual([
      'accepted',
      'frequency-exceeded',
      'accepted',
    ]);
  });

  test('RTS-FRQ-003, RTS-FRQ-004, RTS-FRQ-006: each endpoint of each account counts by itself', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, {
      access: { balances: [GIRO, SAVINGS], transactions: [GIRO] },
      frequencyPerDay: 1,
    });
    const { giro = '', savings = '' } = await resourcesOf(bank, consent);
    const uses = [
      { operation: 'getAccountList' },
      { operation: 'readAccountDetails', resourceId: giro },
      { operation: 'getBalances', resourceId: giro },
      { operation: 'getBalances', resourceId: savings },
      { operation: 'getTransactionList', resourceId: giro, part: 'booked' },
      { operation: 'getTransactionDetails', resourceId: giro, part: 'transaction-1' },
      { operation: 'getTransactionDetails', resourceId: giro, part: 'transaction-2' },
    ] as const;
    for (const use of uses) expect(await resultOf(read(bank, consent, use))).toBe('accepted');
    for (const use of uses) expect(await resultOf(read(bank, consent, use))).toBe('frequency-exceeded');
  });

  test('RTS-FRQ-005: pages and booking statuses of a report count as one', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, { frequencyPerDay: 1 });
    const { giro: resourceId = '' } = await resourcesOf(bank, consent);
    const report = (part: string, page = false) =>
      resultOf(read(bank, consent, { operation: 'getTransactionList', resourceId, part, page }));
    expect([
      await report('booked'),
      await report('booked', true),
      await report('booked', true),
      await report('information'),
      await report('booked'),
    ]).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'frequency-exceeded']);
  });

  test.each([
    ['calendar', '2026-11-26T22:59:59.999Z', '2026-11-26T23:00:00Z'],
    ['rolling', '2026-11-27T08:59:59.999Z', '2026-11-27T09:00:00Z'],
  ] as const)('RTS-FRQ-007: a %s day begins anew', async (day, before, after) => {
    const bank = await openBank(await open(), { policy: { frequencyPerDay: { day } } });
    const consent = await createValid(bank, { frequencyPerDay: 2 });
    const list = () => resultOf(read(bank, consent, { operation: 'getAccountList' }));
    expect(await list()).toBe('accepted');
    bank.clock.advance({ minutes: 60 });
    expect([await list(), await list()]).toEqual(['accepted', 'frequency-exceeded']);
    bank.clock.set(before);
    expect(await list()).toBe('frequency-exceeded');
    bank.clock.set(after);
    const atOnce = day === 'calendar' ? ['accepted', 'accepted'] : ['accepted', 'frequency-exceeded'];
    expect([await list(), await list()]).toEqual(atOnce);
  });

  test('RTS-FRQ-008: looking at the consent uses nothing up', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, { frequencyPerDay: 1 });
    for (const _ of many(10)) await statusOf(bank, consent);
    expect(await resultOf(read(bank, consent, { operation: 'getAccountList' }))).toBe('accepted');
  });

  test('RTS-FRQ-009: a read that failed is given back once, and leaves its trace', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, { frequencyPerDay: 1 });
    const list = () => read(bank, consent, { operation: 'getAccountList' });
    const grant = accepted(await list());
    await bank.consents.returnUse(grant, 'request-1');
    await bank.consents.returnUse(grant, 'request-1');
    expect([await resultOf(list()), await resultOf(list())]).toEqual(['accepted', 'frequency-exceeded']);
    expect((await bank.consents.audit({ tppId: TPP.tppId, kind: 'consent-use-returned' })).records).toHaveLength(1);
  });

  test('RTS-FRQ-009: what was not counted is not given back', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, { frequencyPerDay: 1 });
    const list = (psuPresent: boolean) => read(bank, consent, { operation: 'getAccountList', psuPresent });
    expect(await resultOf(list(false))).toBe('accepted');
    await bank.consents.returnUse(accepted(await list(true)), 'request-1');
    expect(await resultOf(list(false))).toBe('frequency-exceeded');
  });

  test('RTS-FRQ-012: the record of a read holds what shows that the PSU was there', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    const psuEvidence = { ipAddress: '192.0.2.1' };
    await read(bank, consent, { operation: 'getAccountList', psuPresent: true, requestId: 'request-7', psuEvidence });
    const { records } = await bank.consents.audit({ psuId: PSU, kind: 'consent-used' });
    expect(records).toEqual([
      expect.objectContaining({
        actor: TPP.tppId,
        subject: consent.consentId,
        time: new Date('2026-11-26T09:00:00Z'),
        body: {
          operation: 'getAccountList',
          page: false,
          psuPresent: true,
          psuEvidence,
          requestId: 'request-7',
          result: 'granted',
        },
      }),
    ]);
  });

  test.each([
    ['endpoint', ['accepted', 'frequency-exceeded', 'accepted', 'accepted']],
    ['account', ['accepted', 'frequency-exceeded', 'frequency-exceeded', 'accepted']],
    ['none', ['accepted', 'accepted', 'accepted', 'accepted']],
  ] as const)('RTS-FRQ-013: reads are counted per %s where the policy says so', async (countPer, results) => {
    const bank = await openBank(await open(), { policy: { frequencyPerDay: { countPer } } });
    const consent = await createValid(bank, { access: { balances: [GIRO, SAVINGS] }, frequencyPerDay: 1 });
    const { giro = '', savings = '' } = await resourcesOf(bank, consent);
    const uses = [
      { operation: 'getBalances', resourceId: giro },
      { operation: 'getBalances', resourceId: giro },
      { operation: 'readAccountDetails', resourceId: giro },
      { operation: 'getBalances', resourceId: savings },
    ] as const;
    const found = [];
    for (const use of uses) found.push(await resultOf(read(bank, consent, use)));
    expect(found).toEqual(results);
  });

  test('RTS-FRQ-010: a counter of many reads counts right', async () => {
    const agreed = { [TPP.tppId]: 50 };
    const bank = await openBank(await open(), { policy: { frequencyPerDay: { agreed, day: 'rolling' } } });
    const consent = await createValid(bank, { frequencyPerDay: 50 });
    const list = () => resultOf(read(bank, consent, { operation: 'getAccountList' }));
    for (const _ of many(50)) {
      expect(await list()).toBe('accepted');
      bank.clock.advance({ minutes: 1 });
    }
    expect(await list()).toBe('frequency-exceeded');
    bank.clock.advance({ days: 1, minutes: -50 });
    expect([await list(), await list()]).toEqual(['accepted', 'frequency-exceeded']);
  });

  test('an account is known by its id in this consent alone', async () => {
    const bank = await openBank(await open(), { policy: { multipleConsents: true } });
    const [one, other] = [await createValid(bank), await createValid(bank)];
    const { giro: ofOne = '' } = await resourcesOf(bank, one);
    const { giro: ofOther = '' } = await resourcesOf(bank, other);
    expect(ofOne).not.toBe(ofOther);
    const readOther = (resourceId: string) => resultOf(read(bank, one, { operation: 'getBalances', resourceId }));
    expect(await readOther(ofOther)).toBe('account-not-granted');
    for (const resourceId of ['giro', GIRO.iban, 'x'.repeat(1000), "' OR '1'='1"])
      expect(await readOther(resourceId)).toBe('account-unknown');
  });

  test('AIS-ACC-011 an account of another TPP’s consent is as unknown as none', async () => {
    const bank = await openBank(await open(), { policy: { multipleConsents: true } });
    const [own, others] = [await createValid(bank), await createValid(bank, { tpp: OTHER_TPP })];
    const { giro: resourceId } = await resourcesOf(bank, others);
    expect(await resultOf(read(bank, own, { operation: 'getBalances', resourceId }))).toBe('account-unknown');
  });

  test('a call that mistakes a list for an account is a mistake of the program', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    await expect(read(bank, consent, { operation: 'getBalances' })).rejects.toThrow(TypeError);
    await expect(read(bank, consent, { operation: 'getAccountList', resourceId: 'x' })).rejects.toThrow(TypeError);
  });

  test('a part of any kind counts, whatever it looks like', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, { frequencyPerDay: 1 });
    const { giro: resourceId = '' } = await resourcesOf(bank, consent);
    for (const part of ['x'.repeat(10_000), 'a\0b', '\ud800', '€']) {
      const use = { operation: 'getTransactionDetails', resourceId, part } as const;
      expect([await resultOf(read(bank, consent, use)), await resultOf(read(bank, consent, use))]).toEqual([
        'accepted',
        'frequency-exceeded',
      ]);
    }
  });

  test('each refusal is recorded with its reason, and the log verifies', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank, { frequencyPerDay: 1 });
    const list = () => read(bank, consent, { operation: 'getAccountList', requestId: 'request-9' });
    await list();
    await list();
    await bank.consents.revokeByPsu(consent.consentId, PSU);
    await list();
    const { records } = await bank.consents.audit({ psuId: PSU, tppId: TPP.tppId });
    expect(records.map(({ kind }) => kind)).toEqual([
      'consent-created',
      'authorisation',
      'authorisation',
      'consent-given',
      'consent-used',
      'consent-refused',
      'consent-revoked',
      'consent-refused',
    ]);
    expect(records.at(-1)).toMatchObject({
      actor: TPP.tppId,
      subject: consent.consentId,
      body: { operation: 'getAccountList', requestId: 'request-9', result: 'consent-revoked' },
    });
    expect(records[3]).toMatchObject({
      actor: PSU,
      body: { by: 'psu', tppId: TPP.tppId, psuId: PSU, consentStatus: 'valid' },
    });
    await bank.log.seal();
    expect(await bank.log.verify()).toMatchObject({ accepted: true, evidence: { entries: 8, unsealed: 0 } });
  });

  test('what concerns a PSU is found page by page, with one TPP or all, and with nobody else in it', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    await createValid(bank, { tpp: OTHER_TPP });
    await createValid(bank, { psuId: 'another' });
    await read(bank, consent, { operation: 'getAccountList' });
    const subjects = new Set(
      (await bank.consents.audit({ psuId: PSU, tppId: TPP.tppId })).records.map(({ subject }) => subject),
    );
    expect([...subjects]).toEqual([consent.consentId]);
    const all = (await bank.consents.audit({ psuId: PSU })).records;
    expect(all).toHaveLength(9);
    const first = await bank.consents.audit({ psuId: PSU, limit: 4 });
    const second = await bank.consents.audit({ psuId: PSU, after: first.next, limit: 5 });
    expect([...first.records, ...second.records]).toEqual(all);
    expect(second.next).toBeUndefined();
    await expect(bank.consents.audit({})).rejects.toThrow(TypeError);
  });
});
