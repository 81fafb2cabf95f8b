import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policies } from '../issue/extensions/policies.ts';
import { qcStatements } from '../issue/extensions/qc-statements.ts';
import { OIDS } from '../oids.ts';
import { readCertificate } from '../read/certificate.ts';
import { CERTIFICATE_REASONS } from '../verdict.ts';
import { explainCertificate } from './explain-certificate.ts';
import type { Explanation } from './explanation.ts';
import { alter, issueGood, NOW } from './faulty.fixture.ts';
import { renderExplanation } from './render.ts';

const good = await issueGood();
const explain = (which: 'qwac' | 'qsealc' | 'ca' | 'root' | 'responder') =>
  explainCertificate(good[which], { now: NOW });
const factOf = ({ facts }: Explanation, label: string) => facts.find((fact) => fact.label === label)?.value;

test.each([
  ['qwac', 'QWAC: Example Payments GmbH'],
  ['qsealc', 'QSealC: Example Payments GmbH'],
  ['ca', 'Certificate of an authority: Demo Trust Services GmbH'],
  ['responder', 'Neither QWAC nor QSealC: Demo Trust Services GmbH'],
] as const)('the title of %s says what it is and whose', (which, title) => {
  expect(explain(which).title).toBe(title);
});

test('a QWAC in words', () => {
  const explanation = explain('qwac');
  expect(factOf(explanation, 'Kind')).toBe(
    'QWAC: a qualified certificate for website authentication, which is for TLS; for open banking (PSD2 statement)',
  );
  expect(factOf(explanation, 'Country')).toBe('Germany (DE)');
  expect(factOf(explanation, 'Authorisation')).toBe('123456 (PSDDE-BAFIN-123456)');
  expect(factOf(explanation, 'Authority')).toBe(
    'DE-BAFIN: Federal Financial Supervisory Authority (BaFin), Germany\n' +
      'called "Federal Financial Supervisory Authority" in the certificate',
  );
  expect(factOf(explanation, 'Roles')).toBe(
    'PSP_PI: payment initiation: may initiate payments\nPSP_AI: account information: may read accounts',
  );
  expect(factOf(explanation, 'Valid')).toBe(
    'from 2026-05-31 00:00:00 UTC\nuntil 2026-11-28 00:00:00 UTC (181 days)\n180 days left',
  );
  expect(factOf(explanation, 'Key')).toBe('elliptic curve P-256, 256 bits');
  expect(factOf(explanation, 'Signed with')).toBe('ECDSA with SHA-256');
  expect(factOf(explanation, 'Purposes')).toBe('server in TLS\nclient in TLS');
  expect(factOf(explanation, 'Policies')).toContain('QEVCP-w: qualified, for websites, with extended validation');
  expect(factOf(explanation, 'Type')).toBe('website authentication (web)');
  expect(factOf(explanation, 'Disclosures')).toMatch(/^https:\S+ \(English\)$/);
  expect(factOf(explanation, 'OCSP')).toBe(good.authority.urls.ocsp);
  expect(factOf(explanation, 'CRL')).toBe(good.authority.urls.crl);
});

test.each([
  ['2026-05-30T00:00:00Z', 'begins in 1 day'],
  ['2026-11-27T23:00:00Z', '0 days left'],
  ['2027-11-28T00:00:00Z', 'ended 365 days ago'],
])('its time is told from %s', (now, words) => {
  expect(factOf(explainCertificate(good.qwac, { now: new Date(now) }), 'Valid')).toMatch(new RegExp(`\n${words}$`));
});

test('the policy of a seal says where its key is', () => {
  const change = { with: [policies([OIDS.qcpLegalQscd]), qcStatements({ isQualified: true, isKeyInDevice: true })] };
  const explanation = explainCertificate(alter(good.qsealc, change), { now: NOW });
  expect(factOf(explanation, 'Policies')).toBe(
    'QCP-l-qscd: qualified, for a legal person, key in a qualified device (0.4.0.194112.1.3)',
  );
  expect(factOf(explanation, 'Statements')).toContain('QcSSCD: the key is in a qualified device');
});

test('what is neither QWAC nor QSealC says all that it lacks', () => {
  const bare = explainCertificate(alter(good.qwac, { without: [OIDS.qcStatements] }), { now: NOW });
  expect(factOf(bare, 'Kind')).toBe('neither QWAC nor QSealC: it has no qcStatements');
  const poor = explainCertificate(alter(good.qwac, { with: [qcStatements({ types: [OIDS.qcTypeEsign] })] }), {
    now: NOW,
  });
  expect(factOf(poor, 'Kind')).toBe(
    'neither QWAC nor QSealC: it does not state that it is qualified (QcCompliance); ' +
      'it does not state one type of web and eseal (QcType)',
  );
});

test('roles and authorities that nobody knows are told so, and names that are not theirs', () => {
  const roles = [
    { oid: '1.2.3', name: 'PSP_XX' },
    { oid: OIDS.pspAi, name: 'Account Information' },
  ];
  const psd2 = { roles, ncaName: 'X', ncaId: 'DE-FAKENCA' };
  const explanation = explainCertificate(alter(good.qwac, { with: [qcStatements({ psd2 })] }), { now: NOW });
  expect(factOf(explanation, 'Authority')).toContain('DE-FAKENCA: an identifier that we do not know');
  expect(factOf(explanation, 'Roles')).toBe(
    'PSP_XX: a role that we do not know (1.2.3)\n' +
      'PSP_AI: account information: may read accounts (called "Account Information")',
  );
});

