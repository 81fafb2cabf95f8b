import { expect, test } from 'vitest';
import { findCertificate } from '../store/certificates.ts';
import { findCrlDue } from '../store/crls.ts';
import {
  ACPR,
  AURORA,
  BAFIN,
  BANK,
  createCsr,
  enrol,
  importTestRegister,
  issueTo,
  LUMIERE,
  must,
  mustFail,
  OPERATOR,
  REGISTER,
} from '../testing/parties.fixture.ts';
import { createTestQtsp, HOUR } from '../testing/qtsp.fixture.ts';
import { importRegister } from './import-register.ts';
import type { Qtsp } from './qtsp.ts';
import { requestCertificates } from './request-certificates.ts';
import { restoreAuthorisation, restoreRole } from './restore.ts';
import { revokeCertificate } from './revoke-certificate.ts';
import { withdrawAuthorisation, withdrawRole } from './withdraw.ts';

async function setUp() {
  const made = await createTestQtsp();
  await importTestRegister(made.qtsp);
  const { qtsp } = made;
  const isRevoked = async (serialNumber: string) =>
    (await findCertificate(qtsp.database, serialNumber))?.revocation !== undefined;
  return { ...made, isRevoked };
}

const withdraw = (qtsp: Qtsp, input: Parameters<typeof withdrawRole>[3], caller = BAFIN) =>
  qtsp.database.transaction((trx) => withdrawRole(trx, qtsp, caller, input));
const { organizationIdentifier } = AURORA;

test('withdrawing a role revokes exactly the certificates that carry it', async () => {
  const { qtsp, isRevoked } = await setUp();
  const both = await issueTo(qtsp);
  const onlyPayments = await issueTo(qtsp, AURORA, { roles: ['PSP_PI'] });
  const onlyAccounts = await issueTo(qtsp, AURORA, { roles: ['PSP_AI'] });
  const bank = await issueTo(qtsp, BANK);
  const { revoked, registration } = must(await withdraw(qtsp, { organizationIdentifier, role: 'PSP_PI' }));
  const carrying = [both.qwac, both.qsealc, onlyPayments.qwac, onlyPayments.qsealc].map(
    ({ serialNumber }) => serialNumber,
  );
  expect([...revoked].sort()).toEqual(carrying.sort());
  expect(registration.roles.map(({ role }) => role)).toEqual(['PSP_AI']);
  for (const { serialNumber } of [onlyAccounts.qwac, onlyAccounts.qsealc, bank.qwac, bank.qsealc])
    expect(await isRevoked(serialNumber)).toBe(false);
});

test('a passport that ends revokes what was asked for that country', async () => {
  const { qtsp, isRevoked } = await setUp();
  const home = await issueTo(qtsp, AURORA, { roles: ['PSP_AI'] });
  const abroad = await issueTo(qtsp, AURORA, { roles: ['PSP_AI'], countries: ['DE', 'FR'] });
  must(await withdraw(qtsp, { organizationIdentifier, role: 'PSP_AI', countries: ['FR'] }));
  expect(await isRevoked(abroad.qwac.serialNumber)).toBe(true);
  expect(await isRevoked(home.qwac.serialNumber)).toBe(false);
});

test.each(['withdrawn', 'suspended'] as const)(
  'an authorisation that is %s ends everything, and nothing new is issued',
  async (status) => {
    const { qtsp, isRevoked } = await setUp();
    const caller = await enrol(qtsp);
    const { qwac, qsealc } = await issueTo(qtsp);
    const act = () =>
      qtsp.database.transaction((trx) => withdrawAuthorisation(trx, qtsp, BAFIN, { organizationIdentifier, status }));
    expect(must(await act()).revoked).toHaveLength(2);
    expect(must(await act()).revoked).toEqual([]);
    expect([await isRevoked(qwac.serialNumber), await isRevoked(qsealc.serialNumber)]).toEqual([true, true]);
    const certificates = [{ kind: 'qsealc', csr: await createCsr() }] as const;
    const request = { requestId: qtsp.random.uuid(), roles: ['PSP_AI'], certificates } as const;
    const refused = mustFail(await requestCertificates(qtsp, caller, request));
    expect(refused.reasons).toMatchObject([{ reason: `authorisation-${status}` }]);
    await qtsp.database.transaction((trx) => restoreAuthorisation(trx, qtsp, BAFIN, { organizationIdentifier }));
    must(await requestCertificates(qtsp, caller, request));
    expect(await isRevoked(qwac.serialNumber)).toBe(true);
  },
);

test('a withdrawal reaches what is on record and not signed yet', async () => {
  const { qtsp, isRevoked } = await setUp();
  const withdrawFirst: Qtsp = {
    ...qtsp,
    at: async (step) => {
      if (step === 'received') must(await withdraw(qtsp, { organizationIdentifier, role: 'PSP_AI' }));
    },
  };
  const { qsealc } = await issueTo(withdrawFirst, AURORA, { roles: ['PSP_AI'] });
  expect(await isRevoked(qsealc.serialNumber)).toBe(true);
});

test('an import that takes something away revokes as a withdrawal does', async () => {
  const { qtsp, isRevoked } = await setUp();
  const { qwac } = await issueTo(qtsp);
  const other = await issueTo(qtsp, BANK);
  const registrations = [{ ...AURORA, roles: AURORA.roles.slice(0, 1) }, BANK];
  const outcome = must(await importRegister(qtsp, OPERATOR, { authorities: [], registrations }));
  expect(outcome).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
  expect(outcome.revoked).toContain(qwac.serialNumber);
  expect(await isRevoked(other.qwac.serialNumber)).toBe(false);
});

