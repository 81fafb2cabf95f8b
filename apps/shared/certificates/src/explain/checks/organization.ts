import { findAttribute } from '../../name.ts';
import { OIDS } from '../../oids.ts';
import { findOtherScheme } from '../../read/organization-identifier.ts';
import { type Check, PROVIDERS } from '../check.ts';
import type { Examined } from '../examined.ts';
import { findCountry } from '../words/countries.ts';
import { isWithoutAuthority } from '../words/roles.ts';

/** What was written where no authorisation number could be read. */
function malformedText({ certificate: { organizationIdentifier } }: Examined): string | undefined {
  return organizationIdentifier.kind === 'malformed' ? (organizationIdentifier.value?.text ?? '') : undefined;
}

export const ORGANIZATION_CHECKS: readonly Check[] = [
  {
    code: 'organization-identifier-missing',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.3-3, EN 319 412-3 LEG-4.2.1-2',
    advice: 'The subject must carry the authorisation number in the attribute 2.5.4.97.',
    of: PROVIDERS,
    find: ({ certificate: { organizationIdentifier } }) =>
      organizationIdentifier.kind === 'absent' ? 'The subject has no organisation identifier.' : undefined,
  },
  {
    code: 'organization-identifier-form',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.2.1-3',
    advice: 'Write PSD, the country, a hyphen, 2 to 8 upper-case letters of the authority, a hyphen, and the number.',
    of: PROVIDERS,
    find: (examined) => {
      const text = malformedText(examined);
      return text !== undefined && text !== '' && findOtherScheme(text) === undefined
        ? `The organisation identifier is "${text}".`
        : undefined;
    },
  },
  {
    code: 'organization-identifier-of-other-scheme',
    severity: 'warning',
    clause: 'TS 119 495 GEN-5.2.1-4',
    advice: 'Allowed where there is no authorisation number. Banks know providers by it (PSD…), and refuse this one.',
    of: PROVIDERS,
    find: (examined) => {
      const text = malformedText(examined) ?? '';
      const scheme = findOtherScheme(text);
      return scheme === undefined ? undefined : `The organisation identifier "${text}" is of scheme ${scheme}.`;
    },
  },
  {
    code: 'organization-identifier-is-name',
    severity: 'error',
    clause: 'EN 319 412-3 LEG-4.2.1-6',
    advice: 'The name belongs in O, the identifier in 2.5.4.97.',
    of: PROVIDERS,
    find: ({ certificate: { subject } }) => {
      const name = findAttribute(subject, OIDS.organizationName);
      return name !== undefined &&
        name.toLowerCase() === findAttribute(subject, OIDS.organizationIdentifier)?.toLowerCase()
        ? 'Organisation and organisation identifier are the same.'
        : undefined;
    },
  },
  {
    code: 'organization-identifier-country',
    severity: 'note',
    clause: 'TS 119 495 GEN-5.2.1-3',
    advice: 'Right for a branch or a passported provider. Look into the register of the authority that is named.',
    of: PROVIDERS,
    find: ({ certificate: { subject, organizationIdentifier } }) => {
      const country = findAttribute(subject, OIDS.countryName);
      if (organizationIdentifier.kind !== 'present' || findCountry(country ?? '') === undefined) return undefined;
      const { value } = organizationIdentifier;
      return country === value.country
        ? undefined
        : `It is authorised in ${value.country}, and its country is ${country}.`;
    },
  },
  {
    code: 'organization-identifier-authority',
    severity: 'error',
    clause: 'TS 119 495 GEN-5.2.1-3 and GEN-5.2.3-2',
    advice: 'Both name the authority that gave the number. The issuer must make them agree; until then refuse it.',
    of: PROVIDERS,
    find: ({ certificate: { organizationIdentifier }, psd2: { ncaId, roles = [] } }) => {
      if (organizationIdentifier.kind !== 'present' || ncaId === undefined) return undefined;
      const { country, nca } = organizationIdentifier.value;
      return ncaId === `${country}-${nca}` || roles.some(({ oid }) => isWithoutAuthority(oid))
        ? undefined
        : `The organisation identifier names ${country}-${nca}, the PSD2 statement "${ncaId}".`;
    },
  },
];
