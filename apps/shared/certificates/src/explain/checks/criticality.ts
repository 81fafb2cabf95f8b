import { OIDS } from '../../oids.ts';
import { type Check, EVERY } from '../check.ts';
import type { Severity } from '../explanation.ts';

/** Critical ones that verifiers of path and profile work with. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  OIDS.basicConstraints,
  OIDS.keyUsage,
  OIDS.extKeyUsage,
  OIDS.subjectAltName,
  OIDS.certificatePolicies,
  OIDS.nameConstraints,
  OIDS.policyConstraints,
  OIDS.policyMappings,
  OIDS.inhibitAnyPolicy,
  OIDS.cRLDistributionPoints,
  OIDS.authorityInfoAccess,
  OIDS.qcStatements,
]);

const RULES: readonly (readonly [code: string, severity: Severity, clause: string, what: string, oid: string])[] = [
  ['qc-statements-critical', 'error', 'EN 319 412-5 QCS-4.1-02', 'qcStatements', OIDS.qcStatements],
  ['purposes-critical', 'error', 'EN 319 412-2 GEN-4.3.10-1', 'the extended key usage', OIDS.extKeyUsage],
  ['policies-critical', 'warning', 'EN 319 412-2 GEN-4.3.3-1', 'the certificate policies', OIDS.certificatePolicies],
  ['crl-address-critical', 'error', 'EN 319 412-2 GEN-4.3.11-5', 'the CRL address', OIDS.cRLDistributionPoints],
  ['issuer-address-critical', 'error', 'RFC 5280 4.2.2.1', 'the authority information', OIDS.authorityInfoAccess],
];

const advice = 'The issuer must not mark it as critical: who does not know it would refuse the certificate.';

export const CRITICALITY_CHECKS: readonly Check[] = [
  ...RULES.map(
    ([code, severity, clause, what, oid]): Check => ({
      code,
      severity,
      clause,
      advice,
      of: EVERY,
      find: ({ certificate: { extensions } }) =>
        extensions.all.some((extension) => extension.oid === oid && extension.critical)
          ? `The extension of ${what} is critical.`
          : undefined,
    }),
  ),
  {
    code: 'names-critical',
    severity: 'error',
    clause: 'EN 319 412-2 GEN-4.3.5-1',
    advice,
    of: EVERY,
    // RFC 5280, 4.2.1.6: it must be where the subject is empty
    find: ({ certificate: { extensions, subject } }) =>
      subject.length > 0 && extensions.all.some(({ oid, critical }) => oid === OIDS.subjectAltName && critical)
        ? 'The extension of alternative names is critical.'
        : undefined,
  },
  {
    code: 'critical-extension-unknown',
    severity: 'error',
    clause: 'RFC 5280 4.2',
    advice: 'Whoever keeps to RFC 5280 must refuse the certificate. Ask the issuer to make it not critical.',
    of: EVERY,
    find: ({ certificate: { extensions } }) => {
      const unknown = extensions.all.filter(({ oid, critical }) => critical && !UNDERSTOOD.has(oid));
      return unknown.length === 0
        ? undefined
        : `It has critical extensions that we do not know: ${unknown.map(({ oid }) => oid).join(', ')}.`;
    },
  },
];
