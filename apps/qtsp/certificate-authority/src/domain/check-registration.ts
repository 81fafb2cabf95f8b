import { OIDS, type PspRole, sameName } from '@openxs2a/certificates';
import { type QualifiedKind, type Refusal, refuse } from './refusal.ts';
import { holdsRole, type Registration } from './register.ts';

/** What a party wants its certificates to carry. */
export interface Claim {
  readonly organizationIdentifier: string;
  readonly roles: readonly PspRole[];
  /** Where it will use them; the home country where it says nothing. */
  readonly countries?: readonly string[];
}

/**
 * Whether the register lets the party have what it wants, and everything that stands against it. `registration` is the
 * entry under its number, `elsewhere` the authority that has the number if the party's own does not.
 */
export function checkRegistration(
  claim: Claim,
  registration: Registration | undefined,
  elsewhere?: string,
): readonly Refusal[] {
  if (registration === undefined) return [refuseUnknown(claim, elsewhere)];
  const countries = claim.countries ?? [registration.country];
  return [...checkStatus(registration), ...claim.roles.flatMap((role) => checkRole(role, countries, registration))];
}

function refuseUnknown({ organizationIdentifier }: Claim, elsewhere: string | undefined): Refusal {
  if (elsewhere === undefined)
    return refuse('organization-unknown', `No register has the number "${organizationIdentifier}".`);
  return refuse('nca-differs', `The number of "${organizationIdentifier}" is in the register of ${elsewhere}.`);
}

function checkStatus({ status, ncaId }: Registration): readonly Refusal[] {
  if (status === 'active') return [];
  return [refuse(`authorisation-${status}`, `The register of ${ncaId} has the authorisation as ${status}.`)];
}

function checkRole(role: PspRole, countries: readonly string[], registration: Registration): readonly Refusal[] {
  if (!holdsRole(registration, role)) return [refuse('role-not-held', `The register does not grant ${role}.`)];
  return countries
    .filter((country) => !holdsRole(registration, role, country))
    .map((country) => refuse('role-not-held-in-country', `The register does not grant ${role} in ${country}.`));
}

/** Whether a signing request says of its subject what the register says. Undefined is what it does not say at all. */
export function checkSubjectOfRegister(
  subject: { readonly legalName: string | undefined; readonly country: string | undefined },
  registration: Registration,
  kind: QualifiedKind,
): readonly Refusal[] {
  const { legalName, country } = subject;
  const refusals: Refusal[] = [];
  if (legalName !== undefined && !isSameLegalName(legalName, registration.legalName))
    refusals.push(
      refuse(
        'name-differs',
        `The register has the name "${registration.legalName}", the request "${legalName}".`,
        kind,
      ),
    );
  if (country !== undefined && country !== registration.country)
    refusals.push(
      refuse(
        'country-differs',
        `The register has the country ${registration.country}, the request "${country}".`,
        kind,
      ),
    );
  return refusals;
}

/** Case, repeated blanks and compatible characters do not count (RFC 5280, 7.1). */
export const isSameLegalName = (a: string, b: string) => sameName(toName(a), toName(b));

const toName = (value: string) => [[{ oid: OIDS.organizationName, value }]];
