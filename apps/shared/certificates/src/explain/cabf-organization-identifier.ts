import { context, readDer, TAG } from '../read/der.ts';
import { CertificateError } from '../read/error.ts';
import { sequenceOf } from '../read/fields.ts';
import { findText } from '../read/text.ts';

/**
 * The extension 2.23.140.3.1 (CA/Browser Forum EVG 9.8.2) in the words of the attribute organizationIdentifier, whose parts
 * it takes apart; undefined where it is malformed.
 */
export function findCabfOrganizationIdentifier(value: Uint8Array): string | undefined {
  try {
    const fields = sequenceOf(readDer(value), 'CABFOrganizationIdentifier');
    const scheme = findText(fields.take(TAG.printableString, 'registrationSchemeIdentifier'));
    const country = findText(fields.take(TAG.printableString, 'registrationCountry'));
    const state = fields.takeIf(context(0, 'primitive'));
    const reference = findText(fields.take(TAG.utf8String, 'registrationReference'));
    fields.end('CABFOrganizationIdentifier');
    const place = state === undefined ? country : `${country}+${Buffer.from(state.content).toString('latin1')}`;
    return `${scheme}${place}-${reference}`;
  } catch (error) {
    if (error instanceof CertificateError) return undefined;
    throw error;
  }
}
