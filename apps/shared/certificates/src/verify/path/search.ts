import type { Certificate } from '../../certificate.ts';
import { renderName } from '../../name-render.ts';
import type { RefusalEvidence } from '../../verdict.ts';
import type { VerificationPolicy } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { IssuanceCheck } from './issuance.ts';
import type { Pool } from './pool.ts';

/** From the leaf to an anchor, both included. */
export type Path = readonly Certificate[];

/** Where issuers are looked for. Certificates in `intermediates` are as bad as who sent them. */
export interface Sources {
  readonly anchors: Pool;
  readonly intermediates: readonly Pool[];
}

export interface Found {
  /** The likeliest first. Each is chained by names and signatures, and nothing more: see `validatePath`. */
  readonly paths: readonly Path[];
  /** Why the longest attempt that failed has ended; counts where there is no path. */
  readonly refusal: Refusal;
}

/**
 * Every path from the leaf to an anchor (RFC 4158). There may be several issuers of a name: old and new keys, cross
 * certificates, forgeries. Key identifiers only tell whom to try first (RFC 4158, 3.5.12).
 * Makes at most `maximalSearchSteps` tries, whatever a peer has sent.
 */
export function findPaths(
  leaf: Certificate,
  sources: Sources,
  check: IssuanceCheck,
  { maximalSearchSteps, maximalPathLength }: VerificationPolicy,
): Found {
  const paths: Path[] = [];
  let steps = 0;
  let longest = { length: 0, refusal: refuseUntrusted(leaf) };

  const giveUp = ({ length }: Path, refusal: Refusal) => {
    if (length > longest.length) longest = { length, refusal };
  };
  const tryIssuer = (path: Path, top: Certificate, issuer: Certificate) => {
    if (path.length >= maximalPathLength)
      return giveUp(path, refuse('path-too-long', top, { limit: maximalPathLength }));
    const refusal = check(top, issuer);
    if (refusal !== undefined) return giveUp(path, refusal);
    const longer = [...path, issuer];
    return sources.anchors(issuer.subject).includes(issuer) ? paths.push(longer) : extend(longer, issuer);
  };
  const extend = (path: Path, top: Certificate) => {
    const issuers = listIssuers(top, sources).filter(({ fingerprint }) =>
      path.every((each) => each.fingerprint !== fingerprint),
    );
    if (issuers.length === 0) giveUp(path, refuseUntrusted(top));
    for (const issuer of issuers) {
      steps += 1;
      if (steps > maximalSearchSteps) return giveUp(path, refuseUntrusted(top, { steps: maximalSearchSteps }));
      tryIssuer(path, top, issuer);
    }
  };
  extend([leaf], leaf);
  return { paths, refusal: longest.refusal };
}

function refuseUntrusted(certificate: Certificate, evidence: RefusalEvidence = {}): Refusal {
  return refuse('untrusted-issuer', certificate, { issuer: renderName(certificate.issuer), ...evidence });
}

/** Anchors first, then those whose key is the one that the certificate names; each once. */
function listIssuers(certificate: Certificate, { anchors, intermediates }: Sources): readonly Certificate[] {
  const wanted = certificate.extensions.authorityKeyIdentifier;
  const isNamed = ({ extensions }: Certificate) => wanted !== undefined && extensions.subjectKeyIdentifier === wanted;
  const sortNamedFirst = (group: readonly Certificate[]) => [
    ...group.filter(isNamed),
    ...group.filter((each) => !isNamed(each)),
  ];
  const others = intermediates.flatMap((pool) => pool(certificate.issuer));
  const found = [...sortNamedFirst(anchors(certificate.issuer)), ...sortNamedFirst(others)];
  const seen = new Set<string>();
  return found.filter(({ fingerprint }) => seen.size < seen.add(fingerprint).size);
}
