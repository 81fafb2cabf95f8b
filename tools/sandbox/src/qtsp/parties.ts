import { SANDBOX_NCA, SANDBOX_PARTIES, type SandboxParty } from '@openxs2a/certificate-authority';

/** Who takes part, as the register of the sandbox's authority has them. */
export const PARTIES = {
  bank: getParty('bank'),
  /** Another one, of the sandbox alone. */
  oauthBank: {
    name: 'oauth-bank',
    organizationIdentifier: `PSD${SANDBOX_NCA}-200002`,
    legalName: 'Sandbox OAuth Bank AG',
    roles: ['PSP_AS'],
    dnsNames: ['oauth-bank.localhost'],
  },
  /** The one that is followed through everything. */
  tpp: getParty('tpp'),
  /** A competitor of it, with the same right to read accounts. */
  other: getParty('aisp'),
  /** May initiate payments, and nothing else. */
  pisp: getParty('pisp'),
} as const satisfies Readonly<Record<string, SandboxParty>>;

export type { SandboxParty };
/** The competent authority that supervises all of them. */
export const NCA = SANDBOX_NCA;

function getParty(wanted: string): SandboxParty {
  const party = SANDBOX_PARTIES.find(({ name }) => name === wanted);
  if (party === undefined) throw new TypeError(`The sandbox has no party "${wanted}".`);
  return party;
}

/** The body of `importRegister`: all of them, active at home. */
export function toRegister() {
  return {
    authorities: [],
    registrations: Object.values(PARTIES).map(({ organizationIdentifier, legalName, roles }) => ({
      organizationIdentifier,
      legalName,
      country: COUNTRY,
      ncaId: NCA,
      status: 'active' as const,
      roles: roles.map((role) => ({ role, countries: [COUNTRY] })),
    })),
  };
}

/** Where all of them have their seat. */
export const COUNTRY = 'DE';
