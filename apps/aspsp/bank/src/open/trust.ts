import { createVerifier, type Verifier } from '@openxs2a/certificates';
import { systemClock } from '@openxs2a/service';
import type { CallerConfig } from './callers.ts';
import { readConfigured } from './read-certificates.ts';

/** Whose certificates count. */
export function createTrust({
  trustAnchors,
  intermediates,
  revocationMaxAge,
  revocationGrace,
  revocationUnreachable: whenUnreachable,
}: CallerConfig): Verifier {
  return createVerifier({
    anchors: readConfigured('TRUST_ANCHORS', trustAnchors),
    intermediates: intermediates === undefined ? [] : readConfigured('INTERMEDIATES', intermediates),
    clock: systemClock,
    revocation: { maxAge: revocationMaxAge * 1_000, grace: revocationGrace * 1_000, whenUnreachable },
  });
}
