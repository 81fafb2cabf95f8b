import type { WireChoices } from './choices.ts';
import type { WireRow } from './codes.ts';
import type { RefusalReason } from './reason.ts';
import {
  ACCESS_EXCEEDED,
  CERTIFICATE_INVALID,
  CONSENT_INVALID,
  CREDENTIALS_INVALID,
  consentExpired,
  FAILED,
  formatError,
  METHOD_UNKNOWN,
  NOT_ACCEPTABLE,
  SIGNATURE_INVALID,
  statusInvalid,
  UNAVAILABLE,
} from './wire-rows.ts';

export type WireTable = Readonly<Record<RefusalReason, WireRow>>;

/**
 * THE table: what every reason becomes outside. A reason without a row does not compile, nor does a code that the
 * interface does not declare for the status and the service. Few codes leave; the reason stays in the log.
 */
export function createWireTable(choices: WireChoices): WireTable {
  return {
    ...certificateRows(choices),
    ...signatureRows(choices),
    ...consentRows(choices),
    ...SCA_ROWS,
    ...edgeRows(choices),
    ...CODES,
  };
}

type Rows<Prefix extends string> = Pick<WireTable, Extract<RefusalReason, `${Prefix}:${string}`>>;

const certificateRows = ({ certificateRevoked, roleMissing }: WireChoices): Rows<'certificate'> => ({
  'certificate:malformed': CERTIFICATE_INVALID,
  'certificate:too-large': CERTIFICATE_INVALID,
  'certificate:not-yet-valid': CERTIFICATE_INVALID,
  'certificate:expired': { every: [401, 'CERTIFICATE_EXPIRED'], text: 'The certificate has expired.' },
  'certificate:weak-key': CERTIFICATE_INVALID,
  'certificate:weak-signature-algorithm': CERTIFICATE_INVALID,
  'certificate:untrusted-issuer': CERTIFICATE_INVALID,
  'certificate:self-signed': CERTIFICATE_INVALID,
  'certificate:bad-signature': CERTIFICATE_INVALID,
  'certificate:issuer-not-ca': CERTIFICATE_INVALID,
  'certificate:issuer-cannot-sign-certificates': CERTIFICATE_INVALID,
  'certificate:issuer-expired': CERTIFICATE_INVALID,
  'certificate:issuer-not-yet-valid': CERTIFICATE_INVALID,
  'certificate:issuer-revoked': CERTIFICATE_INVALID,
  'certificate:path-too-long': CERTIFICATE_INVALID,
  'certificate:name-constraint-violated': CERTIFICATE_INVALID,
  'certificate:policy-not-accepted': CERTIFICATE_INVALID,
  'certificate:unknown-critical-extension': CERTIFICATE_INVALID,
  'certificate:is-a-ca': CERTIFICATE_INVALID,
  'certificate:key-usage-wrong': CERTIFICATE_INVALID,
  'certificate:extended-key-usage-wrong': CERTIFICATE_INVALID,
  'certificate:revoked': {
    every: [401, 'CERTIFICATE_REVOKED'],
    only: {
      AIS: [401, certificateRevoked],
      PIS: [401, certificateRevoked],
      PIIS: [401, certificateRevoked],
      SBS: [401, certificateRevoked],
    },
    text: 'The certificate is revoked.',
  },
  'certificate:revocation-unknown': {
    ...CERTIFICATE_INVALID,
    text: 'Whether the certificate is revoked cannot be found out.',
  },
  'certificate:qc-statements-missing': CERTIFICATE_INVALID,
  'certificate:qc-statements-malformed': CERTIFICATE_INVALID,
  'certificate:not-qualified': CERTIFICATE_INVALID,
  'certificate:not-a-qwac': CERTIFICATE_INVALID,
  'certificate:not-a-qsealc': CERTIFICATE_INVALID,
  'certificate:psd2-statement-missing': CERTIFICATE_INVALID,
  'certificate:psd2-statement-malformed': CERTIFICATE_INVALID,
  'certificate:role-unknown': CERTIFICATE_INVALID,
  'certificate:role-name-mismatch': CERTIFICATE_INVALID,
  'certificate:organization-identifier-missing': CERTIFICATE_INVALID,
  'certificate:organization-identifier-malformed': CERTIFICATE_INVALID,
  'certificate:organization-identifier-not-of-nca': CERTIFICATE_INVALID,
  'certificate:role-not-held': { every: [401, roleMissing], text: 'The certificate lacks the role for this call.' },
  'certificate:different-organization': CERTIFICATE_INVALID,
});

