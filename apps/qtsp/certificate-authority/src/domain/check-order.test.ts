import { OIDS, toPem } from '@openxs2a/certificates';
import {
  createCertificateRequest,
  type QcStatementsTemplate,
  toName,
  toRolesOfPsp,
} from '@openxs2a/certificates/issue';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AURORA, type CsrInput, createCsr, createKey } from '../testing/parties.fixture.ts';
import { checkOrder, type OrderTerms } from './check-order.ts';
import type { QualifiedKind } from './refusal.ts';

const TERMS: OrderTerms = {
  organizationIdentifier: AURORA.organizationIdentifier,
  roles: ['PSP_AI'],
  registration: { ...AURORA, ncaName: 'Federal Financial Supervisory Authority' },
  vettedDnsNames: ['aurora.example'],
};
const PSD2 = { roles: toRolesOfPsp(['PSP_AI']), ncaName: 'Federal Financial Supervisory Authority', ncaId: 'DE-BAFIN' };
const NAMES = ['api.aurora.example'];

async function reasonsOf(kind: QualifiedKind, csr: string, terms = TERMS): Promise<readonly string[]> {
  const verdict = checkOrder({ kind, csr }, terms);
  return verdict.accepted ? [] : verdict.refusals.map(({ reason }) => reason);
}

test.each<[string, QualifiedKind, CsrInput]>([
  ['a QWAC for a vetted domain', 'qwac', { dnsNames: NAMES }],
  ['a QSealC', 'qsealc', {}],
  ['one of RSA', 'qsealc', { keyKind: 'rsa-2048' }],
  ['a name that differs by case only', 'qsealc', { legalName: 'AURORA PAYMENTS GMBH' }],
  ['statements that say the same', 'qwac', { dnsNames: NAMES, qcStatements: { types: [OIDS.qcTypeWeb], psd2: PSD2 } }],
])('%s is accepted', async (_, kind, input) => {
  expect(await reasonsOf(kind, await createCsr(input))).toEqual([]);
});

const derOf = async () => Buffer.from((await createCsr()).replace(/-----[^-]+-----|\s/g, ''), 'base64');

const statements = (qcStatements: QcStatementsTemplate): CsrInput => ({ qcStatements });

test.each<[string, QualifiedKind, CsrInput, readonly string[]]>([
  ['another name', 'qsealc', { legalName: 'Borealis GmbH' }, ['name-differs']],
  ['another country', 'qsealc', { country: 'FR' }, ['country-differs']],
  ['another party', 'qsealc', { organizationIdentifier: 'PSDDE-BAFIN-999999' }, ['subject-mismatch']],
  ['no domain in a QWAC', 'qwac', {}, ['dns-name-missing']],
  ['a foreign domain', 'qwac', { dnsNames: ['bank.example'] }, ['dns-name-not-vetted']],
  ['a wildcard', 'qwac', { dnsNames: ['*.aurora.example'] }, ['dns-name-not-allowed']],
  ['Ed25519', 'qsealc', { keyKind: 'ed25519' }, ['key-unsupported']],
  ['the QcType of the other kind', 'qsealc', statements({ types: [OIDS.qcTypeWeb] }), ['statement-mismatch']],
  [
    'more roles than the request',
    'qsealc',
    statements({ psd2: { ...PSD2, roles: toRolesOfPsp(['PSP_AI', 'PSP_PI']) } }),
    ['statement-mismatch'],
  ],
  ['another authority', 'qsealc', statements({ psd2: { ...PSD2, ncaId: 'FR-ACPR' } }), ['nca-differs']],
  ['another name of the authority', 'qsealc', statements({ psd2: { ...PSD2, ncaName: 'Somebody' } }), ['nca-differs']],
  [
    'everything at once',
    'qwac',
    { legalName: 'Borealis GmbH', country: 'FR', dnsNames: ['bank.example'] },
    ['name-differs', 'country-differs', 'dns-name-not-vetted'],
  ],
])('%s is refused', async (_, kind, input, reasons) => {
  expect(await reasonsOf(kind, await createCsr(input))).toEqual(reasons);
});

test('a subject that lacks what the register knows it by is refused, as is one that says it twice', async () => {
  const key = await createKey();
  const subject = toName([
    [OIDS.organizationName, AURORA.legalName],
    [OIDS.organizationName, 'Bank AG'],
    [OIDS.commonName, 'Aurora'],
  ]);
  const csr = toPem(await createCertificateRequest({ subject, key }), 'CERTIFICATE REQUEST');
  expect(await reasonsOf('qsealc', csr)).toEqual(['subject-incomplete', 'subject-incomplete', 'subject-incomplete']);
});

test('a signing request that its own key did not sign is refused', async () => {
  const der = await derOf();
  der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
  expect(await reasonsOf('qsealc', der.toString('base64'))).toEqual(['csr-signature-invalid']);
});

test('where no register has the party, the request itself is still checked', async () => {
  const { registration, ...rest } = TERMS;
  expect(await reasonsOf('qwac', await createCsr(), { ...rest, registration: undefined })).toEqual([
    'dns-name-missing',
  ]);
});

test.each([
  ['nothing', ''],
  ['words', 'please'],
  ['another kind of PEM', toPem(new Uint8Array(10), 'PRIVATE KEY')],
])('%s is no signing request', async (_, csr) => {
  expect(await reasonsOf('qwac', csr)).toEqual(['csr-malformed']);
});

test('whatever bytes come, the answer is a refusal', async () => {
  const der = await derOf();
  const damage = fc.array(fc.tuple(fc.nat(der.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(damage, fc.nat(der.length), (changes, length) => {
      const bytes = Buffer.from(der);
      for (const [index, value] of changes) bytes[index] = value;
      const verdict = checkOrder({ kind: 'qwac', csr: bytes.subarray(0, length).toString('base64') }, TERMS);
      expect(verdict.accepted).toBe(false);
    }),
    { numRuns: 500 },
  );
});
