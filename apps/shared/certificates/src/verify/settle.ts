import type { Certificate } from '../certificate.ts';
import type { CertificateVerdict, RevocationEvidence } from '../verdict.ts';
import type { Path } from './path/search.ts';
import type { ProfileEvidence } from './profile/profile.ts';
import { isRefusal, type Refusal, refuse, withoutRefusals } from './refusal.ts';
import type { RevocationPolicy } from './revocation/options.ts';
import type { Revocation, StatusReport } from './revocation/revocation.ts';

/** One certificate of a path and who issued it. Anchors are not asked about: who removes them from the list revokes them. */
interface Link {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  readonly isLeaf: boolean;
}

interface Answered extends Link {
  readonly report: StatusReport;
}

export interface Settled {
  readonly verdict: CertificateVerdict;
  /** When asking again may bring something new; milliseconds since 1970. */
  readonly recheckAt: number;
}

type RevocationSetting = { readonly revocation: Revocation; readonly policy: RevocationPolicy };

/** The verdict by what is known now; undefined where somebody has to be waited for. */
export function peekVerdict(evidence: ProfileEvidence, { revocation, policy }: RevocationSetting): Settled | undefined {
  const answered: Answered[] = [];
  for (const link of listLinks(evidence.path, policy)) {
    const report = revocation.peek(link.certificate, link.issuer);
    if (report === undefined) return undefined;
    answered.push({ ...link, report });
  }
  return settle(evidence, answered, policy);
}

export async function askVerdict(
  evidence: ProfileEvidence,
  { revocation, policy }: RevocationSetting,
): Promise<Settled> {
  const asked = listLinks(evidence.path, policy).map(async (link) => {
    const report = await revocation.ask(link.certificate, link.issuer);
    return { ...link, report };
  });
  return settle(evidence, await Promise.all(asked), policy);
}

function listLinks(path: Path, { intermediates }: RevocationPolicy): readonly Link[] {
  const links = path.slice(0, -1).flatMap((certificate, index) => {
    const issuer = path[index + 1];
    return issuer === undefined ? [] : [{ certificate, issuer, isLeaf: index === 0 }];
  });
  return intermediates === 'check' ? links : links.slice(0, 1);
}

/** The leaf's status first: what is said of it, and by whom, concerns most. */
function settle(evidence: ProfileEvidence, answered: readonly Answered[], policy: RevocationPolicy): Settled {
  const recheckAt = Math.min(...answered.map(({ report }) => report.recheckAt));
  const results = answered.map((each) => toEvidence(each, policy));
  const verdict = results.find(isRefusal) ?? {
    accepted: true,
    evidence: { ...evidence, revocation: withoutRefusals(results) },
  };
  return { verdict, recheckAt };
}

function toEvidence(
  { certificate, isLeaf, report }: Answered,
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