const signatureRows = (choices: WireChoices): Rows<'signature'> => {
  const stale: WireRow = {
    every: choices.staleSignature === 'TIMESTAMP_INVALID' ? [400, 'TIMESTAMP_INVALID'] : [401, 'SIGNATURE_INVALID'],
    text: 'The signature was made too long ago, or is ahead of time.',
  };
  return {
    'signature:signature-missing': { every: [401, 'SIGNATURE_MISSING'], text: 'The request is not signed.' },
    'signature:digest-missing': {
      every: choices.signatureIncomplete === 'FORMAT_ERROR' ? [400, 'FORMAT_ERROR'] : [401, 'SIGNATURE_INVALID'],
      text: 'The signature came without a digest.',
    },
    'signature:certificate-missing': {
      every: [401, choices.sealCertificateMissing],
      text: 'The certificate of the signature is missing.',
    },
    'signature:header-duplicated': formatError('A header of the signature came twice.'),
    'signature:header-too-large': formatError('A header of the signature is too long.'),
    'signature:certificate-malformed': formatError('The certificate of the signature cannot be read.'),
    'signature:weak-key': CERTIFICATE_INVALID,
    'signature:signature-malformed': SIGNATURE_INVALID,
    'signature:parameter-duplicated': SIGNATURE_INVALID,
    'signature:parameter-missing': SIGNATURE_INVALID,
    'signature:parameter-unknown': SIGNATURE_INVALID,
    'signature:critical-parameter-unknown': SIGNATURE_INVALID,
    'signature:key-id-malformed': SIGNATURE_INVALID,
    'signature:key-id-mismatch': SIGNATURE_INVALID,
    'signature:algorithm-refused': SIGNATURE_INVALID,
    'signature:algorithm-does-not-fit-key': SIGNATURE_INVALID,
    'signature:signed-headers-malformed': SIGNATURE_INVALID,
    'signature:signed-header-duplicated': SIGNATURE_INVALID,
    'signature:signed-header-not-allowed': SIGNATURE_INVALID,
    'signature:signed-header-missing': SIGNATURE_INVALID,
    'signature:signed-header-absent': SIGNATURE_INVALID,
    'signature:header-malformed': SIGNATURE_INVALID,
    'signature:date-malformed': formatError('The date that is signed cannot be read.'),
    'signature:not-yet-valid': stale,
    'signature:too-old': stale,
    'signature:digest-malformed': SIGNATURE_INVALID,
    'signature:digest-algorithm-refused': SIGNATURE_INVALID,
    'signature:digest-mismatch': SIGNATURE_INVALID,
    'signature:signature-mismatch': SIGNATURE_INVALID,
  };
};

