import { expect, test } from 'vitest';
import { PROFILES } from '../profiles.ts';
import {
  BODY,
  createRequest,
  createSeal,
  editSignature,
  getHeader,
  reasonOf,
  setHeaders,
  signMessage,
  verifyMessage,
} from '../signing.fixture.ts';
import { renderDigest } from '../steps/digest.ts';

// The rules of NextGenPSD2 on signatures, as far as one message shows them. Whether a bank wants signatures at all
// (SIG-REQ-004), trusts the certificate (017, 019) and has seen the message before (020) is for others to say.

const STRICT = PROFILES.nextgenpsd2;
const seal = await createSeal({ key: 'rsa-2048' });
const request = createRequest();
const signed = await signMessage(STRICT, seal, request);
const ACCEPTED = 'accepted by nextgenpsd2';

/** The reason why the strict profile refuses. */
function check(message = signed): string {
  return reasonOf(verifyMessage(STRICT, message));
}

/** Signed anew over the headers given, so that nothing but them can be wrong. */
async function signOver(fields: Readonly<Record<string, 'always'>>, message = request): Promise<string> {
  const profile = { ...STRICT, request: { fields, others: 'refused' as const } };
  return check(await signMessage(profile, seal, message));
}

test('SIG-REQ-001 Signature, Digest and TPP-Signature-Certificate come together', () => {
  expect(check()).toBe(ACCEPTED);
  expect(check(setHeaders(signed, [['Digest', undefined]]))).toBe('digest-missing');
});

test('SIG-REQ-002 a missing signature has a reason of its own', () => {
  expect(check(setHeaders(signed, [['Signature', undefined]]))).toBe('signature-missing');
  expect(check(request)).toBe('signature-missing');
});

test('SIG-REQ-003 a missing certificate has a reason of its own', () => {
  expect(check(setHeaders(signed, [['TPP-Signature-Certificate', undefined]]))).toBe('certificate-missing');
});

test.each(['SHA-256', 'SHA-512'] as const)('SIG-REQ-005 the digest is %s of the raw body', async (algorithm) => {
  const profile = { ...STRICT, digest: { ...STRICT.digest, algorithm } };
  const message = await signMessage(profile, seal, request);
  expect(getHeader(message, 'Digest')).toBe(renderDigest(algorithm, BODY));
  expect(check(message)).toBe(ACCEPTED);
  expect(check({ ...message, body: BODY.map((byte, index) => (index === 7 ? byte ^ 1 : byte)) })).toBe(
    'digest-mismatch',
  );
});

