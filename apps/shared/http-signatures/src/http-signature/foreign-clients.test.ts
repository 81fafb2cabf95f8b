import { sign, X509Certificate } from 'node:crypto';
import { toPem } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import type { HttpMessage } from '../message.ts';
import { PROFILES, type ProfileName } from '../profiles.ts';
import { BODY, createRequest, createSeal, getHeader, reasonOf, setHeaders, verifyMessage } from '../signing.fixture.ts';
import { renderDigest } from '../steps/digest.ts';

// Messages as other programs make them, put together by hand in their way.

const seal = await createSeal({ key: 'rsa-2048' });
const { serialNumber: hex, der } = seal.certificate;
const decimal = BigInt(`0x${hex}`).toString();
const base64 = Buffer.from(der).toString('base64');
const openSslIssuer = new X509Certificate(toPem(der)).issuer.split('\n').join(',');
const javaIssuer = 'CN=Demo Issuing CA,2.5.4.97=#0c0f56415444452d313233343536373839,O=Demo Trust Services GmbH,C=DE';
const pythonIssuer = 'CN=Demo Issuing CA,2.5.4.97=VATDE-123456789,O=Demo Trust Services GmbH,C=DE';

const REQUEST = createRequest({
  headers: [
    ['X-Request-ID', '99391c7e-ad88-49ec-a2ad-99ddcb1f7721'],
    ['Date', 'Thu, 26 Nov 2026 11:58:00 GMT'],
  ],
});
const WITH_PSU = setHeaders(REQUEST, [
  ['PSU-ID', 'erika'],
  ['PSU-IP-Address', '192.0.2.1'],
  ['TPP-Redirect-URI', 'https://tpp.example/back'],
]);

interface Foreign {
  readonly keyId: string;
  readonly algorithm: string;
  /** As the client writes them. */
  readonly headers: string;
  readonly request?: HttpMessage;
  readonly digest?: string;
  readonly certificate?: string;
  readonly hash?: 'sha256' | 'sha512';
  readonly parameters?: (text: string) => string;
  readonly carrier?: 'Signature' | 'Authorization';
}

function make(client: Foreign): HttpMessage {
  const {
    keyId,
    algorithm,
    headers,
    request = REQUEST,
    digest = renderDigest('SHA-256', BODY),
    certificate = base64,
  } = client;
  const { parameters = (text) => text, carrier = 'Signature', hash = 'sha256' } = client;
  const message = setHeaders(request, [
    ['Digest', digest],
    ['TPP-Signature-Certificate', certificate],
  ]);
  const lines = headers.split(' ').map((name) => {
    const value = name === '(request-target)' ? `post ${message.target}` : getHeader(message, name);
    return `${name.toLowerCase()}: ${value}`;
  });
  const signature = sign(hash, Buffer.from(lines.join('\n')), seal.privateKey).toString('base64');
  const text = parameters(`keyId="${keyId}",algorithm="${algorithm}",headers="${headers}",signature="${signature}"`);
  return setHeaders(message, [[carrier, carrier === 'Authorization' ? `Signature ${text}` : text]]);
}