const consentRows = (choices: WireChoices): Rows<'consent'> => ({
  'consent:access-empty': formatError('The access names nothing that could be granted.'),
  'consent:access-mixed': formatError('The access mixes forms that exclude each other.'),
  'consent:access-value-unknown': formatError('The access has a value that the standard does not know.'),
  'consent:access-not-offered': { every: [400, 'SERVICE_INVALID'], text: 'This form of access is not offered.' },
  'consent:additional-information-alone': formatError('Additional information needs an account that it is about.'),
  'consent:additional-information-unnamed': formatError(
    'Additional information names an account that nothing else names.',
  ),
  'consent:restriction-malformed': formatError('The restriction cannot be read.'),
  'consent:restriction-not-allowed': formatError('A restriction does not go with named accounts.'),
  'consent:account-reference-malformed': formatError('The reference is not that of an account.'),
  'consent:account-reference-not-supported': {
    every: [400, choices.accountReferenceNotSupported],
    text: 'References of this kind are not taken.',
  },
  'consent:valid-until-malformed': formatError('The day until which the consent is valid cannot be read.'),
  'consent:valid-until-past': {
    every: [400, choices.validUntilPast],
    text: 'The day until which the consent is valid lies in the past.',
  },
  'consent:frequency-malformed': formatError('The frequency is not a whole number of at least 1.'),
  'consent:frequency-too-high': formatError('The frequency is higher than this bank allows.'),
  'consent:sessions-not-offered': {
    every: [400, 'SERVICE_INVALID'],
    only: { AIS: [400, 'SESSIONS_NOT_SUPPORTED'] },
    text: 'Sessions that combine services are not offered.',
  },
  'consent:consent-unknown': {
    every: [400, 'CONSENT_UNKNOWN'],
    consentInPath: [403, 'CONSENT_UNKNOWN'],
    text: 'There is no such consent of this TPP.',
  },
  'consent:consent-final':
    choices.consentFinal === 'CONSENT_EXPIRED'
      ? consentExpired(choices, 'The consent has ended.')
      : statusInvalid('The consent is in a final status.'),
  'consent:consent-event-not-allowed': statusInvalid('The consent is not in a status for this.'),
  'consent:authorisation-unknown': {
    every: [choices.resourceUnknown, 'RESOURCE_UNKNOWN'],
    text: 'There is no such authorisation.',
  },
  'consent:authorisation-final': statusInvalid('The authorisation is in a final status.'),
  'consent:authorisation-event-not-allowed': statusInvalid('The authorisation is not in a status for this.'),
  'consent:authorisation-not-needed': statusInvalid('No further authorisation is needed.'),
  'consent:psu-mismatch': {
    every: choices.otherPsu === 'STATUS_INVALID' ? [409, 'STATUS_INVALID'] : [401, 'PSU_CREDENTIALS_INVALID'],
    text: 'This is for another PSU.',
  },
  'consent:account-not-of-psu': formatError('An account is none of this PSU.'),
  'consent:no-account-chosen': formatError('No account was chosen.'),
  'consent:consent-not-valid': CONSENT_INVALID,
  'consent:consent-expired': consentExpired(choices),
  'consent:consent-revoked': CONSENT_INVALID,
  'consent:access-not-granted': { ...CONSENT_INVALID, text: 'The consent does not cover this.' },
  'consent:account-unknown': { every: [404, 'RESOURCE_UNKNOWN'], text: 'The consent has no such account.' },
  'consent:account-not-granted': {
    every: choices.accountNotGranted === 'CONSENT_INVALID' ? [401, 'CONSENT_INVALID'] : [404, 'RESOURCE_UNKNOWN'],
    text: 'The consent does not cover this account.',
  },
  'consent:one-off-used':
    choices.oneOffUsed === 'CONSENT_EXPIRED'
      ? consentExpired(choices, 'The consent was for one access.')
      : { ...ACCESS_EXCEEDED, text: 'The consent was for one access.' },
  'consent:frequency-exceeded': ACCESS_EXCEEDED,
});

const SCA_ROWS: Rows<'sca'> = {
  'sca:credentials-wrong': CREDENTIALS_INVALID,
  'sca:psu-blocked': CREDENTIALS_INVALID,
  'sca:psu-not-blocked': statusInvalid('The PSU is not blocked.'),
  'sca:method-unknown': METHOD_UNKNOWN,
  'sca:method-unfit': METHOD_UNKNOWN,
  'sca:sending-too-often': { ...ACCESS_EXCEEDED, text: 'The PSU was asked as often as it may be for now.' },
  'sca:delivery-failed': UNAVAILABLE,
  'sca:challenge-unknown': CREDENTIALS_INVALID,
  'sca:challenge-expired': CREDENTIALS_INVALID,
  'sca:challenge-ended': CREDENTIALS_INVALID,
  'sca:code-wrong': CREDENTIALS_INVALID,
  'sca:code-used': CREDENTIALS_INVALID,
  'sca:subject-changed': CREDENTIALS_INVALID,
  'sca:signature-wrong': CREDENTIALS_INVALID,
  'sca:approval-used': CREDENTIALS_INVALID,
  'sca:approval-refused': CREDENTIALS_INVALID,
  'sca:ceremony-unknown': CREDENTIALS_INVALID,
  'sca:ceremony-expired': CREDENTIALS_INVALID,
  'sca:passkey-unknown': CREDENTIALS_INVALID,
  'sca:passkey-known': statusInvalid('The passkey is known already.'),
  'sca:passkey-used': CREDENTIALS_INVALID,
  'sca:passkey-wrong': CREDENTIALS_INVALID,
  'sca:passkey-cloned': CREDENTIALS_INVALID,
  'sca:exemption-none': statusInvalid('The authorisation needs strong customer authentication.'),
};

