import { AsnProp, AsnPropTypes } from '@peculiar/asn1-schema';
import { OIDS } from '../../oids.ts';
import { toDer } from '../../read/asn1.ts';
import { IssueError } from '../error.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { checkText } from '../text.ts';

/** Without the state or province, which no scheme of TS 119 495 has. Decorators are called as what they are, functions. */
class CabfOrganizationIdentifier {
  registrationSchemeIdentifier = '';
  registrationCountry = '';
  registrationReference = '';
}
const { prototype } = CabfOrganizationIdentifier;
AsnProp({ type: AsnPropTypes.PrintableString })(prototype, 'registrationSchemeIdentifier');
AsnProp({ type: AsnPropTypes.PrintableString })(prototype, 'registrationCountry');
AsnProp({ type: AsnPropTypes.Utf8String })(prototype, 'registrationReference');

/** The identifier of the subject taken apart, CA/Browser Forum EV guidelines 9.8.2. Takes `PSDDE-BAFIN-123456`. */
export function cabfOrganizationIdentifier(organizationIdentifier: string): ExtensionTemplate {
  const [, scheme, country, reference] = /^([A-Z]{3})([A-Z]{2})-(.+)$/s.exec(organizationIdentifier) ?? [];
  if (scheme === undefined || country === undefined || reference === undefined)
    throw new IssueError('ERR_NAME_NOT_ENCODABLE', `"${organizationIdentifier}" is no organisation identifier`);
  const value = Object.assign(new CabfOrganizationIdentifier(), {
    registrationSchemeIdentifier: scheme,
    registrationCountry: country,
    registrationReference: checkText(reference, 'UTF8String'),
  });
  return { oid: OIDS.cabfOrganizationIdentifier, critical: false, value: toDer(value) };
}
