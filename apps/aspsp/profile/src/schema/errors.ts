import { Type } from 'typebox';
import { section } from './section.ts';

export const ERRORS = section('How refusals are told, where sources differ.', {
  form: Type.Enum(['accept', 'tppMessages', 'problem+json'], {
    default: 'accept',
    description: 'The form of an error: the one that `Accept` prefers, or always one (ERR-FMT-001).',
  }),
  certificateRevoked: Type.Enum(['CERTIFICATE_REVOKED', 'CERTIFICATE_REVOKE'], {
    default: 'CERTIFICATE_REVOKED',
    description: 'As the Guidelines spell it, or as the schemas did up to 1.3.12 (CRT-TLS-005, ERR-COD-003).',
  }),
  roleMissing: Type.Enum(['ROLE_INVALID', 'CERTIFICATE_INVALID'], {
    default: 'ROLE_INVALID',
    description: 'A role that the certificate does not have; the second is a habit of peers (CRT-TLS-006).',
  }),
  signatureIncomplete: Type.Enum(['SIGNATURE_INVALID', 'FORMAT_ERROR'], {
    default: 'SIGNATURE_INVALID',
    description: 'A signature without its digest, or the other way round: 401 or 400 (SIG-REQ-001).',
  }),
  sealCertificateMissing: Type.Enum(['CERTIFICATE_MISSING', 'SIGNATURE_MISSING'], {
    default: 'CERTIFICATE_MISSING',
    description: 'A signature without its certificate; the second by a reading of 1.3.16 (SIG-REQ-003).',
  }),
  resourceUnknown: Type.Enum([403, 404], {
    default: 403,
    description:
      'Status of RESOURCE_UNKNOWN for ids in a path other than accounts, which are always 404; 404 where ids count as sensitive (ERR-COD-011, ERR-COD-012, COM-HDR-037, AIS-TRX-038).',
  }),
  accountNotGranted: Type.Enum(['CONSENT_INVALID', 'RESOURCE_UNKNOWN'], {
    default: 'CONSENT_INVALID',
    description: 'An account that is there and not in the consent: 401, or 404 (AIS-ACC-011).',
  }),
  consentExpired: Type.Enum([401, 403], {
    default: 401,
    description: 'Status of CONSENT_EXPIRED; 401 in the Guidelines, 403 with some peers (AIS-CNS-043, AIS-CNS-068).',
  }),
  consentFinal: Type.Enum(['STATUS_INVALID', 'CONSENT_EXPIRED'], {
    default: 'STATUS_INVALID',
    description: 'A new authorisation of a consent that has ended: 409, or as peers have it (AIS-CNS-068).',
  }),
  oneOffUsed: Type.Enum(['ACCESS_EXCEEDED', 'CONSENT_EXPIRED'], {
    default: 'ACCESS_EXCEEDED',
    description: 'A second read of what a one-off consent gave once: 429 or 401 (AIS-CNS-057, RTS-FRQ-011).',
  }),
  validUntilPast: Type.Enum(['FORMAT_ERROR', 'PERIOD_INVALID'], {
    default: 'FORMAT_ERROR',
    description: 'A `validUntil` in the past (AIS-CNS-026).',
  }),
  accountReferenceNotSupported: Type.Enum(['FORMAT_ERROR', 'SERVICE_INVALID'], {
    default: 'FORMAT_ERROR',
    description: 'An account that is named as this bank names none (AIS-CNS-061).',
  }),
  historyWithoutSca: Type.Enum(['PERIOD_INVALID', 'CONSENT_INVALID'], {
    default: 'PERIOD_INVALID',
    description: 'Older history than may be read without fresh SCA: 400 or 401 (RTS-180-003).',
  }),
  deltaTwice: Type.Enum(['PARAMETER_NOT_CONSISTENT', 'FORMAT_ERROR'], {
    default: 'PARAMETER_NOT_CONSISTENT',
    description: '`deltaList` and `entryReferenceFrom` at once (AIS-TRX-026).',
  }),
  serviceNotOffered: Type.Enum([405, 404], {
    default: 405,
    description:
      'A service that is not offered: 405 SERVICE_INVALID, or as if it were not there (SBK-BSK-017, PIIS-CFC-007, AIS-TRX-037).',
  }),
  otherPsu: Type.Enum(['PSU_CREDENTIALS_INVALID', 'STATUS_INVALID'], {
    default: 'PSU_CREDENTIALS_INVALID',
    description: "Another PSU than the authorisation's; 409 by a reading of 1.3.16 (AUT-STR-015).",
  }),
  confirmedAgain: Type.Enum(['SCA_INVALID', 'STATUS_INVALID'], {
    default: 'SCA_INVALID',
    description: 'Confirming an authorisation that failed; 409 by a reading of 1.3.16 (SCA-RED-014).',
  }),
});