type EdgeRows = Omit<WireTable, keyof Rows<'certificate' | 'signature' | 'consent' | 'sca'> | keyof typeof CODES>;

const edgeRows = (choices: WireChoices): EdgeRows => ({
  'request:invalid-request': formatError('The request does not follow the interface.'),
  'request:not-found': { every: [404, 'RESOURCE_UNKNOWN'], text: 'There is nothing at this path.' },
  'request:method-not-allowed': { every: [405, 'SERVICE_INVALID'], text: 'The path does not have this method.' },
  'request:not-acceptable': NOT_ACCEPTABLE,
  'request:body-too-large': { every: [413], text: 'The body is larger than this bank reads.' },
  'request:unsupported-media-type': { every: [415], text: 'The body is of a media type that is not taken here.' },
  'request:internal': FAILED,
  'client-certificate-missing': {
    every: [401, 'CERTIFICATE_MISSING'],
    text: 'The connection was made without a client certificate.',
  },
  'tpp-blocked': { every: [401, 'CERTIFICATE_BLOCKED'], text: 'This bank has blocked the certificate.' },
  'token-missing': { every: [401, 'TOKEN_INVALID'], text: 'The access token is missing.' },
  'token-unknown': { every: [401, 'TOKEN_UNKNOWN'], text: 'The access token is not one of this bank for this TPP.' },
  'token-invalid': { every: [401, 'TOKEN_INVALID'], text: 'The access token does not open this.' },
  'token-expired': { every: [401, 'TOKEN_EXPIRED'], text: 'The access token has expired.' },
  'token-of-other-psu': {
    every: [401, 'PSU_CREDENTIALS_INVALID'],
    text: 'The access token is of another PSU than the one that is named.',
  },
  'psu-unknown': { every: [401, 'PSU_CREDENTIALS_INVALID'], text: 'The PSU cannot be identified.' },
  'psu-blocked': { every: [403, 'SERVICE_BLOCKED'], text: 'This service is not available to the PSU.' },
  'corporate-id-unknown': { every: [401, 'CORPORATE_ID_INVALID'], text: 'The corporate cannot be identified.' },
  'rate-exceeded': { ...ACCESS_EXCEEDED, text: 'There are too many requests at a time.' },
  'request-timeout': { every: [408], text: 'The request did not arrive in time.' },
  'repeated-with-other-body': formatError('The X-Request-ID was used for another request.'),
  'first-request-in-progress': statusInvalid('The first request with this X-Request-ID has not been answered yet.'),
  'service-not-offered': {
    every: choices.serviceNotOffered === 404 ? [404, 'RESOURCE_UNKNOWN'] : [405, 'SERVICE_INVALID'],
    text: 'This bank does not offer the service.',
  },
  'product-unknown': {
    every: [404, 'RESOURCE_UNKNOWN'],
    only: { PIS: [404, 'PRODUCT_UNKNOWN'] },
    text: 'This bank does not offer the product.',
  },
  'product-not-for-psu': {
    every: [403, 'RESOURCE_UNKNOWN'],
    only: { PIS: [403, 'PRODUCT_INVALID'] },
    text: 'The product is not available to the PSU.',
  },
  'format-not-offered': NOT_ACCEPTABLE,
  'parameter-not-supported': { every: [400, 'PARAMETER_NOT_SUPPORTED'], text: 'The parameter is not supported.' },
  'parameters-not-consistent': {
    every: [400, 'PARAMETER_NOT_CONSISTENT'],
    text: 'The query parameters contradict each other.',
  },
  'period-invalid': { every: [400, 'PERIOD_INVALID'], text: 'The period is not one that is delivered.' },
  'history-without-sca': {
    every: choices.historyWithoutSca === 'CONSENT_INVALID' ? [401, 'CONSENT_INVALID'] : [400, 'PERIOD_INVALID'],
    text: 'Entries this old are read shortly after the PSU has authenticated.',
  },
  'delta-twice': { every: [400, choices.deltaTwice], text: 'deltaList and entryReferenceFrom exclude each other.' },
  'resource-unknown': { every: [choices.resourceUnknown, 'RESOURCE_UNKNOWN'], text: 'There is no such resource.' },
  'referenced-resource-unknown': {
    every: [400, 'RESOURCE_UNKNOWN'],
    text: 'The request refers to a resource that there is not.',
  },
  'resource-expired': { every: [403, 'RESOURCE_EXPIRED'], text: 'The resource has expired.' },
  'status-not-fitting': statusInvalid('The resource is not in a status for this.'),
  'sca-method-unknown': METHOD_UNKNOWN,
  'sca-invalid': { every: [400, 'SCA_INVALID'], text: 'The authorisation cannot be confirmed.' },
  'confirmed-again': {
    every: choices.confirmedAgain === 'STATUS_INVALID' ? [409, 'STATUS_INVALID'] : [400, 'SCA_INVALID'],
    text: 'The authorisation is confirmed or failed already.',
  },
  'identity-token-invalid': FAILED,
  unavailable: UNAVAILABLE,
});