test('an import is taken whole or not at all, and only what is new is on record', async () => {
  const { qtsp } = await setUp();
  const wrong = { ...BANK, organizationIdentifier: 'PSDDE-BAFIN-1', ncaId: 'XX-NOBODY' };
  const refused = await importRegister(qtsp, OPERATOR, {
    authorities: [],
    registrations: [{ ...AURORA, legalName: 'New' }, wrong],
  });
  expect(mustFail(refused).reasons).toMatchObject([
    { reason: 'register-inconsistent' },
    { reason: 'register-inconsistent' },
  ]);
  expect(must(await importRegister(qtsp, OPERATOR, REGISTER))).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
  expect((await qtsp.journal.read({ kind: 'registration-changed' })).records).toEqual([]);
});

test('an authority touches nothing of another authority', async () => {
  const { qtsp, isRevoked } = await setUp();
  const { qwac } = await issueTo(qtsp);
  const { serialNumber } = qwac;
  const outcomes = [
    await withdraw(qtsp, { organizationIdentifier, role: 'PSP_AI' }, ACPR),
    await qtsp.database.transaction((trx) =>
      withdrawAuthorisation(trx, qtsp, ACPR, { organizationIdentifier, status: 'withdrawn' }),
    ),
    await qtsp.database.transaction((trx) => restoreRole(trx, qtsp, ACPR, { organizationIdentifier, role: 'PSP_AS' })),
    await importRegister(qtsp, ACPR, { authorities: [], registrations: [{ ...AURORA, status: 'withdrawn' }] }),
    await importRegister(qtsp, ACPR, { authorities: [{ ncaId: 'DE-BAFIN', name: 'Mine' }], registrations: [] }),
    await revokeCertificate(qtsp, ACPR, { serialNumber, reason: 'privilegeWithdrawn' }),
  ];
  expect(outcomes.map((outcome) => (outcome.done ? 'done' : outcome.problem.code))).toEqual(
    Array.from({ length: 6 }, () => 'not-of-this-authority'),
  );
  expect(await isRevoked(serialNumber)).toBe(false);
  must(await importRegister(qtsp, ACPR, { authorities: [], registrations: [{ ...LUMIERE, legalName: 'Lumière SA' }] }));
});

test('a registration cannot be moved to the authority that brings it in', async () => {
  const { qtsp } = await setUp();
  const moved = { ...AURORA, ncaId: 'FR-ACPR' };
  const outcome = await importRegister(qtsp, ACPR, { authorities: [], registrations: [moved] });
  expect(mustFail(outcome).reasons).toMatchObject([{ reason: 'register-inconsistent' }]);
});

test('the first revocation stays, and each calls for a new list once', async () => {
  const { qtsp, clock } = await setUp();
  const { qwac, caller } = await issueTo(qtsp);
  const { serialNumber } = qwac;
  const before = await findCrlDue(qtsp.database, 'issuing');
  const first = must(await revokeCertificate(qtsp, caller, { serialNumber, reason: 'keyCompromise' }));
  clock.advance(HOUR);
  const second = must(await revokeCertificate(qtsp, BAFIN, { serialNumber, reason: 'privilegeWithdrawn' }));
  expect(second.revocation).toEqual(first.revocation);
  expect(first.revocation).toMatchObject({ reason: 'keyCompromise', by: 'subject' });
  expect(await findCrlDue(qtsp.database, 'issuing')).toBe(before + 1);
  expect((await qtsp.journal.read({ kind: 'certificate-revoked' })).records).toHaveLength(1);
});

test('a key that was compromised is never certified again', async () => {
  const { qtsp } = await setUp();
  const { qsealc, qsealcKey, caller } = await issueTo(qtsp);
  must(await revokeCertificate(qtsp, caller, { serialNumber: qsealc.serialNumber, reason: 'keyCompromise' }));
  const certificates = [{ kind: 'qsealc', csr: await createCsr({ key: qsealcKey }) }] as const;
  const outcome = await requestCertificates(qtsp, caller, {
    requestId: qtsp.random.uuid(),
    roles: ['PSP_AI'],
    certificates,
  });
  expect(mustFail(outcome).reasons).toMatchObject([{ reason: 'key-compromised' }]);
});

test('an invalidity date is kept, and is not in the future', async () => {
  const { qtsp, clock } = await setUp();
  const { qwac, qsealc, caller } = await issueTo(qtsp);
  const invalidityDate = new Date(clock().getTime() - HOUR);
  const revoked = must(
    await revokeCertificate(qtsp, caller, { serialNumber: qwac.serialNumber, reason: 'keyCompromise', invalidityDate }),
  );
  expect(revoked.revocation?.invalidityDate).toEqual(invalidityDate);
  const tomorrow = new Date(clock().getTime() + HOUR);
  const late = await revokeCertificate(qtsp, caller, {
    serialNumber: qsealc.serialNumber,
    reason: 'keyCompromise',
    invalidityDate: tomorrow,
  });
  expect(mustFail(late).reasons).toMatchObject([{ reason: 'date-in-future' }]);
});
