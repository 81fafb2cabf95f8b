import type { PspRole } from '@openxs2a/certificates';

/** A competent authority. */
export interface Authority {
  readonly ncaId: string;
  readonly name: string;
  readonly contact?: string;
}

export type AuthorisationStatus = 'active' | 'suspended' | 'withdrawn';

/** A role, and where it may be exercised: at home, and in the countries that were notified (passporting). */
export interface GrantedRole {
  readonly role: PspRole;
  readonly countries: readonly string[];
}

/** A party as its authority has it. */
export interface Registration {
  readonly organizationIdentifier: string;
  readonly legalName: string;
  readonly country: string;
  readonly ncaId: string;
  readonly status: AuthorisationStatus;
  readonly roles: readonly GrantedRole[];
  readonly locality?: string;
  readonly registrationNumber?: string;
}

export function holdsRole(registration: Registration, role: PspRole, country?: string): boolean {
  const granted = registration.roles.find((candidate) => candidate.role === role);
  return granted !== undefined && (country === undefined || granted.countries.includes(country));
}

/**
 * The registration without the role in these countries, or without it at all. Passports rest on the authorisation at
 * home (PSD2, 28), so that losing the role there is losing it everywhere.
 */
export function withoutRole(registration: Registration, role: PspRole, countries?: readonly string[]): Registration {
  const takesAll = countries === undefined || countries.includes(registration.country);
  const roles = registration.roles.flatMap((granted) => {
    if (granted.role !== role) return [granted];
    const left = takesAll ? [] : granted.countries.filter((country) => !countries.includes(country));
    return left.length === 0 ? [] : [{ role, countries: left }];
  });
  return { ...registration, roles };
}

/** The registration with the role in these countries too, at home if none are named; undefined where home would lack it. */
export function withRole(
  registration: Registration,
  role: PspRole,
  countries: readonly string[] = [registration.country],
): Registration | undefined {
  const held = registration.roles.find((granted) => granted.role === role)?.countries ?? [];
  const all = [...new Set([...held, ...countries])];
  if (!all.includes(registration.country)) return undefined;
  const others = registration.roles.filter((granted) => granted.role !== role);
  return { ...registration, roles: [...others, { role, countries: all }] };
}

/** Whether two entries say the same, in whatever order they list it. */
export function isSameRegistration(a: Registration, b: Registration): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

function canonical(registration: Registration) {
  const roles = registration.roles.map(({ role, countries }) => [role, ...[...countries].sort()].join(' ')).sort();
  const {
    organizationIdentifier,
    legalName,
    country,
    ncaId,
    status,
    locality = '',
    registrationNumber = '',
  } = registration;
  return [organizationIdentifier, legalName, country, ncaId, status, locality, registrationNumber, roles];
}
