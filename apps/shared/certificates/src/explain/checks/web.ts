import { findAttribute } from '../../name.ts';
import { OIDS } from '../../oids.ts';
import { findCabfOrganizationIdentifier } from '../cabf-organization-identifier.ts';
import type { Check } from '../check.ts';
import type { Examined } from '../examined.ts';
import { daysBetween, describeDays } from '../words/time.ts';

const dnsNamesOf = ({ certificate }: Examined): readonly string[] =>
  certificate.extensions.subjectAlternativeNames.flatMap((name) => (name.kind === 'dns' ? [name.value] : []));

const isEv = ({ certificate: { extensions } }: Examined): boolean =>
  [OIDS.qevcpWeb, OIDS.cabfEv].some((policy) => extensions.policies.includes(policy));

/** CA/Browser Forum BR 6.3.2: the most days of a certificate that begins at or after each day; newest first. */
const LIMITS: readonly (readonly [from: string, days: number])[] = [
  ['2029-03-15', 47],
  ['2027-03-15', 100],
  ['2026-03-15', 200],
  ['2020-09-01', 398],
  ['2018-03-01', 825],
];

export const WEB_CHECKS: readonly Check[] = [
  {
    code: 'dns-name-missing',
    severity: 'error',
    clause: 'EN 319 412-4 WEB-4.1.3-4',
    advice: 'Ask for the DNS names as alternative names: TLS looks nowhere else.',
    of: ['web'],
    find: (examined) => (dnsNamesOf(examined).length === 0 ? 'It has no DNS name.' : undefined),
  },
  {
    code: 'common-name-not-a-dns-name',
    severity: 'error',
    clause: 'EN 319 412-4 WEB-4.1.3-4 and WEB-4.1.4-2',
    advice: 'A domain in the common name must be one of the DNS names, too.',
    of: ['web'],
    find: (examined) => {
      const name = findAttribute(examined.certificate.subject, OIDS.commonName) ?? '';
      const isDomain = /^(?:\*\.)?(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*$/i.test(name);
      const isListed = dnsNamesOf(examined).some((dns) => dns.toLowerCase() === name.toLowerCase());
      return isDomain && !isListed ? `The common name "${name}" is none of its DNS names.` : undefined;
    },
  },
  {
    code: 'wildcard-in-ev',
    severity: 'error',
    clause: 'CA/Browser Forum EVG 9.2.2',
    advice: 'Extended validation is of single names: ask for each by itself, or for QNCP-w.',
    of: ['web'],
    find: (examined) => {
      const wildcard = dnsNamesOf(examined).find((name) => name.includes('*'));
      return isEv(examined) && wildcard !== undefined
        ? `It is of extended validation, and for "${wildcard}".`
        : undefined;
    },
  },
  {
    code: 'ev-organization-identifier-missing',
    severity: 'note',
    clause: 'CA/Browser Forum EVG 9.8.2',
    advice:
      'With extended validation an organisation identifier stands in the extension 2.23.140.3.1, too. Only browsers look.',
    of: ['web'],
    find: (examined) =>
      isEv(examined) &&
      examined.certificate.organizationIdentifier.kind !== 'absent' &&
      !examined.extensions.some(({ oid }) => oid === OIDS.cabfOrganizationIdentifier)
        ? 'The organisation identifier stands in the subject alone.'
        : undefined,
  },
  {
    code: 'ev-organization-identifier-differs',
    severity: 'error',
    clause: 'CA/Browser Forum EVG 9.8.2',
    advice: 'The issuer must write the same identifier in the subject and in the extension 2.23.140.3.1.',
    of: ['web'],
    find: ({ certificate: { subject }, extensions }) => {
      const extension = extensions.find(({ oid }) => oid === OIDS.cabfOrganizationIdentifier);
      if (extension === undefined) return undefined;
      const text = findCabfOrganizationIdentifier(extension.value);
      return text === findAttribute(subject, OIDS.organizationIdentifier)
        ? undefined
        : `The extension of the organisation identifier says ${text === undefined ? 'what cannot be read' : `"${text}"`}.`;
    },
  },
  {
    code: 'validity-long-for-browsers',
    severity: 'note',
    clause: 'CA/Browser Forum BR 6.3.2',
    advice: 'Banks take it, browsers do not. Policy QNCP-w-gen or QCP-w-psd2 says that it is not for browsers.',
    of: ['web'],
    find: ({ certificate: { notBefore, notAfter, extensions } }) => {
      if ([OIDS.qncpWebGen, OIDS.qcpWebPsd2].some((policy) => extensions.policies.includes(policy))) return undefined;
      const limit = LIMITS.find(([from]) => notBefore >= new Date(from))?.[1];
      // it is valid in its last second, too, and a day that has begun counts
      const days = daysBetween(notBefore, notAfter) + 1;
      return limit !== undefined && days > limit
        ? `It is valid for ${describeDays(days)}; browsers take ${limit} of one of its age.`
        : undefined;
    },
  },
];
