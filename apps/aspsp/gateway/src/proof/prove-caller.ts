import type { CertificateEvidence, CertificateVerdict, Verifier } from '@openxs2a/certificates';
import { type Identity, RefusedError, refusedCertificate } from '@openxs2a/edge';
import type { ConnectionCall, ConnectionReader } from '../connection/connection.ts';
import type { Sightings } from '../directory/sightings.ts';
import { toIdentity } from './to-identity.ts';

/** Who calls, and what that rests on. */
export interface ProvenCaller {
  readonly identity: Identity;
  readonly evidence: CertificateEvidence;
}

export interface ProveCallerOptions {
  readonly connection: ConnectionReader;
  readonly certificates: Verifier;
  readonly sightings: Pick<Sightings, 'seeRevoked'>;
  /** Hears of each verdict: `accepted`, or the reason. */
  readonly onVerdict: (verdict: string) => void;
}

export type ProveCaller = (call: ConnectionCall) => ProvenCaller | Promise<ProvenCaller>;

/**
 * Whether the connection is of a TPP, by its QWAC as it is now: dates, path, revocation and profile are the verifier's, which
 * answers at once for what it knows.
 */
export function createProveCaller({ connection, certificates, sightings, onVerdict }: ProveCallerOptions): ProveCaller {
  const known = new WeakMap<object, ProvenCaller>();
  const accept = (verdict: CertificateVerdict): ProvenCaller => {
    onVerdict(verdict.accepted ? 'accepted' : verdict.reason);
    if (!verdict.accepted) {
      if (verdict.reason === 'revoked') sightings.seeRevoked('qwac', verdict.evidence);
      throw new RefusedError(refusedCertificate(verdict));
    }
    const { evidence } = verdict;
    let caller = known.get(evidence);
    if (caller === undefined) {
      caller = { identity: toIdentity(evidence), evidence };
      known.set(evidence, caller);
    }
    return caller;
  };
  return function proveCaller(call) {
    const shown = connection.read(call);
    if (shown.kind === 'none') {
      onVerdict('missing');
      throw new RefusedError({ reason: 'client-certificate-missing', evidence: shown.evidence });
    }
    if (shown.kind === 'unreadable') {
      onVerdict(shown.reason);
      throw new RefusedError(refusedCertificate(shown));
    }
    const verdict = certificates.verify(shown.certificate, { use: 'qwac', intermediates: shown.chain });
    return verdict instanceof Promise ? verdict.then(accept) : accept(verdict);
  };
}
