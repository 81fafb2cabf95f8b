import { readCertificate } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import { findIssuance, listUnfinished } from '../store/issuances.ts';
import {
  AURORA,
  BANK,
  type CsrInput,
  createCsr,
  createKey,
  domainOf,
  enrol,
  importTestRegister,
  issueTo,
  must,
  mustFail,
} from '../testing/parties.fixture.ts';
import { createTestQtsp } from '../testing/qtsp.fixture.ts';
import { findIssuanceFor } from './answer-issuance.ts';
import { completeUnfinished } from './complete-issuance.ts';
import type { Qtsp } from './qtsp.ts';
import { type CertificatesRequest, requestCertificates } from './request-certificates.ts';

const REQUEST_ID = '0f6b2a4e-7c19-4d83-9a52-e81d07c3b6f4';

async function setUp(overrides: Partial<Qtsp> = {}) {
  const made = await createTestQtsp(overrides);
  await importTestRegister(made.qtsp);
  return made;
}

const seal = async (input: CsrInput = {}): Promise<CertificatesRequest> => ({
  requestId: REQUEST_ID,
  roles: ['PSP_AI'],
  certificates: [{ kind: 'qsealc', csr: await createCsr(input) }],
});

const kindsOf = async ({ journal }: Qtsp) => (await journal.read()).records.map(({ kind }) => kind);

test('a proven party gets both certificates with what the register says', async () => {
  const { qtsp } = await setUp();
  const { qwac, qsealc } = await issueTo(qtsp);
  expect([qwac.kind, qsealc.kind]).toEqual(['qwac', 'qsealc']);
  for (const { der } of [qwac, qsealc]) {
    const { qualified, organizationIdentifier } = readCertificate(der);
    expect(organizationIdentifier).toMatchObject({ kind: 'present', value: { text: AURORA.organizationIdentifier } });
    expect(qualified).toMatchObject({
      kind: 'present',
      value: {
        psd2: { kind: 'present', value: { ncaId: 'DE-BAFIN', roles: [{ name: 'PSP_PI' }, { name: 'PSP_AI' }] } },
      },
    });
  }
  expect(await kindsOf(qtsp)).toEqual(expect.arrayContaining(['certificates-requested', 'certificate-issued']));
});

test('a repeated request gets the same certificates, whoever of the party asks how far it is', async () => {
  const { qtsp } = await setUp();
  const caller = await enrol(qtsp);
  const request = await seal();
  const first = must(await requestCertificates(qtsp, caller, request));
  const again = must(await requestCertificates(qtsp, caller, request));
  expect(again).toEqual(first);
  expect(must(await findIssuanceFor(qtsp, caller, first.issuance.issuanceId))).toEqual(first);
  expect((await kindsOf(qtsp)).filter((kind) => kind === 'certificate-issued')).toHaveLength(1);
});

test('the same request many times at once is one issuance', async () => {
  const { qtsp } = await setUp();
  const caller = await enrol(qtsp);
  const request = await seal();
  const answers = await Promise.all(Array.from({ length: 8 }, () => requestCertificates(qtsp, caller, request)));
  const fingerprints = answers.map((answer) => readCertificate(must(answer).certificates[0]?.der ?? '').fingerprint);
  expect(new Set(fingerprints).size).toBe(1);
  expect((await kindsOf(qtsp)).filter((kind) => kind === 'certificate-issued')).toHaveLength(1);
});

test('an id that was used for another request is refused', async () => {
  const { qtsp } = await setUp();
  const caller = await enrol(qtsp);
  must(await requestCertificates(qtsp, caller, await seal()));
  expect(mustFail(await requestCertificates(qtsp, caller, await seal())).code).toBe('request-id-reused');
});

test('an enrolment is good for one request, of several at once for one of them', async () => {
  const { qtsp } = await setUp();
  const caller = await enrol(qtsp);
  const requests = await Promise.all([1, 2, 3].map(async () => ({ ...(await seal()), requestId: qtsp.random.uuid() })));
  const outcomes = await Promise.all(requests.map((request) => requestCertificates(qtsp, caller, request)));
  expect(outcomes.filter(({ done }) => done)).toHaveLength(1);
  const codes = outcomes.flatMap((outcome) => (outcome.done ? [] : [outcome.problem.code]));
  expect(codes).toEqual(['enrolment-used', 'enrolment-used']);
});

test('a refusal names everything, is on record, and costs the enrolment nothing', async () => {
  const { qtsp } = await setUp();
  const caller = await enrol(qtsp);
  const wrong = { ...(await seal({ legalName: 'Borealis GmbH', keyKind: 'ed25519' })), roles: ['PSP_IC'] } as const;
  const { reasons = [] } = mustFail(await requestCertificates(qtsp, caller, wrong));
  expect(reasons.map(({ reason }) => reason)).toEqual(['role-not-held', 'key-unsupported', 'name-differs']);
  const { records } = await qtsp.journal.read({ kind: 'certificates-refused' });
  expect(records).toMatchObject([
    { subject: AURORA.organizationIdentifier, body: { reasons: ['role-not-held', 'key-unsupported', 'name-differs'] } },
  ]);
  must(await requestCertificates(qtsp, caller, await seal()));
});

