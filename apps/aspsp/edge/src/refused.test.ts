import { CertificateError } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import { refusedByError, refusedCertificate, refusedConsent, refusedSignature } from './refused.ts';

test('where a signature and its certificate share a reason, the evidence tells whose it is', () => {
  expect(refusedSignature({ reason: 'not-yet-valid', evidence: { skew: 60 } }).reason).toBe('signature:not-yet-valid');
  expect(refusedSignature({ reason: 'not-yet-valid', evidence: { fingerprint: 'ab' } }).reason).toBe(
    'certificate:not-yet-valid',
  );
  expect(refusedSignature({ reason: 'different-organization', evidence: {} }).reason).toBe(
    'certificate:different-organization',
  );
  expect(refusedCertificate({ reason: 'expired', evidence: {} }).reason).toBe('certificate:expired');
});

test('the place that a consent was refused for is what the TPP is told of it', () => {
  const refused = refusedConsent({
    accepted: false,
    reason: 'valid-until-past',
    evidence: { path: '/validUntil', consentId: 'c' },
  });
  expect(refused).toEqual({ reason: 'consent:valid-until-past', pointer: '/validUntil', evidence: { consentId: 'c' } });
});

test('an error is refused by its code, and one that nobody foresaw without its words', () => {
  expect(refusedByError(new CertificateError('ERR_CERTIFICATE_NOT_ONE', 'x'))).toEqual({
    reason: 'ERR_CERTIFICATE_NOT_ONE',
  });
  expect(refusedByError(new RangeError('secret'))).toEqual({
    reason: 'request:internal',
    evidence: { error: 'RangeError' },
  });
  expect(refusedByError('secret').evidence).toEqual({ error: 'string' });
});
