import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PspRole } from '../../certificate.ts';
import {
  type CertificateTemplate,
  createDemoAuthority,
  createDemoParty,
  extendedKeyUsage,
  keyUsage,
  type QcStatementsTemplate,
  qcStatements,
  toName,
  toRolesOfPsp,
  withExtension,
  withoutExtension,
} from '../../issue.ts';
import { OIDS } from '../../oids.ts';
import { readCertificate } from '../../read/certificate.ts';
import type { CertificateReason, CertificateUse } from '../../verdict.ts';
import { createCa, issueLeaf, reasonOf } from '../chain.fixture.ts';
import { STRICT_POLICY, type VerificationPolicy } from '../policy.ts';
import { isRefusal } from '../refusal.ts';
import { NOON } from '../scene.fixture.ts';
import { checkProfile } from './profile.ts';

type Alter = (template: CertificateTemplate) => CertificateTemplate;

const authority = await createDemoAuthority({ clock: () => NOON });
const party = createDemoParty();

async function judgeProfile(use: CertificateUse, alter?: Alter, policy: Partial<VerificationPolicy> = {}) {
  const issue = use === 'qwac' ? authority.issueQwac : authority.issueQsealc;
  const { certificate } = await issue(party, alter === undefined ? {} : { alter });
  const path = [certificate, authority.issuingCa.certificate, authority.root.certificate];
  return checkProfile(path, certificate, use, { ...STRICT_POLICY, ...policy });
}

const STATEMENTS: QcStatementsTemplate = {
  isQualified: true,
  types: [OIDS.qcTypeWeb],
  psd2: { roles: toRolesOfPsp(['PSP_PI', 'PSP_AI']), ncaName: party.ncaName, ncaId: party.ncaId },
};
const state =
  (changes: QcStatementsTemplate): Alter =>
  (template) =>
    withExtension(template, qcStatements({ ...STATEMENTS, ...changes }));
const withRoles = (roles: readonly { oid: string; name: string }[]): Alter =>
  state({ psd2: { roles, ncaName: party.ncaName, ncaId: party.ncaId } });
const without =
  (oid: string): Alter =>
  (template) =>
    withoutExtension(template, oid);
const withUsage =
  (...usages: Parameters<typeof keyUsage>[0]): Alter =>
  (template) =>
    withExtension(template, keyUsage(usages));
const withPurposes =
  (...oids: readonly string[]): Alter =>
  (template) =>
    withExtension(template, extendedKeyUsage(oids));
const withOrganizationIdentifier =
  (value: string | undefined): Alter =>
  (template) => ({
    ...template,
    subject: toName([
      [OIDS.organizationIdentifier, value],
      [OIDS.commonName, 'psp.localhost'],
    ]),
  });

interface Case {
  readonly title: string;
  readonly use?: CertificateUse;
  readonly alter: Alter;
  readonly reason: CertificateReason;
  /** The switch that lets it pass. */
  readonly eased?: Partial<VerificationPolicy>;
}

const CASES: readonly Case[] = [
  { title: 'TLS with a key for enciphering only', alter: withUsage('keyEncipherment'), reason: 'key-usage-wrong' },
  { title: 'TLS with a key for commitments only', alter: withUsage('nonRepudiation'), reason: 'key-usage-wrong' },
  { title: 'a key of no stated usage', alter: without(OIDS.keyUsage), reason: 'key-usage-wrong' },
  {
    title: 'a seal with a key for enciphering',
    use: 'qsealc',
    alter: withUsage('keyEncipherment'),
    reason: 'key-usage-wrong',
  },
  {
    title: 'TLS without a stated purpose',
    alter: without(OIDS.extKeyUsage),
    reason: 'extended-key-usage-wrong',
    eased: { requireExtendedKeyUsage: false },
  },
  {
    title: 'a client with a certificate for servers only',
    alter: withPurposes(OIDS.serverAuth),
    reason: 'extended-key-usage-wrong',
    eased: { tlsSide: 'server' },
  },
  {
    title: 'a client with a certificate for anything',
    alter: withPurposes(OIDS.anyExtendedKeyUsage),
    reason: 'extended-key-usage-wrong',
  },
  { title: 'no statements at all', alter: without(OIDS.qcStatements), reason: 'qc-statements-missing' },
  {
    title: 'one statement in the place of a list of them',
    alter: (template) =>
      withExtension(template, {
        ...qcStatements({ isQualified: true }),
        value: qcStatements({ isQualified: true }).value.subarray(2),
      }),
    reason: 'qc-statements-malformed',
  },
  {
    title: 'no QcCompliance',
    alter: state({ isQualified: false }),
    reason: 'not-qualified',
    eased: { requireQcCompliance: false },
  },
  {
    title: 'a seal in the place of a QWAC',
    alter: state({ types: [OIDS.qcTypeEseal] }),
    reason: 'not-a-qwac',
    eased: { requireQcType: false },
  },
  {
    title: 'a QWAC in the place of a seal',
    use: 'qsealc',
    alter: state({}),
    reason: 'not-a-qsealc',
    eased: { requireQcType: false },
  },
  { title: 'both types at once', alter: state({ types: [OIDS.qcTypeWeb, OIDS.qcTypeEseal] }), reason: 'not-a-qwac' },
  {
    title: 'no type',
    alter: (template) => withExtension(template, qcStatements({ isQualified: true, psd2: STATEMENTS.psd2 ?? never() })),
    reason: 'not-a-qwac',
    eased: { requireQcType: false },
  },
  {
    title: 'no PSD2 statement',
    alter: (template) => withExtension(template, qcStatements({ isQualified: true, types: [OIDS.qcTypeWeb] })),
    reason: 'psd2-statement-missing',
  },
  { title: 'no roles', alter: withRoles([]), reason: 'psd2-statement-malformed' },
  {
    title: 'a role that nobody knows',
    alter: withRoles([{ oid: '0.4.0.19495.1.9', name: 'PSP_XX' }]),
    reason: 'role-unknown',
  },
  {
    title: 'a role with the name of another',
    alter: withRoles([{ oid: OIDS.pspAi, name: 'PSP_PI' }]),
    reason: 'role-name-mismatch',
    eased: { requireRoleNames: false },
  },
  {
    title: 'a role that is spelled out',
    alter: withRoles([{ oid: OIDS.pspAi, name: 'Account Information' }]),
    reason: 'role-name-mismatch',
    eased: { requireRoleNames: false },
  },
  {
    title: 'no organisation identifier',
    alter: withOrganizationIdentifier(undefined),
    reason: 'organization-identifier-missing',
  },
  {
    title: 'an identifier of another scheme',
    alter: withOrganizationIdentifier('VATDE-123456789'),
    reason: 'organization-identifier-malformed',
  },
  {
    title: 'an identifier of another country',
    alter: withOrganizationIdentifier('PSDFR-BAFIN-123456'),
    reason: 'organization-identifier-not-of-nca',
    eased: { requireNcaOfOrganization: false },
  },
  {
    title: 'an identifier of another authority',
    alter: withOrganizationIdentifier('PSDDE-OTHER-123456'),
    reason: 'organization-identifier-not-of-nca',
    eased: { requireNcaOfOrganization: false },
  },
];

