import { expect, test } from 'vitest';
import { headersOf, operationOf } from './call.fixture.ts';
import { DEFAULT_WIRE_CHOICES, type WireChoices } from './choices.ts';
import type { WireRow } from './codes.ts';
import type { RefusalReason } from './reason.ts';
import { createRenderError } from './render-error.ts';

type Id = Parameters<typeof operationOf>[0];

function outcome(reason: RefusalReason, id: Id, choices: Partial<WireChoices> = {}): string {
  const reply = createRenderError({ ...DEFAULT_WIRE_CHOICES, ...choices, errorForm: 'problem' })(
    { reason },
    { operation: operationOf(id) },
  );
  // A problem has its code as text, where it has a body.
  const code = (reply.body as { code: string } | undefined)?.code;
  return code === undefined ? String(reply.status) : `${reply.status} ${code}`;
}

test.each<readonly [string, RefusalReason, Id, string]>([
  ['ERR-COD-003 CRT-TLS-001', 'client-certificate-missing', 'getBalances', '401 CERTIFICATE_MISSING'],
  ['CRT-TLS-004', 'certificate:expired', 'initiatePayment', '401 CERTIFICATE_EXPIRED'],
  ['CRT-TLS-004', 'tpp-blocked', 'createConsent', '401 CERTIFICATE_BLOCKED'],
  ['CRT-TLS-004 CRT-TLS-005', 'certificate:revoked', 'createConsent', '401 CERTIFICATE_REVOKED'],
  ['CRT-TLS-005', 'certificate:revoked', 'verificationOfParty', '401 CERTIFICATE_REVOKED'],
  ['CRT-TLS-006', 'certificate:role-not-held', 'checkAvailabilityOfFunds', '401 ROLE_INVALID'],
  ['CRT-TLS-012', 'certificate:not-a-qwac', 'getAccountList', '401 CERTIFICATE_INVALID'],
  ['N-CRT-TLS-101', 'certificate:not-yet-valid', 'getAccountList', '401 CERTIFICATE_INVALID'],
  ['SIG-REQ-002', 'signature:signature-missing', 'initiatePayment', '401 SIGNATURE_MISSING'],
  ['SIG-REQ-003', 'signature:certificate-missing', 'initiatePayment', '401 CERTIFICATE_MISSING'],
  ['SIG-REQ-005', 'signature:digest-mismatch', 'createConsent', '401 SIGNATURE_INVALID'],
  ['SIG-REQ-018', 'signature:certificate-malformed', 'createConsent', '400 FORMAT_ERROR'],
  ['N-SIG-REQ-101', 'signature:too-old', 'createConsent', '400 TIMESTAMP_INVALID'],
  ['ERR-COD-002', 'consent:sessions-not-offered', 'createConsent', '400 SESSIONS_NOT_SUPPORTED'],
  ['ERR-COD-004 ERR-COD-013', 'psu-blocked', 'initiatePayment', '403 SERVICE_BLOCKED'],
  ['ERR-COD-004', 'product-not-for-psu', 'initiatePayment', '403 PRODUCT_INVALID'],
  ['ERR-COD-005', 'product-unknown', 'initiatePayment', '404 PRODUCT_UNKNOWN'],
  ['ERR-COD-006', 'service-not-offered', 'getCheques', '405 SERVICE_INVALID'],
  ['ERR-COD-007', 'consent:frequency-exceeded', 'getBalances', '429 ACCESS_EXCEEDED'],
  ['ERR-COD-007', 'rate-exceeded', 'initiatePayment', '429'],
  ['ERR-COD-007', 'request:not-acceptable', 'getSigningBasket', '406'],
  ['ERR-COD-008', 'consent:consent-final', 'startConsentAuthorisation', '409 STATUS_INVALID'],
  ['ERR-COD-010', 'parameters-not-consistent', 'getTransactionList', '400 PARAMETER_NOT_CONSISTENT'],
  ['ERR-COD-011', 'consent:account-unknown', 'getBalances', '404 RESOURCE_UNKNOWN'],
  ['ERR-COD-011', 'resource-unknown', 'getPaymentInformation', '403 RESOURCE_UNKNOWN'],
  ['ERR-COD-011', 'referenced-resource-unknown', 'createSigningBasket', '400 RESOURCE_UNKNOWN'],
  ['AIS-ACC-011', 'consent:account-not-granted', 'getBalances', '401 CONSENT_INVALID'],
  ['AIS-CNS-043', 'consent:consent-expired', 'getAccountList', '401 CONSENT_EXPIRED'],
  ['AIS-CNS-057 RTS-FRQ-011', 'consent:one-off-used', 'getBalances', '429 ACCESS_EXCEEDED'],
  ['AIS-CNS-068', 'consent:consent-final', 'startConsentAuthorisation', '409 STATUS_INVALID'],
  ['AIS-TRX-026', 'delta-twice', 'getTransactionList', '400 PARAMETER_NOT_CONSISTENT'],
  ['RTS-180-003', 'history-without-sca', 'getTransactionList', '400 PERIOD_INVALID'],
  ['SCA-RED-014', 'confirmed-again', 'updateConsentsPsuData', '400 SCA_INVALID'],
  ['SIG-REQ-001', 'signature:digest-missing', 'createConsent', '401 SIGNATURE_INVALID'],
  ['AIS-CNS-045', 'consent:consent-unknown', 'getAccountList', '400 CONSENT_UNKNOWN'],
  ['AIS-CNS-045', 'consent:consent-unknown', 'getConsentStatus', '403 CONSENT_UNKNOWN'],
  ['ERR-COD-016', 'ERR_CORE_UNAVAILABLE', 'getAccountList', '503'],
])('%s: %s at %s is %s', (_rules, reason, id, expected) => {
  expect(outcome(reason, id)).toBe(expected);
});

