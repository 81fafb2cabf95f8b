import { AsnProp, AsnPropTypes } from '@peculiar/asn1-schema';
import { parseDer } from '../read/asn1.ts';
import { CertificateError } from '../read/error.ts';

/** CA/Browser Forum EVG 9.8.2. Decorators are called as what they are, functions. */
class CabfOrganizationIdentifier {
  registrationSchemeIdentifier = '';
  registrationCountry = '';
  registrationStateOrProvince: string | undefined;
  registrationReference = '';
}
const { prototype } = CabfOrganizationIdentifier;
const { PrintableString, Utf8String } = AsnPropTypes;
AsnProp({ type: PrintableString })(prototype, 'registrationSchemeIdentifier');
AsnProp({ type: PrintableString })(prototype, 'registrationCountry');
AsnProp({ type: PrintableString, context: 0, implicit: true, optional: true })(
  prototype,
  'registrationStateOrProvince',
);
AsnProp({ type: Utf8String })(prototype, 'registrationReference');

/**
 * The extension 2.23.140.3.1 in the words of the attribute organizationIdentifier, whose parts it takes apart; undefined
 * where it is malformed.
 */
export function findCabfOrganizationIdentifier(value: Uint8Array): string | undefined {
  try {
    const read = parseDer(value, CabfOrganizationIdentifier, 'CABFOrganizationIdentifier');
    const state = read.registrationStateOrProvince === undefined ? '' : `+${read.registrationStateOrProvince}`;
    return `${read.registrationSchemeIdentifier}${read.registrationCountry}${state}-${read.registrationReference}`;
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}
