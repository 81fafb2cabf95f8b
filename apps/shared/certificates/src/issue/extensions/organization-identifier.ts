import { OIDS } from '../../oids.ts';
import { sequence } from '../der.ts';
import { IssueError } from '../error.ts';
import type { ExtensionTemplate } from '../extension.ts';
import { printableString, utf8String } from '../text.ts';

/** The identifier of the subject taken apart, CA/Browser Forum EV guidelines 9.8.2. Takes `PSDDE-BAFIN-123456`. */
export function cabfOrganizationIdentifier(organizationIdentifier: string): ExtensionTemplate {
  const [, scheme, country, reference] = /^([A-Z]{3})([A-Z]{2})-(.+)$/s.exec(organizationIdentifier) ?? [];
  if (scheme === undefined || country === undefined || reference === undefined)
    throw new IssueError('ERR_NAME_NOT_ENCODABLE', `"${organizationIdentifier}" is no organisation identifier`);
  const value = sequence(printableString(scheme), printableString(country), utf8String(reference));
  return { oid: OIDS.cabfOrganizationIdentifier, critical: false, value };
}
