import { createSigningKey } from '@openxs2a/certificates/issue';
import { createMessageSigner, type MessageSigner, PROFILES } from '@openxs2a/http-signatures';
import type { BankProfile } from '@openxs2a/profile';
import { systemClock } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';
import type { Renewable } from '../renew/renewable.ts';
import type { CallerConfig } from './callers.ts';
import { readPrivateKey } from './private-key.ts';
import { readConfigured } from './read-certificates.ts';

export interface AnswerSigner {
  readonly sign: MessageSigner;
  readonly renewable: Renewable<CallerConfig>;
}

/** What seals the bank's answers, where its profile has them sealed. Throws BankError where that is not possible. */
export function openAnswerSigner(config: CallerConfig, profile: BankProfile): AnswerSigner | undefined {
  if (!profile.signature.sealAnswers) return undefined;
  let current = createAnswerSigner(config, profile);
  return {
    sign: (message) => current(message),
    renewable: {
      keys: ['sealCertificate', 'sealKey'],
      certificate: 'sealCertificate',
      prepare(renewed) {
        const next = createAnswerSigner(renewed, profile);
        const take = () => {
          current = next;
        };
        return { evidence: {}, take };
      },
    },
  };
}

function createAnswerSigner({ sealCertificate, sealKey }: CallerConfig, { signature }: BankProfile): MessageSigner {
  if (sealCertificate === undefined || sealKey === undefined)
    throw refuse('SEAL_CERTIFICATE and SEAL_KEY are missing: the profile has answers sealed (/signature/sealAnswers)');
  const [certificate, ...chain] = readConfigured('SEAL_CERTIFICATE', sealCertificate);
  if (certificate === undefined) throw refuse('SEAL_CERTIFICATE has no certificate in it');
  const key = createSigningKey(readPrivateKey('SEAL_KEY', sealKey));
  try {
    return createMessageSigner({ profile: PROFILES[signature.profile], certificate, chain, key, clock: systemClock });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw refuse(`SEAL_KEY cannot be used: ${error.message}`);
  }
}

const refuse = (message: string) => new BankError('ERR_BANK_KEY', `${message}.`);
