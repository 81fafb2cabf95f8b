import { type CeremonyChange, createAuthenticator } from './authenticator.fixture.ts';
import type { Subject } from './domain/subject.ts';
import { AUTHORISATION, accepted, type Bank, CONSENT, PSU } from './sca.fixture.ts';

export type Authenticator = ReturnType<typeof createAuthenticator>;

export async function register({ sca }: Bank, authenticator: Authenticator, change: CeremonyChange = {}, psuId = PSU) {
  const { ceremonyId, options } = await sca.passkeys.registrationOptions({ psuId, userName: 'maria' });
  const response = authenticator.create(options, change);
  return sca.passkeys.register({ ceremonyId, psuId, name: 'Laptop', response });
}

/** A PSU with a passkey. */
export async function openWith(bank: Bank, psuId = PSU): Promise<Authenticator> {
  const authenticator = createAuthenticator();
  accepted(await register(bank, authenticator, {}, psuId));
  return authenticator;
}

interface Asking {
  readonly authorisationId?: string;
  readonly psuId?: string;
  readonly subject?: Subject;
}

/** Asks, and gives how it is answered. */
export async function askPasskey({ sca }: Bank, { subject = CONSENT, ...asking }: Asking = {}) {
  const about = { authorisationId: AUTHORISATION, psuId: PSU, ...asking };
  const { options } = accepted(await sca.requestPasskey({ ...about, subject }));
  const answer = (response: unknown, now: Asking = {}) => sca.answerPasskey({ ...about, subject, response, ...now });
  return { options, answer };
}

export async function authenticate(bank: Bank, authenticator: Authenticator, change: CeremonyChange = {}) {
  const { options, answer } = await askPasskey(bank);
  return answer(authenticator.get(options, change));
}
