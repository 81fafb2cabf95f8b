import { forEachDatabase, type OpenDatabase } from '@openxs2a/store/testing';
import { expect, test } from 'vitest';
import { endSession, findPerson, isSessionEnded } from '../store/people.ts';
import { listRegistrations } from '../store/registrations.ts';
import { countCertificates } from '../store/statistics.ts';
import {
  AURORA,
  BAFIN,
  BANK,
  createCsr,
  enrol,
  importTestRegister,
  issueTo,
  LUMIERE,
  must,
  OPERATOR,
} from '../testing/parties.fixture.ts';
import { createTestQtsp } from '../testing/qtsp.fixture.ts';
import { decideReport } from './decide-report.ts';
import { listCertificatesFor } from './find-certificate.ts';
import { importRegister } from './import-register.ts';
import { loadCrl } from './load-crl.ts';
import { listReportsFor, reportMisuse } from './misuse.ts';
import { enterPerson, signIn } from './people.ts';
import { requestCertificates } from './request-certificates.ts';
import { revokeCertificate } from './revoke-certificate.ts';
import { withdrawAuthorisation, withdrawRole } from './withdraw.ts';

forEachDatabase((_, open) => {
  test('of several requests with one enrolment at once, one is issued', async () => {
    const { qtsp } = await setUp(open);
    const caller = await enrol(qtsp);
    const requests = await Promise.all(
      Array.from({ length: 4 }, async () => ({
        requestId: qtsp.random.uuid(),
        roles: ['PSP_AI'] as const,
        certificates: [{ kind: 'qsealc' as const, csr: await createCsr() }],
      })),
    );
    const outcomes = await Promise.all(requests.map((request) => requestCertificates(qtsp, caller, request)));
    const codes = outcomes.map((outcome) => (outcome.done ? 'issued' : outcome.problem.code)).sort();
    expect(codes).toEqual(['enrolment-used', 'enrolment-used', 'enrolment-used', 'issued']);
  });

  test('whichever is first, a withdrawal leaves no certificate that it should have ended', async () => {
    const { qtsp } = await setUp(open);
    const { organizationIdentifier } = AURORA;
    const { caller } = await issueTo(qtsp);
    const csrs = await Promise.all(Array.from({ length: 4 }, () => createCsr()));
    const withdrawal = () =>
      qtsp.database.transaction((trx) => withdrawRole(trx, qtsp, BAFIN, { organizationIdentifier, role: 'PSP_AI' }));
    const request = (csr: string) =>
      requestCertificates(qtsp, caller, {
        requestId: qtsp.random.uuid(),
        roles: ['PSP_AI'],
        certificates: [{ kind: 'qsealc', csr }],
      });
    await Promise.all([...csrs.slice(0, 2).map(request), withdrawal(), ...csrs.slice(2).map(request)]);
    const valid = await listCertificatesFor(qtsp, OPERATOR, { organizationIdentifier, status: 'valid' }, { limit: 50 });
    expect(valid).toEqual([]);
  });

  test('every revocation calls for a list of its own number, at once, too', async () => {
    const { qtsp } = await setUp(open);
    const parties = [await issueTo(qtsp), await issueTo(qtsp, BANK), await issueTo(qtsp, LUMIERE)];
    const before = await loadCrl(qtsp);
    const serials = parties.flatMap(({ qwac, qsealc }) => [qwac.serialNumber, qsealc.serialNumber]);
    await Promise.all(
      serials.map((serialNumber) => revokeCertificate(qtsp, OPERATOR, { serialNumber, reason: 'superseded' })),
    );
    const lists = await Promise.all([loadCrl(qtsp), loadCrl(qtsp), loadCrl(qtsp)]);
    expect(new Set(lists.map(({ number }) => number))).toEqual(new Set([before.number + serials.length]));
    expect(new Set(lists.map(({ der }) => Buffer.from(der).toString('hex'))).size).toBe(1);
  });

  test('pages of certificates and of the register join without a gap', async () => {
    const { qtsp, clock } = await setUp(open);
    for (const party of [AURORA, BANK, LUMIERE]) {
      await issueTo(qtsp, party);
      clock.advance(1_000);
    }
    const all = await listCertificatesFor(qtsp, OPERATOR, {}, { limit: 100 });
    expect(all).toHaveLength(6);
    const paged = [...all.slice(0, 2)];
    for (let page = all.slice(0, 2); page.length > 0; ) {
      page = (
        await listCertificatesFor(qtsp, OPERATOR, {}, { limit: 2, after: paged.at(-1)?.serialNumber ?? '' })
      ).slice(0, 2);
      paged.push(...page);
    }
    expect(paged).toEqual(all);
    const after = await listRegistrations(qtsp.database, {}, { limit: 1, after: AURORA.organizationIdentifier });
    expect(after.map(({ organizationIdentifier }) => organizationIdentifier)).toEqual([
      BANK.organizationIdentifier,
      LUMIERE.organizationIdentifier,
    ]);
    expect(
      await listRegistrations(qtsp.database, { role: 'PSP_AI', country: 'FR', status: 'active' }, { limit: 9 }),
    ).toHaveLength(2);
  });

  test('a report is decided once, at once, too', async () => {
    const { qtsp } = await setUp(open);
    const { qwac } = await issueTo(qtsp);
    const bank = await issueTo(qtsp, BANK);
    const input = { serialNumber: qwac.serialNumber, category: 'attack', description: 'x', evidence: [] } as const;
    const { reportId } = must(await reportMisuse(qtsp, bank.caller, { ...input, requestId: qtsp.random.uuid() }));
    const decide = (comment: string) =>
      decideReport(qtsp, BAFIN, reportId, { measure: 'withdrawAuthorisation', comment });
    const outcomes = await Promise.all([decide('one'), decide('other')]);
    expect(outcomes.filter((outcome) => outcome.done)).toHaveLength(1);
    const [decided] = await listReportsFor(qtsp, BAFIN, { status: 'upheld' }, { limit: 5 });
    expect(decided?.decision?.revoked).toHaveLength(2);
  });

  test('what is counted is what there is', async () => {
    const { qtsp, clock } = await setUp(open);
    const { qwac } = await issueTo(qtsp);
    await issueTo(qtsp, LUMIERE);
    must(await revokeCertificate(qtsp, OPERATOR, { serialNumber: qwac.serialNumber, reason: 'superseded' }));
    const now = clock();
    const counts = await countCertificates(qtsp.database, undefined, 27, now);
    expect(counts.byStatus).toEqual({
      qwac: { valid: 1, expired: 0, revoked: 1 },
      qsealc: { valid: 2, expired: 0, revoked: 0 },
    });
    expect(counts.endingByWeek.indexOf(1)).toBe(25);
    expect((await countCertificates(qtsp.database, 'FR-ACPR', 1, now)).byStatus.qwac).toEqual({
      valid: 1,
      expired: 0,
      revoked: 0,
    });
    const years = new Date(now.getTime() + 3 * 365 * 86_400_000);
    expect((await countCertificates(qtsp.database, undefined, 1, years)).byStatus.qsealc.expired).toBe(2);
  });

  test('people and the sessions that they ended are kept', async () => {
    const { qtsp, clock } = await setUp(open);
    await enterPerson(qtsp, { name: 'bernd', ncaId: 'DE-BAFIN', password: 'bernd is of BaFin' });
    await enterPerson(qtsp, { name: 'bernd', ncaId: 'DE-BAFIN', password: 'another password' });
    expect(await findPerson(qtsp.database, 'bernd')).toMatchObject({ ncaId: 'DE-BAFIN' });
    expect((await signIn(qtsp, { name: 'bernd', password: 'bernd is of BaFin' })).done).toBe(false);
    expect(must(await signIn(qtsp, { name: 'bernd', password: 'another password' }))).toMatchObject({ kind: 'nca' });
    const end = (id: string, expiresAt: Date) =>
      qtsp.database.transaction((trx) => endSession(trx, id, expiresAt, clock()));
    await end('a', new Date(clock().getTime() + 1_000));
    clock.advance(2_000);
    await end('b', new Date(clock().getTime() + 1_000));
    expect([await isSessionEnded(qtsp.database, 'a'), await isSessionEnded(qtsp.database, 'b')]).toEqual([false, true]);
  });

  test('a register of thousands is brought in', async () => {
    const { qtsp } = await setUp(open);
    const registrations = Array.from({ length: 1_500 }, (_, n) => ({
      ...AURORA,
      organizationIdentifier: `PSDDE-BAFIN-${500_000 + n}`,
    }));
    expect(must(await importRegister(qtsp, OPERATOR, { authorities: [], registrations }))).toMatchObject({
      added: 1_500,
    });
    const withdrawn = await qtsp.database.transaction((trx) =>
      withdrawAuthorisation(trx, qtsp, BAFIN, { organizationIdentifier: 'PSDDE-BAFIN-501499', status: 'withdrawn' }),
    );
    expect(must(withdrawn).registration.status).toBe('withdrawn');
  });
});

async function setUp(open: OpenDatabase) {
  const made = await createTestQtsp({ database: await open() });
  await importTestRegister(made.qtsp);
  return made;
}
