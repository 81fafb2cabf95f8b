import type { Certificate } from '../../certificate.ts';
import { renderName } from '../../name-render.ts';
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

export interface SearchResult {
  /** Each chained by names and signatures, and nothing more: `validatePath` says what they are worth. */
  readonly paths: readonly Path[];
  /** Why the longest attempt ended where there is no path. */
  readonly refusal: Refusal | undefined;
}

/**
 * Every path from the leaf to an anchor, the likeliest first (RFC 4158). There may be several issuers of a name: old and
 * new keys, cross certificates, forgeries. Key identifiers only tell whom to ask first (RFC 4158, 3.5.12).
 * Does at most `maximalSearchSteps` verifications, whatever a peer has sent.
 */
export function findPaths(
  leaf: Certificate,
  sources: Sources,
  check: IssuanceCheck,
  { maximalSearchSteps, maximalPathLength }: VerificationPolicy,
): SearchResult {
  const paths: Path[] = [];
  let steps = 0;
  let deepest: { readonly depth: number; readonly refusal: Refusal } | undefined;

  const giveUp = (path: Path, refusal: Refusal) => {
    if (deepest === undefined || path.length > deepest.depth) deepest = { depth: path.length, refusal };
  };
  const extend = (path: Path, top: Certificate) => {
    const candidates = listIssuers(top, sources).filter(({ fingerprint }) =>
      path.every((each) => each.fingerprint !== fingerprint),
    );
    const issuer = renderName(top.issuer);
    if (candidates.length === 0) giveUp(path, refuse('untrusted-issuer', top, { issuer }));
    for (const candidate of candidates) {
      steps += 1;
      if (steps > maximalSearchSteps)
        return giveUp(path, refuse('untrusted-issuer', top, { issuer, steps: maximalSearchSteps }));
      if (path.length >= maximalPathLength) return giveUp(path, refuse('path-too-long', top, { length: path.length }));
      const refusal = check(top, candidate);
      if (refusal !== undefined) giveUp(path, refusal);
      else if (sources.anchors(candidate.subject).includes(candidate)) paths.push([...path, candidate]);
      else extend([...path, candidate], candidate);
    }
  };
  extend([leaf], leaf);
  return { paths, refusal: paths.length > 0 ? undefined : deepest?.refusal };
}

/** Anchors first, then those whose key is the one that the certificate names; each once. */
function listIssuers(certificate: Certificate, { anchors, intermediates }: Sources): readonly Certificate[] {
  const wanted = certificate.extensions.authorityKeyIdentifier;
  const others = intermediates.flatMap((pool) => pool(certificate.issuer));
  const isWanted = (candidate: Certificate) =>
    wanted !== undefined && candidate.extensions.subjectKeyIdentifier === wanted;
  const found = [anchors(certificate.issuer), others].flatMap((group) => [
    ...group.filter(isWanted),
    ...group.filter((candidate) => !isWanted(candidate)),
  ]);
  return [...new Map(found.map((each) => [each.fingerprint, each] as const).reverse()).values()].reverse();
}
