import type { DistinguishedName } from '../../name.ts';
import { OIDS } from '../../oids.ts';
import type { Party } from './party.ts';

/** A name of one attribute each, in this order, without those that are undefined. */
export function toName(attributes: readonly (readonly [oid: string, value: string | undefined])[]): DistinguishedName {
  return attributes.flatMap(([oid, value]) => (value === undefined ? [] : [[{ oid, value }]]));
}

/** Of a seal: EN 319 412-3 4.2.1, TS 119 495 5.3. */
export function toSealSubject(party: Party): DistinguishedName {
  return toName([
    [OIDS.countryName, party.country],
    [OIDS.stateOrProvinceName, party.state],
    [OIDS.localityName, party.locality],
    [OIDS.organizationName, party.legalName],
    [OIDS.organizationIdentifier, party.organizationIdentifier],
    [OIDS.commonName, party.commonName],
  ]);
}

/**
 * Of a web site: EN 319 412-4 4, and where the party has them, the fields of EV guidelines 9.2; in the order of the
 * CA/Browser Forum's baseline requirements, 7.1.4.2.
 */
export function toSiteSubject(party: Party, dnsName: string): DistinguishedName {
  const ev = isExtendedValidation(party) ? party : undefined;
  return toName([
    [OIDS.jurisdictionCountry, ev && (ev.jurisdiction ?? ev.country)],
    [OIDS.businessCategory, ev?.businessCategory],
    [OIDS.serialNumber, ev?.registrationNumber],
    [OIDS.countryName, party.country],
    [OIDS.stateOrProvinceName, party.state],
    [OIDS.localityName, party.locality],
    [OIDS.postalCode, party.postalCode],
    [OIDS.streetAddress, party.street],
    [OIDS.organizationName, party.legalName],
    [OIDS.organizationIdentifier, party.organizationIdentifier],
    [OIDS.commonName, dnsName],
  ]);
}

/** Whether all is there that an EV certificate must say about its subject. */
export function isExtendedValidation(party: Party): boolean {
  const { businessCategory, registrationNumber, locality } = party;
  return businessCategory !== undefined && registrationNumber !== undefined && locality !== undefined;
}
