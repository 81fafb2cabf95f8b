import type { GeneralName, KeyUsage } from '../../certificate.ts';
import { renderName } from '../../name-render.ts';
import { OIDS } from '../../oids.ts';

const KEY_USAGES: Readonly<Record<KeyUsage, string>> = {
  digitalSignature: 'digitalSignature: proves who it is',
  nonRepudiation: 'nonRepudiation: commits to content',
  keyEncipherment: 'keyEncipherment: deciphers keys',
  dataEncipherment: 'dataEncipherment: deciphers content',
  keyAgreement: 'keyAgreement: agrees on keys',
  keyCertSign: 'keyCertSign: signs certificates',
  cRLSign: 'cRLSign: signs revocation lists',
  encipherOnly: 'encipherOnly: enciphers only',
  decipherOnly: 'decipherOnly: deciphers only',
};

export function describeKeyUsage(usage: KeyUsage): string {
  return KEY_USAGES[usage];
}

const PURPOSES: ReadonlyMap<string, string> = new Map([
  [OIDS.serverAuth, 'server in TLS'],
  [OIDS.clientAuth, 'client in TLS'],
  [OIDS.codeSigning, 'signing code'],
  [OIDS.emailProtection, 'e-mail'],
  [OIDS.timeStamping, 'time stamps'],
  [OIDS.ocspSigning, 'OCSP answers'],
  [OIDS.documentSigning, 'signing documents'],
  [OIDS.anyExtendedKeyUsage, 'any purpose'],
]);

export function describePurpose(oid: string): string {
  return PURPOSES.get(oid) ?? oid;
}

export function describeGeneralName(name: GeneralName): string {
  if (name.kind === 'directory') return `directory: ${renderName(name.value)}`;
  return `${name.kind}: ${name.value}`;
}

const STATEMENTS: ReadonlyMap<string, string> = new Map([
  [OIDS.qcCompliance, 'QcCompliance: a qualified certificate'],
  [OIDS.qcLimitValue, 'QcLimitValue: for transactions up to a limit'],
  [OIDS.qcRetentionPeriod, 'QcRetentionPeriod'],
  [OIDS.qcSscd, 'QcSSCD: the key is in a qualified device'],
  [OIDS.qcPds, 'QcPDS: disclosure statements'],
  [OIDS.qcType, 'QcType'],
  [OIDS.qcCClegislation, 'QcCClegislation: qualified by the law of other countries'],
  [OIDS.qcIdentMethod, 'QcIdentMethod: how the subject was identified'],
  [OIDS.qcQscdLegislation, "QcQSCDlegislation: device qualified by other countries' law"],
  [OIDS.qcSyntaxV2, 'semantics of the identifiers in the subject'],
  [OIDS.psd2Statement, 'PSD2: roles and competent authority'],
]);

export function describeStatement(oid: string): string {
  return STATEMENTS.get(oid) ?? `${oid}: one that we do not know`;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  [OIDS.qcTypeEsign, 'signatures of natural persons (esign)'],
  [OIDS.qcTypeEseal, 'seals (eseal)'],
  [OIDS.qcTypeWeb, 'website authentication (web)'],
]);

export function describeQcType(oid: string): string {
  return TYPES.get(oid) ?? oid;
}

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  [OIDS.issuerAltName, 'issuerAltName'],
  [OIDS.freshestCrl, 'freshestCRL: address of changes to the CRL'],
  [OIDS.policyMappings, 'policyMappings'],
  [OIDS.policyConstraints, 'policyConstraints'],
  [OIDS.inhibitAnyPolicy, 'inhibitAnyPolicy'],
  [OIDS.ocspNoCheck, 'ocsp-nocheck: revocation of this responder is not checked'],
  [OIDS.signedCertificateTimestamps, 'timestamps of certificate transparency logs'],
  [OIDS.cabfOrganizationIdentifier, 'organisation identifier (CA/Browser Forum)'],
]);

export function describeExtension(oid: string): string {
  return EXTENSIONS.get(oid) ?? oid;
}
