import { findAttribute } from '../name.ts';
import { renderName } from '../name-render.ts';
import { OIDS } from '../oids.ts';
import { conclude } from './conclusion.ts';
import type { Examined } from './examined.ts';
import type { Fact } from './explanation.ts';
import { toPrintable } from './printable.ts';
import { findAuthority } from './words/authorities.ts';
import { findCountry, findLanguage } from './words/countries.ts';
import { describeKey, describeSignature } from './words/keys.ts';
import { describePolicy } from './words/policies.ts';
import { findRole } from './words/roles.ts';
import { daysBetween, describeDays, describePosition, describeTime } from './words/time.ts';
import {
  describeExtension,
  describeGeneralName,
  describeKeyUsage,
  describePurpose,
  describeQcType,
  describeStatement,
} from './words/usages.ts';

/** What a certificate says of itself, in the order in which a reader asks. What it does not say is left out. */
export function listFacts(examined: Examined): readonly Fact[] {
  return [
    ...describeWhatItIs(examined),
    ...describeWho(examined),
    ...describeRoles(examined),
    ...describeFrame(examined),
    ...describeUse(examined),
    ...describeStatements(examined),
    ...describeAddresses(examined),
  ];
}

/** A line for each item; none at all without items. */
export function toFact(label: string, ...lines: readonly (string | undefined)[]): readonly Fact[] {
  const value = lines.flatMap((line) => (line === undefined ? [] : [toPrintable(line)])).join('\n');
  return value === '' ? [] : [{ label, value }];
}

function describeWhatItIs(examined: Examined): readonly Fact[] {
  const { kind, reasons } = conclude(examined);
  return toFact('Kind', `${kind}: ${reasons.join('; ')}`);
}

function describeWho({ certificate: { subject, organizationIdentifier } }: Examined): readonly Fact[] {
  const country = findAttribute(subject, OIDS.countryName);
  const words = country === undefined ? undefined : findCountry(country);
  return [
    ...toFact('Organisation', findAttribute(subject, OIDS.organizationName)),
    ...toFact('Common name', findAttribute(subject, OIDS.commonName)),
    ...toFact('Country', words === undefined ? country : `${words} (${country})`),
    ...(organizationIdentifier.kind === 'present'
      ? toFact(
          'Authorisation',
          `${organizationIdentifier.value.authorizationNumber} (${organizationIdentifier.value.text})`,
        )
      : toFact('Identifier', findAttribute(subject, OIDS.organizationIdentifier))),
  ];
}

function describeRoles({ psd2: { ncaId, ncaName, roles = [] } }: Examined): readonly Fact[] {
  return [
    ...toFact('Authority', ncaId === undefined ? undefined : describeAuthority(ncaId), toCalled(ncaName)),
    ...toFact('Roles', ...roles.map(describeRole)),
  ];
}

function describeAuthority(ncaId: string): string {
  if (ncaId === 'NA') return 'NA: none supervises it';
  const authority = findAuthority(ncaId);
  const country = findCountry(ncaId.slice(0, 2));
  if (authority === undefined) return `${ncaId}: an identifier that we do not know`;
  return `${ncaId}: ${authority.name}, ${country}`;
}

const toCalled = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : `called "${name}" in the certificate`;

function describeRole({ oid, name }: { readonly oid: string; readonly name: string }): string {
  const role = findRole(oid);
  if (role === undefined) return `${name}: a role that we do not know (${oid})`;
  return role.name === name ? `${name}: ${role.words}` : `${role.name}: ${role.words} (called "${name}")`;
}

function describeFrame({ certificate, now }: Examined): readonly Fact[] {
  const { notBefore, notAfter, subject, issuer, serialNumber, fingerprint, key, signature } = certificate;
  return [
    ...toFact(
      'Valid',
      `from ${describeTime(notBefore)}`,
      `until ${describeTime(notAfter)} (${describeDays(daysBetween(notBefore, notAfter))})`,
      describePosition(now, notBefore, notAfter),
    ),
    ...toFact('Subject', renderName(subject)),
    ...toFact('Issuer', renderName(issuer)),
    ...toFact('Serial number', serialNumber),
    ...toFact('Fingerprint', `SHA-256 ${fingerprint}`),
    ...toFact('Key', describeKey(key)),
    ...toFact('Signed with', describeSignature(signature)),
  ];
}

function describeUse({ certificate: { extensions } }: Examined): readonly Fact[] {
  const known = new Set<string>(DESCRIBED);
  return [
    ...toFact('Key usage', ...(extensions.keyUsage ?? []).map(describeKeyUsage)),
    ...toFact('Purposes', ...(extensions.extendedKeyUsage ?? []).map(describePurpose)),
    ...toFact('Names', ...extensions.subjectAlternativeNames.map(describeGeneralName)),
    ...toFact('Policies', ...extensions.policies.map(describePolicy)),
    ...toFact(
      'Also has',
      ...extensions.all
        .filter(({ oid }) => !known.has(oid))
        .map(({ oid, critical }) => `${describeExtension(oid)}${critical ? ' (critical)' : ''}`),
    ),
  ];
}

/** Extensions that other facts speak of. */
const DESCRIBED = [
  OIDS.basicConstraints,
  OIDS.keyUsage,
  OIDS.extKeyUsage,
  OIDS.subjectAltName,
  OIDS.certificatePolicies,
  OIDS.subjectKeyIdentifier,
  OIDS.authorityKeyIdentifier,
  OIDS.authorityInfoAccess,
  OIDS.cRLDistributionPoints,
  OIDS.qcStatements,
];

function describeStatements({ statements }: Examined): readonly Fact[] {
  const { types = [], disclosures = [], retentionYears, legislation = [] } = statements;
  return [
    ...toFact('Statements', ...(statements.statements ?? []).map(describeStatement)),
    ...toFact('Type', ...types.map(describeQcType)),
    ...toFact(
      'Disclosures',
      ...disclosures.map(({ url, language }) => `${url} (${findLanguage(language) ?? language})`),
    ),
    ...toFact('Records kept', retentionYears === undefined ? undefined : `${retentionYears} years after its end`),
    ...toFact('Law of', ...legislation.map((country) => findCountry(country) ?? country)),
  ];
}

function describeAddresses({ certificate: { extensions } }: Examined): readonly Fact[] {
  return [
    ...toFact('OCSP', ...extensions.ocspUrls),
    ...toFact('CRL', ...extensions.crlUrls),
    ...toFact("Issuer's own", ...extensions.issuerUrls),
  ];
}
