import type { Certificate } from '../certificate.ts';
import type { CertificateUse, CertificateVerdict } from '../verdict.ts';
import { judge } from './judge.ts';
import { createLru } from './lru.ts';
import type { Verifier, VerifierOptions, VerifyCall } from './options.ts';
import { type Validity, validityOf } from './path/dates.ts';
import { createPool } from './path/pool.ts';
import { STRICT_POLICY, type VerificationPolicy } from './policy.ts';
import type { ProfileEvidence } from './profile/profile.ts';
import { toRevocationPolicy } from './revocation/options.ts';
import { createRevocation } from './revocation/revocation.ts';
import { askVerdict, peekVerdict, type Settled } from './settle.ts';
import { followTrust, type Trust } from './trust.ts';

/** What is kept of a leaf that has a path. */
interface Known extends Settled {
  readonly evidence: ProfileEvidence;
  readonly trust: Trust;
  readonly validity: Validity;
}

const ENTRIES = 10_000;

/**
 * Verifies certificates of open banking: leaf, path, profile, and last revocation, so that nobody is asked about a
 * certificate that is refused anyhow. README "Verifying" has the order, the policy and what is kept for how long.
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const { clock, cache = { entries: ENTRIES } } = options;
  const policy: VerificationPolicy = { ...STRICT_POLICY, ...options.policy };
  const revocationPolicy = toRevocationPolicy(options.revocation ?? {});
  // an answer for the leaf and for each CA above it
  const setting = { clock, entries: 4 * cache.entries, verification: policy, revocation: revocationPolicy };
  const asking = { revocation: createRevocation(setting), policy: revocationPolicy };
  const known = { qwac: createLru<Known>(cache.entries), qsealc: createLru<Known>(cache.entries) };
  const ownPool = createPool(options.intermediates ?? []);
  const findTrust = followTrust(options.anchors);
  /** Grows with `forget`, so that what was begun before is not kept after. */
  let epoch = 0;

  const keep = (use: CertificateUse, entry: Known, begun: number): CertificateVerdict => {
    if (begun === epoch) known[use].set(entry.evidence.certificate.fingerprint, entry);
    return entry.verdict;
  };
  const verifyAnew = async (leaf: Certificate, call: VerifyCall, trust: Trust): Promise<CertificateVerdict> => {
    const begun = epoch;
    const sources = { anchors: trust.anchors, intermediates: [createPool(call.intermediates ?? []), ownPool] };
    const { accepted, refusal } = judge(leaf, call.use, sources, clock(), policy);
    let verdict: CertificateVerdict = refusal;
    for (const [index, evidence] of accepted.entries()) {
      const settled = await askVerdict(evidence, asking);
      if (isFinal(settled)) return keep(call.use, toKnown(evidence, trust, settled), begun);
      if (index === 0) verdict = settled.verdict;
    }
    return verdict;
  };
  const askAgain = async (
    leaf: Certificate,
    call: VerifyCall,
    { evidence, trust }: Known,
  ): Promise<CertificateVerdict> => {
    const begun = epoch;
    const settled = await askVerdict(evidence, asking);
    return isFinal(settled) ? keep(call.use, toKnown(evidence, trust, settled), begun) : verifyAnew(leaf, call, trust);
  };
  return {
    verify(leaf, call) {
      const trust = findTrust();
      const entry = known[call.use].get(leaf.fingerprint);
      const now = clock().getTime();
      if (entry === undefined || entry.trust !== trust || !isCurrent(entry, now)) return verifyAnew(leaf, call, trust);
      if (now < entry.recheckAt) return entry.verdict;
      const settled = peekVerdict(entry.evidence, asking);
      if (settled === undefined || !isFinal(settled)) return askAgain(leaf, call, entry);
      return keep(call.use, { ...entry, ...settled }, epoch);
    },
    forget(fingerprint) {
      epoch += 1;
      const concerns = ({ evidence }: Known) => evidence.path.some((each) => each.fingerprint === fingerprint);
      for (const use of [known.qwac, known.qsealc])
        use.deleteWhere((_, entry) => fingerprint === undefined || concerns(entry));
      asking.revocation.forget(fingerprint);
    },
  };
}

/** A revoked leaf is revoked by every path. What speaks against one path only, or is not known, may not be kept. */
function isFinal({ verdict }: Settled): boolean {
  return verdict.accepted || verdict.reason === 'revoked';
}

function toKnown(evidence: ProfileEvidence, trust: Trust, settled: Settled): Known {
  return { ...settled, evidence, trust, validity: validityOf(evidence.path) };
}

function isCurrent({ validity }: Known, now: number): boolean {
  return validity.from <= now && now <= validity.until;
}
