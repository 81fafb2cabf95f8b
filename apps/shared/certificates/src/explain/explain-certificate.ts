import type { Certificate } from '../certificate.ts';
import { findAttribute } from '../name.ts';
import { renderName } from '../name-render.ts';
import { OIDS } from '../oids.ts';
import type { CertificateVerdict } from '../verdict.ts';
import { runCheck } from './check.ts';
import { CHECKS } from './checks.ts';
import { conclude } from './conclusion.ts';
import { type Examined, examine } from './examined.ts';
import type { Explanation, Finding, Severity } from './explanation.ts';
import { listFacts } from './facts.ts';
import { toPrintable } from './printable.ts';
import { findRefusal, listVerification } from './verification.ts';

export interface ExplainOptions {
  /** The time against which its validity is held. */
  readonly now: Date;
  /** What a verifier has found. Without it, nothing is said of path, trust and revocation. */
  readonly verdict?: CertificateVerdict;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'note'];

/**
 * Says in words what a certificate is and says, and holds it against TS 119 495, EN 319 412-1 to -5, EN 319 411-2,
 * TS 119 312 and RFC 5280. It looks at the certificate alone: whether it is to be trusted, a verifier tells.
 */
export function explainCertificate(certificate: Certificate, { now, verdict }: ExplainOptions): Explanation {
  const examined = examine(certificate, now);
  const findings = [
    ...(verdict === undefined ? [] : findRefusal(verdict)),
    ...CHECKS.flatMap((check) => runCheck(check, examined)),
  ];
  return {
    title: toTitle(examined),
    facts: [...listFacts(examined), ...(verdict === undefined ? [] : listVerification(verdict))],
    findings: ORDER.flatMap((severity) => findings.filter((finding) => finding.severity === severity)).map(
      withPrintable,
    ),
  };
}

function withPrintable(finding: Finding): Finding {
  return { ...finding, text: toPrintable(finding.text) };
}

function toTitle(examined: Examined): string {
  const { subject } = examined.certificate;
  const owner = [OIDS.organizationName, OIDS.commonName].map((oid) => findAttribute(subject, oid)).find(Boolean);
  const { kind } = conclude(examined);
  const title = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return toPrintable(`${title}: ${owner ?? (renderName(subject) || 'nobody is named')}`);
}
