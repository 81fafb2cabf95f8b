import type { OrganizationIdentifier, Read } from '../certificate.ts';
import type { DistinguishedName } from '../name.ts';
import { OIDS } from '../oids.ts';

const CLAUSE = 'TS 119 495 GEN-5.2.1-3';
/** The number is free text and may hold hyphens and blanks, so only the first two hyphens divide. */
const AUTHORIZATION = /^PSD([A-Z]{2})-([A-Z]{2,8})-(.*\S.*)$/su;
/** The other schemes of EN 319 412-1, 5.1.4: VAT, NTR, LEI and national ones, `XY:DE-…`. */
const OTHER_SCHEME = /^([A-Z]{3}|[A-Z]{2}:)([A-Z]{2})-./u;

export function readOrganizationIdentifier(subject: DistinguishedName): Read<OrganizationIdentifier> {
  const [attribute, ...more] = subject.flat().filter(({ oid }) => oid === OIDS.organizationIdentifier);
  if (attribute === undefined) return { kind: 'absent' };
  if (more.length > 0)
    return { kind: 'malformed', problem: 'The attribute stands more than once.', clause: 'EN 319 412-3 LEG-4.2.1-3' };
  return parseOrganizationIdentifier(attribute.value);
}

export function parseOrganizationIdentifier(text: string): Read<OrganizationIdentifier> {
  const match = AUTHORIZATION.exec(text);
  if (match === null) return { kind: 'malformed', problem: problemOf(text), clause: CLAUSE, value: { text } };
  const [, country = '', nca = '', authorizationNumber = ''] = match;
  return { kind: 'present', value: { text, country, nca, authorizationNumber } };
}

/** The scheme of a well-formed identifier that is no authorisation number: `VAT`, `NTR`, `LEI`, `NL:`. */
export function findOtherScheme(text: string): string | undefined {
  const scheme = OTHER_SCHEME.exec(text)?.[1];
  return scheme === 'PSD' ? undefined : scheme;
}

function problemOf(text: string): string {
  const scheme = findOtherScheme(text);
  if (scheme === undefined) return 'It is not of the form PSD, country, -, authority, -, number.';
  return `It is an identifier of scheme "${scheme}", not an authorisation number of a payment service provider (PSD).`;
}
