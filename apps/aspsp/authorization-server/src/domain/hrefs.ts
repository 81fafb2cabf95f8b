import type { BankProfile } from '@openxs2a/profile';

/** Where things are, as a TPP resolves it against the bank's address (Guidelines 1.3.8, 4.15). */
export function hrefsOf({ basePath }: Pick<BankProfile, 'basePath'>) {
  const consents = `${basePath}/v1/consents`;
  return {
    consent: (consentId: string) => `${consents}/${consentId}`,
    status: (consentId: string) => `${consents}/${consentId}/status`,
    authorisations: (consentId: string) => `${consents}/${consentId}/authorisations`,
    authorisation: (consentId: string, authorisationId: string) =>
      `${consents}/${consentId}/authorisations/${authorisationId}`,
    accounts: `${basePath}/v1/accounts`,
    cardAccounts: `${basePath}/v1/card-accounts`,
  };
}
