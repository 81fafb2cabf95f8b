import { expect, test } from 'vitest';
import { findCertificate } from '../store/certificates.ts';
import {
  ACPR,
  AURORA,
  BAFIN,
  BANK,
  importTestRegister,
  issueTo,
  LUMIERE,
  must,
  mustFail,
  OPERATOR,
} from '../testing/parties.fixture.ts';
import { createTestQtsp } from '../testing/qtsp.fixture.ts';
import { type DecisionInput, decideReport } from './decide-report.ts';
import { findReportFor, listReportsFor, type MisuseInput, reportMisuse } from './misuse.ts';

const EVIDENCE = [{ name: 'access.log', mediaType: 'text/plain', content: 'R0VUIC8=' }];

async function setUp(accusedParty = AURORA) {
  const made = await createTestQtsp();
  await importTestRegister(made.qtsp);
  const { qtsp } = made;
  const bank = await issueTo(qtsp, BANK);
  const accused = await issueTo(qtsp, accusedParty);
  const input: MisuseInput = {
    requestId: qtsp.random.uuid(),
    serialNumber: accused.qwac.serialNumber,
    category: 'withoutConsent',
    description: '4,000 accounts without any consent.',
    evidence: EVIDENCE,
  };
  return { ...made, bank, accused, input, report: must(await reportMisuse(qtsp, bank.caller, input)) };
}

test('a report is in the inbox of the accused party’s authority, wherever the bank is', async () => {
  const { qtsp, report, bank } = await setUp(LUMIERE);
  expect(report).toMatchObject({ ncaId: 'FR-ACPR', reporter: BANK.organizationIdentifier, status: 'received' });
  const page = { limit: 10 };
  expect(await listReportsFor(qtsp, ACPR, {}, page)).toMatchObject([{ reportId: report.reportId, evidence: [] }]);
  expect(await listReportsFor(qtsp, BAFIN, {}, page)).toEqual([]);
  expect(await listReportsFor(qtsp, bank.caller, {}, page)).toHaveLength(1);
  expect(await findReportFor(qtsp, ACPR, report.reportId)).toEqual(report);
  expect(await findReportFor(qtsp, BAFIN, report.reportId)).toBeUndefined();
});

test('the accused sees nothing of it', async () => {
  const { qtsp, report, accused } = await setUp();
  expect(await findReportFor(qtsp, accused.caller, report.reportId)).toBeUndefined();
  expect(await listReportsFor(qtsp, accused.caller, {}, { limit: 10 })).toEqual([]);
});

test('a repeated report is one, another one under its id is refused', async () => {
  const { qtsp, bank, input, report } = await setUp();
  expect(must(await reportMisuse(qtsp, bank.caller, input))).toEqual(report);
  const other = await reportMisuse(qtsp, bank.caller, { ...input, category: 'attack' });
  expect(mustFail(other).code).toBe('request-id-reused');
  expect((await qtsp.journal.read({ kind: 'misuse-reported' })).records).toHaveLength(1);
});

test('a report is about a certificate of a party', async () => {
  const { qtsp, bank, input } = await setUp();
  const outcome = await reportMisuse(qtsp, bank.caller, {
    ...input,
    requestId: qtsp.random.uuid(),
    serialNumber: 'abc',
  });
  expect(mustFail(outcome).reasons).toMatchObject([{ reason: 'certificate-unknown' }]);
});

const COMMENT = 'The holder could not show any consent.';

test.each<[string, DecisionInput, string, readonly ('qwac' | 'qsealc')[]]>([
  ['dismissing it', { measure: 'none', comment: COMMENT }, 'dismissed', []],
  ['revoking the certificate', { measure: 'revokeCertificate', comment: COMMENT }, 'upheld', ['qwac']],
  [
    'withdrawing a role',
    { measure: 'withdrawRoles', roles: ['PSP_AI'], comment: COMMENT },
    'upheld',
    ['qwac', 'qsealc'],
  ],
  [
    'withdrawing two roles',
    { measure: 'withdrawRoles', roles: ['PSP_AI', 'PSP_PI'], comment: COMMENT },
    'upheld',
    ['qwac', 'qsealc'],
  ],
  [
    'withdrawing the authorisation',
    { measure: 'withdrawAuthorisation', comment: COMMENT },
    'upheld',
    ['qwac', 'qsealc'],
  ],
])('%s is the decision and its effect in one', async (_, decision, status, revoked) => {
  const { qtsp, accused, report } = await setUp();
  const decided = must(await decideReport(qtsp, BAFIN, report.reportId, decision));
  expect(decided).toMatchObject({ status, decision: { measure: decision.measure, comment: COMMENT } });
  const expected = revoked.map((kind) => accused[kind].serialNumber).sort();
  expect([...(decided.decision?.revoked ?? [])].sort()).toEqual(expected);
  for (const kind of ['qwac', 'qsealc'] as const) {
    const record = await findCertificate(qtsp.database, accused[kind].serialNumber);
    expect(record?.revocation !== undefined).toBe(revoked.includes(kind));
  }
  expect(await findReportFor(qtsp, OPERATOR, report.reportId)).toEqual(decided);
});

test('where somebody else uses it, its key counts as compromised', async () => {
  const { qtsp, bank, input, accused } = await setUp();
  const other = { ...input, requestId: qtsp.random.uuid(), category: 'impersonation' } as const;
  const { reportId } = must(await reportMisuse(qtsp, bank.caller, other));
  must(await decideReport(qtsp, BAFIN, reportId, { measure: 'revokeCertificate', comment: COMMENT }));
  const record = await findCertificate(qtsp.database, accused.qwac.serialNumber);
  expect(record?.revocation).toMatchObject({ reason: 'keyCompromise', by: 'nca' });
});

test('a decision is made once, by the authority concerned', async () => {
  const { qtsp, report } = await setUp();
  const decision = { measure: 'none', comment: COMMENT } as const;
  expect(mustFail(await decideReport(qtsp, ACPR, report.reportId, decision)).code).toBe('not-found');
  const first = must(await decideReport(qtsp, BAFIN, report.reportId, decision));
  expect(must(await decideReport(qtsp, BAFIN, report.reportId, decision))).toEqual(first);
  const other = await decideReport(qtsp, BAFIN, report.reportId, { measure: 'revokeCertificate', comment: COMMENT });
  expect(mustFail(other).code).toBe('already-decided');
});

test('who withdraws roles names them', async () => {
  const { qtsp, report } = await setUp();
  const outcome = await decideReport(qtsp, BAFIN, report.reportId, { measure: 'withdrawRoles', comment: COMMENT });
  expect(mustFail(outcome).reasons).toMatchObject([{ reason: 'roles-missing' }]);
});
