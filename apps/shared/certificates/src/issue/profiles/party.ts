import type { PspRole } from '../../certificate.ts';
import { PSP_ROLES } from '../../certificate.ts';
import { IssueError } from '../error.ts';
import { isPrintable } from '../text.ts';

/** Who a certificate is for, as the competent authority's register has it. */
export interface Party {
  readonly legalName: string;
  /** Two letters, ISO 3166. */
  readonly country: string;
  /** `PSDDE-BAFIN-123456`, TS 119 495 5.2.1. */
  readonly organizationIdentifier: string;
  /** The name in everyday use, for seals; in a QWAC the first DNS name stands in its place. */
  readonly commonName: string;
  readonly roles: readonly PspRole[];
  /** Of the competent authority, TS 119 495 5.2.3. */
  readonly ncaName: string;
  /** `DE-BAFIN`. */
  readonly ncaId: string;
  readonly locality?: string;
  readonly state?: string;
  readonly street?: string;
  readonly postalCode?: string;
  /** In the register of companies. With `businessCategory` and `locality` it makes an EV certificate possible. */
  readonly registrationNumber?: string;
  /** `Private Organization` or another of CA/Browser Forum EV guidelines 9.2.3. */
  readonly businessCategory?: string;
  /** Country of the register of companies; `country` where it is left out. */
  readonly jurisdiction?: string;
}

const COUNTRY = /^[A-Z]{2}$/;
const NCA_ID = /^[A-Z]{2}-[A-Z]{2,8}$/;
const ORGANIZATION_IDENTIFIER = /^PSD([A-Z]{2}-[A-Z]{2,8})-.+$/;

const BUSINESS_CATEGORIES = ['Private Organization', 'Government Entity', 'Business Entity', 'Non-Commercial Entity'];

/**
 * Characters that a field may have: X.520 upper bounds as RFC 5280, A.1 has them. Names of legal persons may be longer
 * (EN 319 412-3, LEG-4.2.1-9), within reason.
 */
const LONGEST = {
  legalName: 256,
  organizationIdentifier: 256,
  commonName: 256,
  ncaName: 256,
  locality: 128,
  state: 128,
  street: 128,
  postalCode: 40,
  registrationNumber: 64,
} as const satisfies Partial<Record<keyof Party, number>>;

/**
 * Refuses what TS 119 495 does not allow, with IssueError `ERR_PARTY_INVALID` that names the field. Whether the
 * party is in the register, and with these roles, is for the issuer to find out before.
 */
export function checkParty(party: Party): void {
  // holds: these are the keys of LONGEST
  for (const field of Object.keys(LONGEST) as (keyof typeof LONGEST)[]) checkField(party, field);
  checkCountries(party);
  checkRegistration(party);
  checkAuthorisation(party);
  checkRoles(party.roles);
}

/** An empty attribute says nothing, and a control character says different things to different readers. */
function checkField(party: Party, field: keyof typeof LONGEST): void {
  const value = party[field];
  const longest = LONGEST[field];
  if (value === undefined) return;
  if (value.trim() === '') refuse(field, 'is empty');
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(value)) refuse(field, 'has a control character');
  if ([...value].length > longest) refuse(field, `is longer than ${longest} characters`);
}

function checkCountries({ country, jurisdiction = country }: Party): void {
  if (!COUNTRY.test(country)) refuse('country', 'must be two upper-case letters');
  if (!COUNTRY.test(jurisdiction)) refuse('jurisdiction', 'must be two upper-case letters');
}

/** X.520 has serial numbers as PrintableString; EV guidelines 9.2.3 have four categories. */
function checkRegistration({ registrationNumber = '', businessCategory }: Party): void {
  if (!isPrintable(registrationNumber))
    refuse('registrationNumber', 'has a character that a serial number in a name cannot have');
  if (businessCategory !== undefined && !BUSINESS_CATEGORIES.includes(businessCategory))
    refuse('businessCategory', `must be one of ${BUSINESS_CATEGORIES.join(', ')}`);
}

function checkAuthorisation({ legalName, organizationIdentifier, ncaId, ncaName }: Party): void {
  if (!NCA_ID.test(ncaId)) refuse('ncaId', 'must be a country, a hyphen and 2 to 8 upper-case letters');
  const [, nca] = ORGANIZATION_IDENTIFIER.exec(organizationIdentifier) ?? [];
  if (nca === undefined) refuse('organizationIdentifier', 'must read like PSDDE-BAFIN-123456');
  if (nca !== ncaId) refuse('organizationIdentifier', `names another authority than "${ncaId}"`);
  // EN 319 412-3, LEG-4.2.1-6
  if (organizationIdentifier.toLowerCase() === legalName.toLowerCase())
    refuse('legalName', 'must differ from the organisation identifier');
  if (!/^[\p{Script=Latin}\p{Script=Common}]+$/u.test(ncaName)) refuse('ncaName', 'must be in Latin letters');
}

function checkRoles(roles: readonly PspRole[]): void {
  if (roles.length === 0) refuse('roles', 'is empty');
  if (new Set(roles).size < roles.length) refuse('roles', 'has a role twice');
  const unknown = roles.find((role) => !PSP_ROLES.includes(role));
  if (unknown !== undefined) refuse('roles', `has "${unknown}", which is no role of a payment service provider`);
}

function refuse(field: string, problem: string): never {
  throw new IssueError('ERR_PARTY_INVALID', `"${field}" ${problem}`);
}
