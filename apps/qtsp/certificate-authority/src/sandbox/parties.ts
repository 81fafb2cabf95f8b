import type { PspRole } from '@openxs2a/certificates';
import type { Register } from '../acts/import-register.ts';

/** A party that nobody is, for demonstrations. */
export interface SandboxParty {
  /** What its files are called. */
  readonly name: string;
  readonly organizationIdentifier: string;
  readonly legalName: string;
  readonly roles: readonly PspRole[];
  readonly dnsNames: readonly string[];
}

export const SANDBOX_NCA = 'DE-SANDBOX';

/** One for each role, one with all that a third party can have, and a bank. */
export const SANDBOX_PARTIES: readonly SandboxParty[] = [
  party('tpp', 100_001, 'Sandbox Third Party GmbH', ['PSP_PI', 'PSP_AI', 'PSP_IC']),
  party('pisp', 100_002, 'Sandbox Payment Initiation GmbH', ['PSP_PI']),
  party('aisp', 100_003, 'Sandbox Account Information GmbH', ['PSP_AI']),
  party('piisp', 100_004, 'Sandbox Card Issuer GmbH', ['PSP_IC']),
  party('bank', 200_001, 'Sandbox Bank AG', ['PSP_AS']),
];

function party(name: string, number: number, legalName: string, roles: readonly PspRole[]): SandboxParty {
  return {
    name,
    organizationIdentifier: `PSD${SANDBOX_NCA}-${number}`,
    legalName,
    roles,
    dnsNames: [`${name}.localhost`],
  };
}

/** The register that bears them out. */
export function toSandboxRegister(parties: readonly SandboxParty[]): Register {
  return {
    authorities: [{ ncaId: SANDBOX_NCA, name: 'Sandbox Competent Authority' }],
    registrations: parties.map(({ organizationIdentifier, legalName, roles }) => ({
      organizationIdentifier,
      legalName,
      country: 'DE',
      ncaId: SANDBOX_NCA,
      status: 'active',
      roles: roles.map((role) => ({ role, countries: ['DE'] })),
    })),
  };
}