test.each<readonly [Partial<WireChoices>, RefusalReason, string]>([
  [{ certificateRevoked: 'CERTIFICATE_REVOKE' }, 'certificate:revoked', '401 CERTIFICATE_REVOKE'],
  [{ roleMissing: 'CERTIFICATE_INVALID' }, 'certificate:role-not-held', '401 CERTIFICATE_INVALID'],
  [{ signatureIncomplete: 'FORMAT_ERROR' }, 'signature:digest-missing', '400 FORMAT_ERROR'],
  [{ sealCertificateMissing: 'SIGNATURE_MISSING' }, 'signature:certificate-missing', '401 SIGNATURE_MISSING'],
  [{ staleSignature: 'SIGNATURE_INVALID' }, 'signature:too-old', '401 SIGNATURE_INVALID'],
  [{ resourceUnknown: 404 }, 'resource-unknown', '404 RESOURCE_UNKNOWN'],
  [{ resourceUnknown: 404 }, 'consent:authorisation-unknown', '404 RESOURCE_UNKNOWN'],
  [{ accountNotGranted: 'RESOURCE_UNKNOWN' }, 'consent:account-not-granted', '404 RESOURCE_UNKNOWN'],
  [{ consentExpired: 403 }, 'consent:consent-expired', '403 CONSENT_EXPIRED'],
  [{ consentFinal: 'CONSENT_EXPIRED' }, 'consent:consent-final', '401 CONSENT_EXPIRED'],
  [{ consentFinal: 'CONSENT_EXPIRED', consentExpired: 403 }, 'consent:consent-final', '403 CONSENT_EXPIRED'],
  [{ oneOffUsed: 'CONSENT_EXPIRED' }, 'consent:one-off-used', '401 CONSENT_EXPIRED'],
  [{ oneOffUsed: 'CONSENT_EXPIRED', consentExpired: 403 }, 'consent:one-off-used', '403 CONSENT_EXPIRED'],
  [{ validUntilPast: 'PERIOD_INVALID' }, 'consent:valid-until-past', '400 PERIOD_INVALID'],
  [
    { accountReferenceNotSupported: 'SERVICE_INVALID' },
    'consent:account-reference-not-supported',
    '400 SERVICE_INVALID',
  ],
  [{ historyWithoutSca: 'CONSENT_INVALID' }, 'history-without-sca', '401 CONSENT_INVALID'],
  [{ deltaTwice: 'FORMAT_ERROR' }, 'delta-twice', '400 FORMAT_ERROR'],
  [{ serviceNotOffered: 404 }, 'service-not-offered', '404 RESOURCE_UNKNOWN'],
  [{ otherPsu: 'STATUS_INVALID' }, 'consent:psu-mismatch', '409 STATUS_INVALID'],
  [{ confirmedAgain: 'STATUS_INVALID' }, 'confirmed-again', '409 STATUS_INVALID'],
])('ERR-COD-012 a bank may choose %o: %s is then %s', (choices, reason, expected) => {
  expect(outcome(reason, 'getConsentInformation')).not.toBe(expected);
  expect(outcome(reason, 'getConsentInformation', choices)).toBe(expected);
});

