import type { Party } from '../profiles/party.ts';

/** A payment service provider that nobody is, for tests and demonstrations; `changes` stand in for its own fields. */
export function createDemoParty(changes: Partial<Party> = {}): Party {
  return {
    legalName: 'Example Payments GmbH',
    country: 'DE',
    organizationIdentifier: 'PSDDE-BAFIN-123456',
    commonName: 'Example Payments',
    roles: ['PSP_PI', 'PSP_AI'],
    ncaName: 'Federal Financial Supervisory Authority',
    ncaId: 'DE-BAFIN',
    locality: 'Berlin',
    registrationNumber: 'HRB 12345 B',
    businessCategory: 'Private Organization',
    ...changes,
  };
}
