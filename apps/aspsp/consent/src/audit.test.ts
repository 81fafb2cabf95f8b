import { openDatabase } from '@openxs2a/store';
import { openLogReader } from '@openxs2a/store/log';
import { forEachDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import type { AuditRecord } from './audit-record.ts';
import { openConsentAudit } from './consent-audit.ts';
import {
  accepted,
  authorise,
  createReceived,
  createValid,
  OTHER_TPP,
  openBank,
  PSU,
  read,
  startFor,
  TPP,
} from './consents.fixture.ts';

/** What happened, in a word each, by whom. */
const told = (records: readonly AuditRecord[]) => records.map(({ kind, by, result }) => `${kind} ${by} ${result}`);

forEachDatabase((_, open) => {
  test('an entry says who, for whom, by which consent, what, with which result, and in which request', async () => {
    const bank = await openBank(await open());
    const { consentId } = await createValid(bank, { corporateId: 'acme' });
    await read(bank, { consentId, tppId: TPP.tppId }, { operation: 'getAccountList', requestId: 'request-9' });
    const { records } = await bank.consents.audit({ psuId: PSU });
    const parties = { tppId: TPP.tppId, psuId: PSU, corporateId: 'acme', consentId };
    for (const record of records) expect(record).toMatchObject(parties);
    expect(told(records)).toEqual([
      'consent-created tpp undefined',
      'authorisation tpp psuIdentified',
      'authorisation psu finalised',
      'consent-given psu valid',
      'consent-used tpp granted',
    ]);
    expect(records.at(-1)).toMatchObject({ operation: 'getAccountList', requestId: 'request-9', actor: TPP.tppId });
  });

  test('about a TPP there is what it did, what was done to it, and all about its consents, page by page', async () => {
    const bank = await openBank(await open());
    const consent = await createValid(bank);
    const other = await createValid(bank, { tpp: OTHER_TPP });
    await bank.consents.revokeByPsu(consent.consentId, PSU);
    await read(bank, { ...other, tppId: TPP.tppId }, { operation: 'getAccountList' });
    await read(bank, { ...consent, tppId: OTHER_TPP.tppId }, { operation: 'getAccountList' });
    const body = { reason: 'misuse' };
    await bank.log.append(bank.database, { kind: 'tpp-blocked', actor: 'operator', subject: TPP.tppId, body });
    await bank.log.append(bank.database, { kind: 'tpp-blocked', actor: 'operator', subject: OTHER_TPP.tppId, body });
    const all = (await bank.consents.audit({ tppId: TPP.tppId })).records;
    expect(told(all)).toEqual([
      'consent-created tpp undefined',
      'authorisation tpp psuIdentified',
      'authorisation psu finalised',
      'consent-given psu valid',
      'consent-revoked psu revokedByPsu',
      'consent-refused tpp consent-unknown',
      'consent-refused tpp consent-unknown',
      'tpp-blocked undefined undefined',
    ]);
    expect(all.slice(-3).map(({ tppId, consentId }) => [tppId, consentId])).toEqual([
      [TPP.tppId, other.consentId],
      [OTHER_TPP.tppId, consent.consentId],
      [TPP.tppId, undefined],
    ]);
    const paged: AuditRecord[] = [];
    let after: number | undefined;
    do {
      const page = await bank.consents.audit({ tppId: TPP.tppId, after, limit: 3 });
      paged.push(...page.records);
      after = page.next;
    } while (after !== undefined);
    expect(paged).toEqual(all);
  });

  test('one consent is picked out, if it is of these parties', async () => {
    const bank = await openBank(await open());
    const first = await createValid(bank);
    const { consentId } = await createValid(bank, { recurringIndicator: false, frequencyPerDay: 1 });
    const countOf = async (query: Parameters<typeof bank.consents.audit>[0]) =>
      (await bank.consents.audit({ consentId, ...query })).records.length;
    expect(await countOf({ psuId: PSU })).toBe(4);
    expect(await countOf({ tppId: TPP.tppId })).toBe(4);
    expect(await countOf({ psuId: PSU, tppId: TPP.tppId })).toBe(4);
    expect(await countOf({ psuId: 'another' })).toBe(0);
    expect(await countOf({ tppId: OTHER_TPP.tppId })).toBe(0);
    expect(await countOf({ tppId: TPP.tppId, consentId: first.consentId })).toBe(4);
  });

  test('S-31 how the PSU has proved that it agrees belongs to the consent, for each of the parties and for nobody else', async () => {
    const bank = await openBank(await open());
    const { consentId } = await createValid(bank);
    await createValid(bank, { tpp: OTHER_TPP });
    const found = accepted(await bank.consents.authorisations(consentId, TPP.tppId));
    const subject = found[0]?.authorisationId;
    const body = { authenticationMethodId: 'm-1', result: 'answer' };
    await bank.log.append(bank.database, { kind: 'sca-answer', actor: PSU, subject, body });
    const parties = { by: 'psu', consentId, tppId: TPP.tppId, psuId: PSU, result: 'answer' };
    for (const query of [{ psuId: PSU }, { tppId: TPP.tppId }, { psuId: PSU, tppId: TPP.tppId }]) {
      expect((await bank.consents.audit(query)).records.at(-1)).toMatchObject(parties);
      expect((await bank.consents.audit({ ...query, consentId })).records.at(-1)).toMatchObject(parties);
    }
    const others = (await bank.consents.audit({ tppId: OTHER_TPP.tppId })).records;
    expect(others.filter(({ kind }) => kind === 'sca-answer')).toEqual([]);
  });

  test('who gave a consent with others finds it, who was only named does not', async () => {
    const bank = await openBank(await open(), { policy: { multilevelSca: true } });
    const consent = await createReceived(bank, { psuId: 'named' });
    const { consentId } = consent;
    for (const [psuId, complete] of [
      ['first', false],
      ['second', true],
    ] as const) {
      const { authorisationId } = await startFor(bank, consent, psuId);
      accepted(await bank.consents.confirm({ consentId, authorisationId, psuId, complete }));
    }
    await startFor(bank, await createReceived(bank, { psuId: 'other' }), 'named');
    const countOf = async (psuId: string) => (await bank.consents.audit({ psuId, consentId })).records.length;
    expect([await countOf('first'), await countOf('second'), await countOf('named')]).toEqual([7, 7, 0]);
    expect((await bank.consents.audit({ psuId: 'named' })).records).toEqual([]);
  });

  test('it is read in a database that is opened to be read, and tables that are not there are not made', async () => {
    const location = await open.locate();
    const bank = await openBank(await open.at(location));
    await authorise(bank, await createReceived(bank));
    const database = await open.at(location, { readOnly: true });
    const log = await openLogReader(database, { namespace: 'bank' });
    const audit = await openConsentAudit({ database, log });
    expect(await audit.read({ psuId: PSU })).toEqual(await bank.consents.audit({ psuId: PSU }));
    const empty = await openDatabase(':memory:');
    await expect(openConsentAudit({ database: empty, log })).rejects.toMatchObject({ code: 'ERR_STORE_MIGRATION_DUE' });
    await empty.close();
  });
});
