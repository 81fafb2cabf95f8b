import { createSigningKey } from '@openxs2a/certificates/issue';
import { createMessageSigner, type MessageSigner, PROFILES } from '@openxs2a/http-signatures';
import type { BankProfile } from '@openxs2a/profile';
import { systemClock } from '@openxs2a/service';
import { BankError } from '../bank-error.ts';
import type { GatewayConfig } from '../config.ts';
import { readPrivateKey } from './private-key.ts';
import { readConfigured } from './read-certificates.ts';

/** What seals the bank's answers, where its profile has them sealed. Throws BankError where that is not possible. */
export function createAnswerSigner(
  { sealCertificate, sealKey }: Pick<GatewayConfig, 'sealCertificate' | 'sealKey'>,
  { signature }: BankProfile,
): MessageSigner | undefined {
  if (!signature.sealAnswers) return undefined;
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