test.each(CASES)('$reason: $title', async ({ use = 'qwac', alter, reason }) => {
  expect(await judgeProfile(use, alter)).toMatchObject({ accepted: false, reason });
});

test.each(CASES.filter(({ eased }) => eased !== undefined))(
  'a policy may let pass: $title',
  async ({ use = 'qwac', alter, eased }) => {
    expect(isRefusal(await judgeProfile(use, alter, eased))).toBe(false);
  },
);

test('the first thing that is wrong is told', async () => {
  const alter: Alter = (template) =>
    withoutExtension(withExtension(template, keyUsage(['keyEncipherment'])), OIDS.qcStatements);
  expect(await judgeProfile('qwac', alter)).toMatchObject({ reason: 'key-usage-wrong' });
});

test.each<{ usages: Parameters<typeof keyUsage>[0] }>([
  { usages: ['nonRepudiation'] },
  { usages: ['digitalSignature'] },
  { usages: ['digitalSignature', 'nonRepudiation'] },
])('a seal may be made with a key for $usages', async ({ usages }) => {
  expect(isRefusal(await judgeProfile('qsealc', withUsage(...usages)))).toBe(false);
});

test.each<{ title: string; roles: { oid: string; name: string }[]; found: PspRole[] }>([
  {
    title: 'all four, in one order whatever the order of the certificate',
    roles: toRolesOfPsp(['PSP_IC', 'PSP_AI', 'PSP_PI', 'PSP_AS']).map((role) => ({ ...role })),
    found: ['PSP_AS', 'PSP_PI', 'PSP_AI', 'PSP_IC'],
  },
  { title: 'one that is stated twice', roles: [...toRolesOfPsp(['PSP_AI', 'PSP_AI'])], found: ['PSP_AI'] },
  { title: 'none, where it is unspecified', roles: [{ oid: OIDS.pspUnspecified, name: 'Unspecified' }], found: [] },
])('roles are $title', async ({ roles, found }) => {
  expect(await judgeProfile('qwac', withRoles(roles))).toMatchObject({ roles: found });
});

test('a CA whose purposes are others issues no QWAC', async () => {
  const root = await createCa('Root');
  const ca = await createCa('Mail', { issuer: root, extensions: [extendedKeyUsage([OIDS.emailProtection])] });
  const chain = { leaf: await issueLeaf(ca), anchors: [root], intermediates: [ca] };
  expect(reasonOf(chain)).toBe('extended-key-usage-wrong');
  expect(reasonOf({ ...chain, anchors: [ca] })).toBe('accepted');
});

const VECTORS = join(import.meta.dirname, '../../../../../../../shared/vectors/certificates');
const isThere = existsSync(VECTORS);
const why = isThere ? '' : ' (real certificates do not lie beside the repository)';
const REAL: readonly (readonly [file: string, use: CertificateUse, expected: string])[] = [
  ['multicert-qwac.pem', 'qwac', 'accepted'],
  ['d-trust-qwac.pem', 'qwac', 'accepted'],
  ['microsec-test-qsealc.pem', 'qsealc', 'accepted'],
  ['microsec-test-qsealc.pem', 'qwac', 'key-usage-wrong'],
  ['multicert-qwac.pem', 'qsealc', 'not-a-qsealc'],
  ['malformed-single-qcstatement.pem', 'qwac', 'key-usage-wrong'],
];

test.skipIf(!isThere).each(REAL)(`%s as a %s: %s${why}`, (file, use, expected) => {
  const leaf = readCertificate(readFileSync(join(VECTORS, file), 'utf8'));
  const result = checkProfile([leaf], leaf, use, STRICT_POLICY);
  expect(isRefusal(result) ? result.reason : 'accepted').toBe(expected);
});

function never(): never {
  throw new TypeError('the statements of this test have one');
}