test('the roles that came after PSD2 have words, too', () => {
  const roles = [
    { oid: OIDS.pspCb, name: 'PSP_CB' },
    { oid: OIDS.pspPa, name: 'PSP_PA' },
    { oid: OIDS.vopRs, name: 'VOP_RS' },
    { oid: OIDS.vopVs, name: 'VOP_VS' },
  ];
  const psd2 = { roles, ncaName: 'NA', ncaId: 'NA' };
  const explanation = explainCertificate(alter(good.qwac, { with: [qcStatements({ psd2 })] }), { now: NOW });
  expect(factOf(explanation, 'Authority')).toContain('NA: none supervises it');
  expect(factOf(explanation, 'Roles')).toBe(
    'PSP_CB: international central bank\nPSP_PA: international public authority\n' +
      'VOP_RS: verification of payee: service that asks and answers for others\n' +
      'VOP_VS: verification of payee: service of verification',
  );
});

const EVIL = 'Bank\u001b[2J\r\nerror: forged\u202e';

test('a name cannot forge what is shown', () => {
  const subject = good.qwac.subject.map((set) =>
    set.map(({ oid, value }) => ({ oid, value: oid === OIDS.organizationName ? EVIL : value })),
  );
  const psd2 = { roles: [{ oid: OIDS.pspAi, name: EVIL }], ncaName: EVIL, ncaId: 'DE-BAFIN' };
  const explanation = explainCertificate(alter(good.qwac, { subject, with: [qcStatements({ psd2 })] }), { now: NOW });
  expect(explanation.title).toBe('Neither QWAC nor QSealC: Bank\\u{1b}[2J\\u{d}\\u{a}error: forged\\u{202e}');
  expect(renderExplanation(explanation)).not.toMatch(/[^\P{Cc}\n]|\u202e|^error: forged/mu);
});

test.each(CERTIFICATE_REASONS)('a verdict of refusal is explained: %s', (reason) => {
  const verdict = { accepted: false, reason, evidence: { certificate: 'leaf' } } as const;
  const { facts, findings } = explainCertificate(good.qwac, { now: NOW, verdict });
  expect(facts.at(-1)?.value).toMatch(/^refused: \S/);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    code: `refused-${reason}`,
    severity: 'error',
    advice: expect.stringMatching(/\.$/),
  });
  expect(findings[0]?.text).toMatch(/^It was refused: .*\. Seen: certificate leaf\.$/);
});

test('a verdict of acceptance says by which path, and how revocation is known', () => {
  const { qwac, ca, root } = good;
  const verdict = {
    accepted: true,
    evidence: {
      use: 'qwac',
      certificate: qwac,
      path: [qwac, ca, root],
      organizationIdentifier: { text: '', country: '', nca: '', authorizationNumber: '' },
      roles: [],
      ncaName: '',
      ncaId: '',
      revocation: [
        { fingerprint: qwac.fingerprint, by: 'ocsp', producedAt: NOW, url: 'http://ocsp.example' },
        { fingerprint: ca.fingerprint, by: 'unchecked' },
      ],
    },
  } as const;
  const { facts, findings } = explainCertificate(qwac, { now: NOW, verdict });
  const lines = facts.at(-1)?.value.split('\n') ?? [];
  expect(findings).toEqual([]);
  expect(lines[0]).toBe('accepted as QWAC');
  expect(lines[1]).toMatch(/^issued by CN=/);
  expect(lines.slice(3)).toEqual([
    'not revoked by OCSP of 2026-06-01 00:00:00 UTC, http://ocsp.example',
    'revocation was not checked',
  ]);
});

const FOLDER = join(import.meta.dirname, '../../../../../../shared/vectors/certificates');
const isThere = existsSync(FOLDER);
const real = isThere ? readdirSync(FOLDER).filter((file) => file.endsWith('.pem')) : [];
const why = isThere ? '' : ' (they do not lie beside the repository)';

test.skipIf(!isThere)(`real certificates are explained, and the malformed one is found out${why}`, () => {
  const kinds = real.map((file) => {
    const certificate = readCertificate(readFileSync(join(FOLDER, file)));
    const { title, findings } = explainCertificate(certificate, { now: certificate.notBefore });
    return [
      title.split(':')[0],
      findings.some(({ code }) => code === 'qc-statements-malformed'),
      file.startsWith('malformed'),
    ];
  });
  expect(kinds.filter(([, isFound, isMalformed]) => isFound !== isMalformed)).toEqual([]);
  expect(new Set(kinds.map(([kind]) => kind))).toEqual(new Set(['QWAC', 'QSealC', 'Neither QWAC nor QSealC']));
});

test('whatever can be read can be explained', () => {
  const { der } = good.qwac;
  const change = fc.record({ at: fc.nat(der.length - 1), to: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 2 }), (changes) => {
      const bytes = Buffer.from(der);
      for (const { at, to } of changes) bytes[at] = to;
      let certificate: ReturnType<typeof readCertificate>;
      try {
        certificate = readCertificate(bytes);
      } catch {
        // what cannot be read is not asked about here
        return;
      }
      expect(renderExplanation(explainCertificate(certificate, { now: NOW }))).toMatch(/\.\n$/);
    }),
    { numRuns: 500 },
  );
});
