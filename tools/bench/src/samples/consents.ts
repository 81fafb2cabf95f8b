/** A consent as a TPP asks for it: named accounts, ninety days. */
export const consentRequest = {
  access: {
    accounts: [{ iban: 'DE40100100103307118608' }, { iban: 'FR7612345987650123456789014', currency: 'EUR' }],
    balances: [{ iban: 'DE40100100103307118608' }],
    transactions: [{ iban: 'DE40100100103307118608' }, { maskedPan: '5409******321098' }],
  },
  recurringIndicator: true,
  validUntil: '2027-11-01',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
};

export const consentCreated = {
  consentStatus: 'received',
  consentId: '6f1d2a93-be75-4d26-8b0e-c7a4e1f052d9',
  _links: {
    scaRedirect: { href: 'https://bank.example/authorise/6f1d2a93' },
    status: { href: '/v1/consents/6f1d2a93-be75-4d26-8b0e-c7a4e1f052d9/status' },
    scaStatus: { href: '/v1/consents/6f1d2a93-be75-4d26-8b0e-c7a4e1f052d9/authorisations/a1' },
  },
} as const;

export const errorBody = {
  tppMessages: [
    { category: 'ERROR', code: 'CONSENT_EXPIRED', path: 'Consent-ID', text: 'The consent was valid until yesterday.' },
  ],
  _links: { startAuthorisation: { href: '/v1/consents' } },
};