/** Errors that are thrown, by their code. What is a mistake of the program is a 500, what will pass a 503. */
const CODES = {
  ERR_CERTIFICATE_MALFORMED: CERTIFICATE_INVALID,
  ERR_CERTIFICATE_TOO_LARGE: CERTIFICATE_INVALID,
  ERR_CERTIFICATE_NOT_ONE: CERTIFICATE_INVALID,
  ERR_CERTIFICATE_KEY_UNSUPPORTED: CERTIFICATE_INVALID,
  ERR_CORE_UNAVAILABLE: UNAVAILABLE,
  ERR_CORE_ENTRY_UNKNOWN: formatError('There is no such entry.'),
  ERR_CORE_CURSOR_INVALID: formatError('The link to this page no longer holds; begin the report anew.'),
  ERR_CORE_AMOUNT: formatError('The amount is none of its currency.'),
  ERR_STORE_BUSY: UNAVAILABLE,
  ERR_STORE_TIMEOUT: UNAVAILABLE,
  ERR_STORE_UNAVAILABLE: UNAVAILABLE,
  ERR_STORE_OUTCOME_UNKNOWN: UNAVAILABLE,
  ERR_STORE_CLOSED: UNAVAILABLE,
  ERR_STORE_VALUE: formatError('A value of the request cannot be kept.'),
  ERR_STORE_CONFLICT: FAILED,
  ERR_STORE_FOREIGN_KEY: FAILED,
  ERR_STORE_CHECK: FAILED,
  ERR_STORE_NOT_NULL: FAILED,
  ERR_STORE_REFUSED: FAILED,
  ERR_STORE_CORRUPT: FAILED,
  ERR_STORE_STATEMENT: FAILED,
  ERR_STORE_MIGRATION_UNKNOWN: FAILED,
  ERR_STORE_MIGRATION_CHANGED: FAILED,
  ERR_STORE_MIGRATION_ORDER: FAILED,
  ERR_STORE_MIGRATION_DUE: FAILED,
  ERR_STORE_LOG_BROKEN: FAILED,
} as const satisfies Pick<WireTable, Extract<RefusalReason, `ERR_${string}`>>;
