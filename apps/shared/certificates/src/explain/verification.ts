import { renderName } from '../name-render.ts';
import type { CertificateEvidence, CertificateReason, CertificateVerdict, RefusalEvidence } from '../verdict.ts';
import type { Fact, Finding } from './explanation.ts';
import { toFact } from './facts.ts';
import { describeTime } from './words/time.ts';

const REASONS: Readonly<Record<CertificateReason, readonly [words: string, advice: string]>> = {
  malformed: ['it cannot be read', 'Look whether it was damaged on its way, and ask the issuer otherwise.'],
  'too-large': ['it is too large', 'Ask for one with fewer names.'],
  'not-yet-valid': ['its time has not come', 'Wait, or look whether the clock is right.'],
  expired: ['its time is over', 'Ask the issuer for a new one.'],
  'weak-key': ['a key in the path is weak', 'Make a stronger key, and ask for a new certificate.'],
  'weak-signature-algorithm': ['a signature in the path is weak', 'The issuer must sign with SHA-256 or better.'],
  'untrusted-issuer': [
    'no path leads to a trusted root',
    'Send the certificates between it and the root, or trust the root.',
  ],
  'self-signed': ['it has signed itself', 'Get one from a qualified trust service provider.'],
  'bad-signature': [
    'a signature in the path is wrong',
    'It was changed, or belongs to another issuer of the same name.',
  ],
  'issuer-not-ca': ['its issuer is no authority', 'Whoever issued it had no right to. Do not trust it.'],
  'issuer-cannot-sign-certificates': [
    'the key of its issuer may not sign certificates',
    'The issuer must mend its own certificate.',
  ],
  'issuer-not-yet-valid': ['the time of its issuer has not come', 'Wait, or look whether the clock is right.'],
  'policy-not-accepted': [
    'no policy of the path is one of those that are demanded',
    'Ask for one that is issued under them.',
  ],
  'issuer-expired': ['the time of its issuer is over', 'Ask for one of the current issuer.'],
  'issuer-revoked': ['its issuer is revoked', 'Do not trust it, and ask for one of another issuer.'],
  'path-too-long': ['the path is longer than an issuer in it allows', 'The authority above must mend its path length.'],
  'name-constraint-violated': ['an issuer in the path may not issue for its names', 'Ask an issuer for it that may.'],
  'unknown-critical-extension': [
    'it has a critical extension that is not understood',
    'The issuer should make it not critical.',
  ],
  'is-a-ca': ['it is the certificate of an authority', 'Use one that was issued to the party itself.'],
  'key-usage-wrong': [
    'its key usage does not allow this use',
    'Use the other certificate: QWAC for TLS, QSealC for seals.',
  ],
  'extended-key-usage-wrong': [
    'its purposes do not allow this use',
    'Use the other certificate: QWAC for TLS, QSealC for seals.',
  ],
  revoked: ['it is revoked', 'Do not trust it. Its owner must ask for a new one.'],
  'revocation-unknown': [
    'nobody could tell whether it is revoked',
    'Look whether the addresses of OCSP and CRL answer from here.',
  ],
  'qc-statements-missing': ['it has no qcStatements', 'Get a qualified one.'],
  'qc-statements-malformed': ['its qcStatements are malformed', 'The issuer must make it anew.'],
  'not-qualified': ['it does not state that it is qualified', 'Get a qualified one.'],
  'not-a-qwac': ['it is no QWAC', 'Use the QWAC for TLS.'],
  'not-a-qsealc': ['it is no QSealC', 'Use the QSealC for seals.'],
  'psd2-statement-missing': ['it has no PSD2 statement', 'Get one of open banking.'],
  'psd2-statement-malformed': ['its PSD2 statement is malformed', 'The issuer must make it anew.'],
  'role-unknown': ['it has a role that nobody knows', 'The issuer must state roles of TS 119 495.'],
  'role-name-mismatch': ['the name of a role is that of another', 'The issuer must mend it.'],
  'organization-identifier-missing': ['it has no organisation identifier', 'The issuer must add it.'],
  'organization-identifier-malformed': ['its organisation identifier is malformed', 'The issuer must mend it.'],
  'organization-identifier-not-of-nca': [
    'its organisation identifier is of another authority',
    'The issuer must make both agree.',
  ],
  'role-not-held': ['it lacks the role that the service is for', 'Get one with the role, once the NCA has granted it.'],
  'different-organization': [
    'QWAC and QSealC are of different organisations',
    'Use the two certificates of one party.',
  ],
};

export function listVerification(verdict: CertificateVerdict): readonly Fact[] {
  return verdict.accepted
    ? toFact(
        'Verified',
        `accepted as ${verdict.evidence.use === 'qwac' ? 'QWAC' : 'QSealC'}`,
        ...describeEvidence(verdict.evidence),
      )
    : toFact('Verified', `refused: ${REASONS[verdict.reason][0]}`);
}

export function findRefusal(verdict: CertificateVerdict): readonly Finding[] {
  if (verdict.accepted) return [];
  const [words, advice] = REASONS[verdict.reason];
  const text = `It was refused: ${words}.${describeRefusal(verdict.evidence)}`;
  return [{ code: `refused-${verdict.reason}`, severity: 'error', clause: 'RFC 5280 6', text, advice }];
}

function describeRefusal(evidence: RefusalEvidence): string {
  const entries = Object.entries(evidence).map(([name, value]) => `${name} ${value}`);
  return entries.length === 0 ? '' : ` Seen: ${entries.join(', ')}.`;
}

function describeEvidence({ path, revocation }: CertificateEvidence): readonly string[] {
  return [
    ...path.slice(1).map(({ subject }) => `issued by ${renderName(subject)}`),
    ...revocation.map(({ by, producedAt, url }) => {
      if (by === 'unchecked') return 'revocation was not checked';
      const [when, where] = [producedAt && ` of ${describeTime(producedAt)}`, url && `, ${url}`];
      return `not revoked by ${by.toUpperCase()}${when ?? ''}${where ?? ''}`;
    }),
  ];
}
