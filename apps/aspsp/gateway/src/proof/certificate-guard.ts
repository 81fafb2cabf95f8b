import type { CertificateVerdict, Verifier } from '@openxs2a/certificates';
import { type Context, type Identity, type Proof, RefusedError, refusedCertificate } from '@openxs2a/edge';
import type { ConnectionReader } from '../connection/connection.ts';
import type { Sightings } from '../directory/sightings.ts';
import type { Callers } from './callers.ts';
import { toIdentity } from './to-identity.ts';

export interface CertificateGuardOptions {
  readonly connection: ConnectionReader;
  readonly certificates: Verifier;
  readonly callers: Callers;
  readonly sightings: Pick<Sightings, 'seeRevoked'>;
  /** Hears of each verdict: `accepted`, or the reason. */
  readonly onVerdict: (verdict: string) => void;
}

/**
 * Whether the connection is of a TPP, by its QWAC as it is now: dates, path, revocation and profile are the verifier's, which
 * answers at once for what it knows. Leaves the identity in the context.
 */
export function createCertificateGuard(options: CertificateGuardOptions): Proof['certificate'] {
  const { connection, certificates, callers, sightings, onVerdict } = options;
  const identities = new WeakMap<object, Identity>();
  const accept = (verdict: CertificateVerdict, context: Context): void => {
    onVerdict(verdict.accepted ? 'accepted' : verdict.reason);
    if (!verdict.accepted) {
      if (verdict.reason === 'revoked') sightings.seeRevoked('qwac', verdict.evidence);
      throw new RefusedError(refusedCertificate(verdict));
    }
    const { evidence } = verdict;
    let identity = identities.get(evidence);
    if (identity === undefined) {
      identity = toIdentity(evidence);
      identities.set(evidence, identity);
    }
    callers.set(context, evidence);
    context.identity = identity;
  };
  return function proveCertificate({ request, context }) {
    const shown = connection.read(request);
    if (shown.kind === 'none') {
      onVerdict('missing');
      throw new RefusedError({ reason: 'client-certificate-missing', evidence: shown.evidence });
    }
    if (shown.kind === 'unreadable') {
      onVerdict(shown.reason);
      throw new RefusedError(refusedCertificate(shown));
    }
    const verdict = certificates.verify(shown.certificate, { use: 'qwac', intermediates: shown.chain });
    return verdict instanceof Promise ? verdict.then((settled) => accept(settled, context)) : accept(verdict, context);
  };
}
