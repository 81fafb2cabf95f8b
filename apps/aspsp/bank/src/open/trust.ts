import { createVerifier, type Verifier } from '@openxs2a/certificates';
import { systemClock } from '@openxs2a/service';
import { compareCertificates } from '../renew/certificate-evidence.ts';
import type { Renewable } from '../renew/renewable.ts';
import type { CallerConfig } from './callers.ts';
import { readConfigured } from './read-certificates.ts';

export interface Trust {
  readonly certificates: Verifier;
  /** Who was trusted by what is no longer there is refused at the next call, on open connections, too. */
  readonly renewable: Renewable<CallerConfig>;
}

/** Whose certificates count. */
export function openTrust(config: CallerConfig): Trust {
  let current = createTrust(config);
  return {
    certificates: {
      verify: (leaf, call) => current.verifier.verify(leaf, call),
      forget: (fingerprint) => current.verifier.forget(fingerprint),
    },
    renewable: {
      keys: ['trustAnchors', 'intermediates'],
      prepare(renewed) {
        const next = createTrust(renewed);
        const take = () => {
          current = next;
        };
        return { evidence: compareCertificates(current.listed, next.listed), take };
      },
    },
  };
}

/** What was known of single certificates, revocation too, is not taken along: it may rest on what is trusted no more. */
function createTrust(config: CallerConfig) {
  const { revocationMaxAge, revocationGrace, revocationUnreachable: whenUnreachable } = config;
  const anchors = readConfigured('TRUST_ANCHORS', config.trustAnchors);
  const intermediates = config.intermediates === undefined ? [] : readConfigured('INTERMEDIATES', config.intermediates);
  const revocation = { maxAge: revocationMaxAge * 1_000, grace: revocationGrace * 1_000, whenUnreachable };
  const verifier = createVerifier({ anchors, intermediates, clock: systemClock, revocation });
  return { verifier, listed: [...anchors, ...intermediates] };
}
