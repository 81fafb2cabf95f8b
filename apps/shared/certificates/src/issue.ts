export {
  type CertificateTemplate,
  createIssuer,
  type Issuer,
  issueCertificate,
  issueDer,
  selfIssue,
} from './issue/certificate.ts';
export {
  createDemoAuthority,
  type DemoAuthority,
  type DemoAuthorityOptions,
  type DemoOverrides,
  type IssuedCertificate,
} from './issue/demo/authority.ts';
export { createDemoParty } from './issue/demo/party.ts';
export { IssueError, type IssueErrorCode } from './issue/error.ts';
export { type ExtensionTemplate, withExtension, withoutExtension } from './issue/extension.ts';
export { authorityInfo, crlDistributionPoints } from './issue/extensions/addresses.ts';
export { basicConstraints } from './issue/extensions/basic-constraints.ts';
export { authorityKeyIdentifier, subjectKeyIdentifier } from './issue/extensions/key-identifiers.ts';
export { extendedKeyUsage, keyUsage } from './issue/extensions/key-usage.ts';
export { nameConstraints, subjectAltName } from './issue/extensions/names.ts';
export { ocspNoCheck } from './issue/extensions/ocsp-no-check.ts';
export { cabfOrganizationIdentifier } from './issue/extensions/organization-identifier.ts';
export { policies } from './issue/extensions/policies.ts';
export { type QcStatementsTemplate, qcStatements, toRolesOfPsp } from './issue/extensions/qc-statements.ts';
export { generateKey, KEY_KINDS, type KeyKind } from './issue/generate-key.ts';
export { type OcspRequest, readOcspRequest } from './issue/ocsp/request.ts';
export {
  createOcspError,
  createOcspResponse,
  type OcspErrorStatus,
  type OcspResponseInput,
  type OcspSingleResponse,
  type OcspStatus,
} from './issue/ocsp/response.ts';
export {
  type IssuingCaInput,
  issuingCaTemplate,
  type OcspResponderInput,
  ocspResponderTemplate,
  type RootInput,
  rootTemplate,
} from './issue/profiles/authority.ts';
export type { AuthorityUrls, IssuedInput } from './issue/profiles/issued.ts';
export { checkParty, type Party } from './issue/profiles/party.ts';
export type { PspCertificateInput } from './issue/profiles/psp.ts';
export { type QsealcInput, qsealcTemplate } from './issue/profiles/qsealc.ts';
export { type QwacInput, qwacTemplate } from './issue/profiles/qwac.ts';
export { toName } from './issue/profiles/subject.ts';
export { type CertificateRequestInput, createCertificateRequest } from './issue/request.ts';
export { type CrlInput, createCrl } from './issue/revocation/crl.ts';
export type { CrlEntry } from './issue/revocation/crl-entry.ts';
export { REVOCATION_REASONS, type RevocationReason } from './issue/revocation/reason.ts';
export { createSerialNumber } from './issue/serial-number.ts';
export type { SigningAlgorithm } from './issue/signature-algorithm.ts';
export { createSigningKey, type SigningKey } from './issue/signing-key.ts';
export {
  CERT_ID_HASHES,
  type CertIdHash,
  createOcspCertId,
  isIssuerOf,
  type OcspCertId,
} from './ocsp/cert-id.ts';