const CLIENTS: readonly (readonly [client: string, profile: ProfileName, strict: string, message: HttpMessage])[] = [
  [
    'xs2a-adapter, in Java',
    'xs2a-adapter',
    'algorithm-refused',
    make({
      keyId: `SN=${hex},CA=${javaIssuer.replaceAll(' ', '%20')}`,
      algorithm: 'SHA256withRSA',
      headers: 'digest psu-id tpp-redirect-uri x-request-id',
      request: WITH_PSU,
    }),
  ],
  [
    'xs2a-adapter, where a date is sent',
    'xs2a-adapter',
    'algorithm-refused',
    make({
      keyId: `SN=${hex},CA=${javaIssuer.replaceAll(' ', '%20')}`,
      algorithm: 'SHA256withRSA',
      headers: 'date digest x-request-id',
    }),
  ],
  [
    'js-nextgen-psd2, with what OpenSSL prints',
    'js-nextgen-psd2',
    'algorithm-refused',
    make({
      keyId: `SN=${hex.toUpperCase()},CA=${openSslIssuer}`,
      algorithm: 'sha-256',
      headers: 'digest psu-id tpp-redirect-uri x-request-id',
      request: WITH_PSU,
    }),
  ],
  [
    'BEC, in Python, which keeps to the standard where it sends no more',
    'nextgenpsd2',
    'accepted by nextgenpsd2',
    make({ keyId: `SN=${hex},CA=${pythonIssuer}`, algorithm: 'rsa-sha256', headers: 'digest x-request-id' }),
  ],
  [
    'BEC, in Python, where it sends more than it signs',
    'bec-python',
    'signed-header-missing',
    make({
      keyId: `SN=${hex},CA=${pythonIssuer}`,
      algorithm: 'rsa-sha256',
      headers: 'digest x-request-id',
      request: WITH_PSU,
    }),
  ],
  [
    'codehell/psd2, in PHP',
    'codehell-psd2',
    'key-id-mismatch',
    make({
      keyId: `SN=${decimal},CA=C=ES,ST=,L=,O=Demo Trust Services GmbH,OU=,CN=Demo Issuing CA`,
      algorithm: 'SHA-256',
      headers: 'digest x-request-id',
      request: WITH_PSU,
    }),
  ],
  [
    'a client of ING',
    'ing',
    'key-id-malformed',
    make({
      keyId: '5ca1ab1e-c0ca-c01a-cafe-154deadbea75',
      algorithm: 'rsa-sha256',
      headers: '(request-target) date digest x-request-id',
      certificate: toPem(der).replaceAll('\n', ''),
    }),
  ],
  [
    'a client of ING that asks for a token',
    'ing-token',
    'signature-missing',
    make({
      keyId: `SN=${hex},CA=${openSslIssuer}`,
      algorithm: 'rsa-sha256',
      headers: '(request-target) date digest',
      carrier: 'Authorization',
    }),
  ],
  [
    'a client of BNG Bank',
    'bng',
    'signed-header-not-allowed',
    make({
      keyId: `SN=${hex},CA=${pythonIssuer}`,
      algorithm: 'rsa-sha256',
      headers: '(request-target) date digest',
      certificate: toPem(der).replaceAll('\n', ' '),
    }),
  ],
  [
    'a client of a bank behind Salt Edge',
    'salt-edge',
    'signed-header-not-allowed',
    make({
      keyId: `SN=${hex},CA=${pythonIssuer}`,
      algorithm: 'rsa-sha256',
      headers: 'digest date x-request-id tpp-redirect-uri',
      request: setHeaders(REQUEST, [['TPP-Redirect-URI', 'https://tpp.example/back']]),
      certificate: Buffer.from(toPem(der)).toString('base64'),
    }),
  ],
  [
    'a client of Rabobank',
    'rabobank',
    'key-id-malformed',
    make({
      keyId: decimal,
      algorithm: 'rsa-sha512',
      hash: 'sha512',
      headers: 'date digest x-request-id',
      digest: renderDigest('SHA-512', BODY).replace('SHA', 'sha'),
    }),
  ],
  [
    'a client of iCard',
    'icard',
    'key-id-malformed',
    make({ keyId: hex, algorithm: 'rsa-sha256', headers: 'date digest x-request-id' }),
  ],
  [
    'the test values of adorsys',
    'adorsys',
    'algorithm-refused',
    make({
      keyId: `SN=${hex},CA=${javaIssuer.replaceAll(' ', '%20')}`,
      algorithm: 'SHA256withRSA',
      headers: 'date psu-id psu-ip-address x-request-id digest tpp-redirect-uri',
      request: WITH_PSU,
    }),
  ],
  [
    'the example of the standard',
    'mixed-case',
    'signed-headers-malformed',
    make({
      keyId: `SN=${hex.toUpperCase()},CA=${pythonIssuer.replaceAll(' ', '%20')}`,
      algorithm: 'rsa-sha256',
      headers: 'Digest X-Request-ID PSU-ID TPP-Redirect-URI Date',
      request: WITH_PSU,
      parameters: (text) => text.replaceAll('",', '", '),
    }),
  ],
  [
    'a client that takes the blanks out of the issuer',
    'lenient',
    'key-id-mismatch',
    make({
      keyId: `SN=${hex},CA=${pythonIssuer.replaceAll(' ', '')}`,
      algorithm: 'rsa-sha256',
      headers: 'digest x-request-id',
    }),
  ],
  [
    'a client that writes the digest without its hyphen',
    'lenient',
    'digest-algorithm-refused',
    make({
      keyId: `SN=${hex},CA=${pythonIssuer}`,
      algorithm: 'rsa-sha256',
      headers: 'digest x-request-id',
      digest: renderDigest('SHA-256', BODY).replace('SHA-256', 'SHA256'),
    }),
  ],
  [
    'a client that says more than it is asked',
    'lenient',
    'parameter-unknown',
    make({
      keyId: `SN=${hex},CA=${pythonIssuer}`,
      algorithm: 'rsa-sha256',
      headers: 'digest x-request-id',
      parameters: (text) => `${text},version="1"`,
    }),
  ],
];

test.each(CLIENTS)('%s: %s accepts it, and the strict profile says %s', async (_client, profile, strict, message) => {
  expect(reasonOf(await verifyMessage(PROFILES[profile], message))).toBe(`accepted by ${profile}`);
  expect(reasonOf(verifyMessage(PROFILES.nextgenpsd2, message))).toBe(strict);
});

test.each(CLIENTS)('%s: %s notices what is changed on the way', async (_client, profile, _strict, message) => {
  const verify = async (changed: HttpMessage) => reasonOf(await verifyMessage(PROFILES[profile], changed));
  expect(await verify({ ...message, body: BODY.slice(1) })).toBe('digest-mismatch');
  const digestOfOther = setHeaders(message, [['Digest', renderDigest('SHA-512', new Uint8Array())]]);
  expect(await verify({ ...digestOfOther, body: new Uint8Array() })).toBe('signature-mismatch');
});

test('codehell/psd2 signs tpp-redirect-uri in some calls and does not say so: nobody can verify that', () => {
  const headers = 'digest x-request-id tpp-redirect-uri';
  const keyId = `SN=${decimal},CA=C=ES,ST=,L=,O=,OU=,CN=`;
  const message = make({
    keyId,
    algorithm: 'SHA-256',
    headers,
    request: WITH_PSU,
    parameters: (text) => text.replace(' tpp-redirect-uri"', '"'),
  });
  expect(reasonOf(verifyMessage(PROFILES['codehell-psd2'], message))).toBe('signature-mismatch');
});