test('N-ERR-FMT-101 verification of party has its messages under their own name, all others as tppMessages', () => {
  const render = createRenderError();
  const bodyAt = (id: Id) => render({ reason: 'tpp-blocked' }, { operation: operationOf(id) }).body;
  const message = { category: 'ERROR', code: 'CERTIFICATE_BLOCKED', text: expect.any(String) };
  expect(bodyAt('creditorConfirmation')).toEqual({ apiClientMessages: [message] });
  expect(bodyAt('initiatePayment')).toEqual({ tppMessages: [message] });
});

test('a problem may have a type of the bank, and verification of party names the place in it', () => {
  const render = createRenderError({ ...DEFAULT_WIRE_CHOICES, problemTypeBase: 'https://bank.example/errors/' });
  const call = { operation: operationOf('verificationOfParty'), headers: headersOf('application/problem+json') };
  expect(render({ reason: 'request:invalid-request', pointer: '/party/name' }, call).body).toMatchObject({
    type: 'https://bank.example/errors/FORMAT_ERROR',
    status: 400,
    instance: '/party/name',
  });
});

test('a wait is told in whole seconds', () => {
  const reply = createRenderError()({ reason: 'rate-exceeded', retryAfter: 1.2 }, {});
  expect(reply.headers).toMatchObject({ 'Retry-After': '2' });
});

test('a code that the interface does not declare for the service does not compile', () => {
  // @ts-expect-error 403 has no code CONSENT_INVALID
  const wrongStatus: WireRow = { every: [403, 'CONSENT_INVALID'], text: '' };
  // @ts-expect-error sessions are of account information alone
  const wrongService: WireRow = { every: [400, 'SESSIONS_NOT_SUPPORTED'], text: '' };
  expect([wrongStatus, wrongService]).toHaveLength(2);
});

test.each(['application/json', 'application/problem+json'])(
  'SCA-EMB-002 SCA-EMB-003: what can be done all the same is linked, as %s',
  (accept) => {
    const links = { updatePsuAuthentication: { href: '/v1/consents/c/authorisations/a' } };
    const refused = { reason: 'sca:credentials-wrong', links } as const;
    const operation = operationOf('updateConsentsPsuData');
    const { status, body } = createRenderError()(refused, { operation, headers: headersOf(accept) });
    expect([status, body]).toEqual([401, expect.objectContaining({ _links: links })]);
  },
);

test.each<RefusalReason>(['sca:psu-blocked', 'sca:code-wrong', 'sca:challenge-expired', 'sca:signature-wrong'])(
  'S-03 SEC-API-013: %s looks like a wrong password',
  (reason) => {
    const call = { operation: operationOf('updateConsentsPsuData'), headers: headersOf() };
    const render = createRenderError();
    expect(render({ reason }, call)).toEqual(render({ reason: 'sca:credentials-wrong' }, call));
  },
);