test('two certificates of one kind are too many', async () => {
  const { qtsp } = await setUp();
  const [one, other] = [await createCsr(), await createCsr()];
  const certificates = [
    { kind: 'qsealc', csr: one },
    { kind: 'qsealc', csr: other },
  ] as const;
  const { reasons } = mustFail(await requestCertificates(qtsp, await enrol(qtsp), { ...(await seal()), certificates }));
  expect(reasons).toMatchObject([{ reason: 'kind-requested-twice', kind: 'qsealc' }]);
});

test('a key belongs to one party and one kind', async () => {
  const { qtsp } = await setUp();
  const { qwacKey, qsealcKey } = await issueTo(qtsp);
  const ofBank = await seal({ party: BANK, key: qsealcKey });
  const foreign = await requestCertificates(qtsp, await enrol(qtsp, BANK), { ...ofBank, roles: ['PSP_AS'] });
  expect(mustFail(foreign).reasons).toMatchObject([{ reason: 'key-of-another-party' }]);
  const otherKind = await requestCertificates(qtsp, await enrol(qtsp), await seal({ key: qwacKey }));
  expect(mustFail(otherKind).reasons).toMatchObject([{ reason: 'key-reused' }]);
  must(await requestCertificates(qtsp, await enrol(qtsp), await seal({ key: qsealcKey })));
});

test('QWAC and QSealC of one request need two keys', async () => {
  const { qtsp } = await setUp();
  const key = await createKey();
  const certificates = [
    { kind: 'qwac', csr: await createCsr({ key, dnsNames: [domainOf(AURORA)] }) },
    { kind: 'qsealc', csr: await createCsr({ key }) },
  ] as const;
  const { reasons } = mustFail(await requestCertificates(qtsp, await enrol(qtsp), { ...(await seal()), certificates }));
  expect(reasons).toMatchObject([{ reason: 'key-reused', kind: 'qsealc' }]);
});

test('a key of the authority itself is nobody else’s', async () => {
  const { qtsp } = await setUp();
  const csr = await createCsr({ key: qtsp.issuer.key });
  const outcome = await requestCertificates(qtsp, await enrol(qtsp), {
    ...(await seal()),
    certificates: [{ kind: 'qsealc', csr }],
  });
  expect(mustFail(outcome).reasons).toMatchObject([{ reason: 'key-of-another-party' }]);
});

test('with a QWAC a party asks for more, for the domains that were vetted for it', async () => {
  const { qtsp } = await setUp();
  const { caller } = await issueTo(qtsp, AURORA, { roles: ['PSP_AI'] });
  must(await requestCertificates(qtsp, caller, { ...(await seal()), roles: ['PSP_PI'] }));
  const certificates = [{ kind: 'qwac', csr: await createCsr({ dnsNames: ['bank.example'] }) }] as const;
  const outcome = await requestCertificates(qtsp, caller, {
    ...(await seal()),
    requestId: qtsp.random.uuid(),
    certificates,
  });
  expect(mustFail(outcome).reasons).toMatchObject([{ reason: 'dns-name-not-vetted' }]);
});

test('while nothing can sign, a request is taken on record and issued later', async () => {
  const errors: unknown[] = [];
  const { qtsp } = await setUp({ onError: (error) => errors.push(error) });
  const broken = { ...qtsp.issuer.key, sign: () => Promise.reject(new Error('the device is away')) };
  const away: Qtsp = { ...qtsp, issuer: { ...qtsp.issuer, key: broken } };
  const caller = await enrol(qtsp);
  const request = await seal();
  const answer = must(await requestCertificates(away, caller, request));
  expect(answer).toMatchObject({ issuance: { status: 'received' }, certificates: [] });
  expect(errors).toMatchObject([{ message: 'the device is away' }]);
  expect(await listUnfinished(qtsp.database)).toHaveLength(1);
  expect(await completeUnfinished(qtsp)).toBe(1);
  expect(await findIssuance(qtsp.database, answer.issuance.issuanceId)).toMatchObject({ status: 'issued' });
  expect(must(await requestCertificates(qtsp, caller, request)).certificates).toHaveLength(1);
});

test('what a party asked for is nobody else’s to see', async () => {
  const { qtsp } = await setUp();
  const { issuance } = must(await requestCertificates(qtsp, await enrol(qtsp), await seal()));
  const { caller: bank } = await issueTo(qtsp, BANK);
  expect(mustFail(await findIssuanceFor(qtsp, bank, issuance.issuanceId)).code).toBe('not-found');
  expect(mustFail(await findIssuanceFor(qtsp, await enrol(qtsp), issuance.issuanceId)).code).toBe('not-found');
});
