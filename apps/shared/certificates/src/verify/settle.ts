import type { Certificate } from '../certificate.ts';
import type { CertificateVerdict, RevocationEvidence } from '../verdict.ts';
import type { Path } from './path/search.ts';
import type { ProfileEvidence } from './profile/profile.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { RevocationPolicy } from './revocation/options.ts';
import type { Revocation, StatusReport } from './revocation/revocation.ts';

/** One certificate of a path and who issued it. Anchors are not asked about: who removes them from the list revokes them. */
interface Link {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly isLeaf: boolean;
}

export interface Settled {
  readonly verdict: CertificateVerdict;
  /** When asking again may bring something new; milliseconds since 1970. */
  readonly recheckAt: number;
}

type RevocationSetting = { readonly revocation: Revocation; readonly policy: RevocationPolicy };

/** The verdict by what is known now; undefined where somebody has to be waited for. */
export function peekVerdict(evidence: ProfileEvidence, { revocation, policy }: RevocationSetting): Settled | undefined {
  const links = listLinks(evidence.path, policy);
  const reports: StatusReport[] = [];
  for (const { certificate, issuer } of links) {
    const report = revocation.peek(certificate, issuer);
    if (report === undefined) return undefined;
    reports.push(report);
  }
  return settle(evidence, links, reports, policy);
}

export async function askVerdict(
  evidence: ProfileEvidence,
  { revocation, policy }: RevocationSetting,
): Promise<Settled> {
  const links = listLinks(evidence.path, policy);
  const reports = await Promise.all(links.map(({ certificate, issuer }) => revocation.ask(certificate, issuer)));
  return settle(evidence, links, reports, policy);
}

function listLinks(path: Path, { intermediates }: RevocationPolicy): readonly Link[] {
  const links = path.slice(0, -1).flatMap((certificate, index) => {
    const issuer = path[index + 1];
    return issuer === undefined ? [] : [{ certificate, issuer, isLeaf: index === 0 }];
  });
  return intermediates === 'check' ? links : links.slice(0, 1);
}

function settle(
  evidence: ProfileEvidence,
  links: readonly Link[],
  reports: readonly StatusReport[],
  policy: RevocationPolicy,
): Settled {
  const recheckAt = Math.min(...reports.map((report) => report.recheckAt));
  const revocation: RevocationEvidence[] = [];
  for (const [index, link] of links.entries()) {
    const report = reports[index];
    const result = report && toEvidence(link, report, policy);
    if (result === undefined) continue;
    if ('reason' in result) return { verdict: result, recheckAt };
    revocation.push(result);
  }
  return { verdict: { accepted: true, evidence: { ...evidence, revocation } }, recheckAt };
}

function toEvidence(
  { certificate, isLeaf }: Link,
  report: StatusReport,
  { whenUnreachable }: RevocationPolicy,
): RevocationEvidence | Refusal {
  const { fingerprint } = certificate;
  if (report.kind === 'untold') {
    if (whenUnreachable === 'accept') return { fingerprint, by: 'unchecked' };
    return refuse('revocation-unknown', certificate, { problem: report.error.code, detail: report.error.message });
  }
  const { by, url, said } = report;
  switch (said.status.kind) {
    case 'good':
      return { fingerprint, by, producedAt: said.producedAt, url };
    case 'unknown':
      return refuse('revocation-unknown', certificate, { problem: 'unknown', by, url });
    case 'revoked': {
      const { revokedAt, reason } = said.status;
      const detail = { revokedAt: revokedAt.toISOString(), revocationReason: reason, by, url };
      return refuse(isLeaf ? 'revoked' : 'issuer-revoked', certificate, detail);
    }
    default:
      return said.status satisfies never;
  }
}
