/** Where the interface begins on the bank's host. Links are relative to the host, as the guidelines allow. */
export const BASE_PATH = '/psd2';

export const linkToConsent = (consentId: string) => `${BASE_PATH}/v1/consents/${consentId}`;
export const linkToAccounts = `${BASE_PATH}/v1/accounts`;
export const linkToAccount = (resourceId: string) => `${linkToAccounts}/${resourceId}`;
