import { SANDBOX_NCA, SANDBOX_PARTIES, type SandboxParty } from '@openxs2a/certificate-authority';

/** Who takes part, as the register of the sandbox's authority has them. */
export const PARTIES = {
  bank: getParty('bank'),
  /** The one that is followed through everything. */
  tpp: getParty('tpp'),
  /** A competitor of it, with the same right to read accounts. */
  other: getParty('aisp'),
  /** May initiate payments, and nothing else. */
  pisp: getParty('pisp'),
};

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