test('SIG-REQ-006 without a body it is the digest of no bytes', async () => {
  const message = await signMessage(STRICT, seal, createRequest({ method: 'GET', body: new Uint8Array() }));
  expect(getHeader(message, 'Digest')).toBe('SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  expect(check(message)).toBe(ACCEPTED);
});

test.each(['MD5=XUFAKrxLKna5cZ2REBfFkg==', 'SHA=qvTGHdzF6KLavt4PO0gs2a6pQ00='])(
  'SIG-REQ-007 %s is refused',
  (digest) => {
    expect(check(setHeaders(signed, [['Digest', digest]]))).toBe('digest-algorithm-refused');
  },
);

test('SIG-REQ-008 the digest of a multipart body is over all of it, boundaries and all', async () => {
  const part = '<Document/>';
  const text = `--b\r\nContent-Disposition: form-data; name="xml_sct"\r\n\r\n${part}\r\n--b--\r\n`;
  const body = new TextEncoder().encode(text);
  const message = await signMessage(STRICT, seal, createRequest({ body }));
  expect(check(message)).toBe(ACCEPTED);
  expect(check(setHeaders(message, [['Digest', renderDigest('SHA-256', new TextEncoder().encode(part))]]))).toBe(
    'digest-mismatch',
  );
});

test('SIG-REQ-009 the serial number in keyId is hex', () => {
  const { serialNumber } = seal.certificate;
  expect(getHeader(signed, 'Signature')).toContain(`keyId="SN=${serialNumber},CA=CN=`);
  expect(
    check(editSignature(signed, (text) => text.replace(serialNumber, BigInt(`0x${serialNumber}`).toString()))),
  ).toBe('key-id-mismatch');
});

test('SIG-REQ-010 keyId is of the certificate that was sent', () => {
  expect(check(editSignature(signed, (text) => text.replace('SN=', 'SN=1')))).toBe('key-id-mismatch');
  expect(check(editSignature(signed, (text) => text.replace('CN=Demo', 'CN=Other')))).toBe('key-id-mismatch');
});

test('SIG-REQ-011 signed are digest and x-request-id always, three more exactly when sent, and nothing else', async () => {
  const all = { digest: 'always', 'x-request-id': 'always', 'psu-id': 'always', 'tpp-redirect-uri': 'always' } as const;
  const { digest, 'x-request-id': requestId, 'psu-id': psuId, 'tpp-redirect-uri': redirectUri } = all;
  expect(await signOver(all)).toBe(ACCEPTED);
  expect(await signOver({ ...all, 'content-type': 'always' })).toBe('signed-header-not-allowed');
  expect(await signOver({ ...all, date: 'always' })).toBe('signed-header-not-allowed');
  expect(await signOver({ ...all, '(request-target)': 'always' })).toBe('signed-header-not-allowed');
  expect(await signOver({ digest, 'x-request-id': requestId, 'tpp-redirect-uri': redirectUri })).toBe(
    'signed-header-missing',
  );
  expect(await signOver({ digest, 'x-request-id': requestId, 'psu-id': psuId })).toBe('signed-header-missing');
  expect(await signOver({ digest, 'psu-id': psuId, 'tpp-redirect-uri': redirectUri })).toBe('signed-header-missing');
  expect(await signOver({ 'x-request-id': requestId, 'psu-id': psuId, 'tpp-redirect-uri': redirectUri })).toBe(
    'signed-header-missing',
  );
  const corporate = setHeaders(request, [['PSU-Corporate-ID', 'c']]);
  expect(await signOver(all, corporate)).toBe('signed-header-missing');
  expect(await signOver({ ...all, 'psu-corporate-id': 'always' }, corporate)).toBe(ACCEPTED);
  expect(check(setHeaders(signed, [['PSU-ID', undefined]]))).toBe('signed-header-absent');
});

test('SIG-REQ-012 names are in lower case, one blank apart, and their order is that of the signature', async () => {
  const reordered = {
    'tpp-redirect-uri': 'always',
    'psu-id': 'always',
    'x-request-id': 'always',
    digest: 'always',
  } as const;
  expect(await signOver(reordered)).toBe(ACCEPTED);
  expect(check(editSignature(signed, (text) => text.replace('digest x-request-id', 'x-request-id digest')))).toBe(
    'signature-mismatch',
  );
  expect(check(editSignature(signed, (text) => text.replace('digest x-request-id', 'Digest X-Request-ID')))).toBe(
    'signed-headers-malformed',
  );
  expect(check(editSignature(signed, (text) => text.replace('digest x', 'digest  x')))).toBe(
    'signed-headers-malformed',
  );
});

test('SIG-REQ-013 where a bank wants a date, a profile signs it', async () => {
  const message = await signMessage(PROFILES['salt-edge'], seal, request);
  expect(reasonOf(verifyMessage(PROFILES['salt-edge'], message))).toBe('accepted by salt-edge');
  expect(getHeader(message, 'Signature')).toContain('headers="digest date x-request-id ');
  expect(check(message)).toBe('signed-header-not-allowed');
});

test('SIG-REQ-014 the algorithm is of the key in the certificate, with SHA-256 or SHA-512', async () => {
  const rename = (name: string) => check(editSignature(signed, (text) => text.replace('rsa-sha256', name)));
  expect(rename('rsa-sha1')).toBe('algorithm-refused');
  expect(rename('hmac-sha256')).toBe('algorithm-refused');
  expect(rename('ecdsa-sha256')).toBe('algorithm-does-not-fit-key');
  expect(rename('rsa-sha512')).toBe('signature-mismatch');
  const longer = await createSeal({ key: seal.privateKey, algorithm: 'rsa-sha512' });
  expect(check(await signMessage(STRICT, longer, request))).toBe(ACCEPTED);
});

test('SIG-REQ-018 the certificate is base64 in one line, and other wrappings are cleaned up', () => {
  const base64 = getHeader(signed, 'TPP-Signature-Certificate');
  expect(base64).toMatch(/^[A-Za-z0-9+/]+=*$/);
  const folded = `-----BEGIN CERTIFICATE----- ${base64.replace(/.{64}/g, '$& ')} -----END CERTIFICATE-----`;
  expect(check(setHeaders(signed, [['TPP-Signature-Certificate', folded]]))).toBe(ACCEPTED);
});

test('N-SIG-REQ-101 a date that is signed and six minutes old is refused', async () => {
  const dated = await signMessage(PROFILES['nextgenpsd2-date'], seal, request);
  const verify = (minutes: number) =>
    reasonOf(
      verifyMessage(PROFILES['nextgenpsd2-date'], dated, {
        clock: () => new Date(Date.UTC(2026, 10, 26, 12, minutes)),
      }),
    );
  expect(verify(4)).toBe('accepted by nextgenpsd2-date');
  expect(verify(6)).toBe('too-old');
});

test('N-SIG-REQ-102 the older signature and a JWS are not taken for each other', async () => {
  const jws = await signMessage(PROFILES['jws-http-headers'], seal, request);
  expect(check(jws)).toBe('signature-missing');
  expect(reasonOf(await verifyMessage(PROFILES['jws-http-headers'], signed))).toBe('signature-missing');
  expect(reasonOf(await verifyMessage(PROFILES['jws-http-headers'], jws))).toBe('accepted by jws-http-headers');
});
