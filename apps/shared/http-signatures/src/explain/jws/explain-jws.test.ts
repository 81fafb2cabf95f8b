import { createHash, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { toPem } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import type { HttpMessage } from '../../message.ts';
import { PROFILES } from '../../profiles.ts';
import { createRequest, createResponse, createSeal, NOW, setHeaders, signMessage } from '../../signing.fixture.ts';
import { renderDigest } from '../../steps/digest.ts';
import { indexHeaders } from '../../steps/fields.ts';
import { collectSigningLines } from '../../steps/signing-string.ts';
import { PSS, signWith } from '../crafted.fixture.ts';
import { explainSignature } from '../explain-signature.ts';
import type { StepName } from '../explanation.ts';

const [ec, rsa, other] = await Promise.all([
  createSeal(),
  createSeal({ key: 'rsa-2048', algorithm: 'rsa-sha256' }),
  createSeal(),
]);
const profile = PROFILES['jws-http-headers'];
const PARS = ['(request-target)', 'content-type', 'x-request-id', 'psu-id', 'digest'];
const HTTP_HEADERS = 'http://uri.etsi.org/19182/HttpHeaders';
const base64url = (text: string | Uint8Array) => Buffer.from(text).toString('base64url');

interface Faults {
  readonly seal?: typeof ec;
  readonly pars?: readonly string[];
  readonly header?: (header: Readonly<Record<string, unknown>>) => object;
  readonly text?: (lines: readonly { readonly name: string; readonly value: string }[]) => string;
  readonly input?: (encodedHeader: string, payload: string) => string;
  readonly sign?: (text: Buffer, key: KeyObject) => Buffer;
  readonly write?: (signature: Buffer) => string;
  readonly payload?: string;
  readonly message?: HttpMessage;
}

/** A detached JWS over headers, made by hand. */
function craftJws(faults: Faults = {}): HttpMessage {
  const { seal = ec, pars = PARS, message = createRequest() } = faults;
  const digested = setHeaders(message, [['Digest', renderDigest('SHA-256', message.body)]]);
  const isEc = seal.privateKey.asymmetricKeyType === 'ec';
  const header = {
    alg: isEc ? 'ES256' : 'RS256',
    b64: false,
    crit: ['sigT', 'sigD', 'b64'],
    sigT: '2026-11-26T12:00:00Z',
    sigD: { mId: HTTP_HEADERS, pars },
    x5c: [Buffer.from(seal.certificate.der).toString('base64')],
  };
  const encoded = base64url(JSON.stringify(faults.header?.(header) ?? header));
  const options = { requestTarget: 'path', limit: 8_192 } as const;
  const lines = collectSigningLines(
    pars.map((name) => name.toLowerCase()),
    digested,
    indexHeaders(digested.headers),
    options,
  );
  if (!lines.accepted) throw new TypeError('The test signs what is not there.');
  const write = faults.text ?? ((each) => each.map(({ name, value }) => `${name}: ${value}`).join('\n'));
  const input = faults.input ?? ((head, payload) => `${head}.${payload}`);
  const make = faults.sign ?? signWith('sha256', isEc ? { dsaEncoding: 'ieee-p1363' } : {});
  const signature = make(Buffer.from(input(encoded, write(lines.evidence)), 'latin1'), seal.privateKey);
  const written = faults.write?.(signature) ?? base64url(signature);
  return setHeaders(digested, [['x-jws-signature', `${encoded}.${faults.payload ?? ''}.${written}`]]);
}

const stepOf = async (
  step: StepName,
  faults: Faults,
  options: Partial<Parameters<typeof explainSignature>[0]> = {},
) => {
  const { steps } = await explainSignature({ profile, message: craftJws(faults), ...options });
  const found = steps.find((each) => each.step === step);
  if (found === undefined) throw new TypeError(`There is no step ${step}.`);
  return found;
};
const withLines = (change: (name: string, value: string) => string, join = '\n', end = ''): Pick<Faults, 'text'> => ({
  text: (lines) => lines.map(({ name, value }) => change(name, value)).join(join) + end,
});
const asIs = (name: string, value: string) => `${name}: ${value}`;

test('a JWS that is made by hand, and right, is fine throughout', async () => {
  const { accepted, steps } = await explainSignature({ profile, message: craftJws() });
  expect([accepted, steps.filter(({ verdict }) => verdict !== 'fine').map(({ step }) => step)]).toEqual([
    true,
    ['date'],
  ]);
  expect(steps.find(({ step }) => step === 'jws')?.found).toMatch(/^\{"alg":"ES256".*"x5c":"\(1 certificate\)"\}$/);
});

test.each<readonly [string, Faults]>([
  ['line-feed-at-end', withLines(asIs, '\n', '\n')],
  ['joined-by-crlf', withLines(asIs, '\r\n')],
  ['names-as-sent', { ...withLines((name, value) => `${NAMES[name] ?? name}: ${value}`) }],
  [
    'names-as-listed',
    {
      pars: ['(request-target)', 'CONTENT-TYPE', 'x-request-id', 'psu-id', 'digest'],
      ...withLines((name, value) => `${name.replace('content-type', 'CONTENT-TYPE')}: ${value}`),
    },
  ],
  [
    'target-is-url',
    withLines((name, value) =>
      name === '(request-target)'
        ? `${name}: post https://bank.example/v1/payments/sepa-credit-transfers?a=1`
        : `${name}: ${value}`,
    ),
  ],
  ['digest-in-base64url', withLines((name, value) => `${name}: ${name === 'digest' ? base64url(value) : value}`)],
  ['base64url-is-signed', { input: (header, payload) => `${header}.${base64url(payload)}` }],
  ['jws-header-left-out', { input: (_header, payload) => payload }],
  ['signed-with-sha-512', { sign: signWith('sha512', { dsaEncoding: 'ieee-p1363' }) }],
  ['signed-by-pkcs1', { seal: rsa, header: (header) => ({ ...header, alg: 'PS256' }) }],
  ['signed-by-pss', { seal: rsa, sign: signWith('sha256', PSS) }],
  [
    'pss-salt-length',
    {
      seal: rsa,
      header: (header) => ({ ...header, alg: 'PS256' }),
      sign: signWith('sha256', { ...PSS, saltLength: 0 }),
    },
  ],
])('%s is named where just that was done', async (code, faults) => {
  const step = await stepOf('signature', faults);
  expect([step.verdict, step.reason, step.hints.map(({ codes }) => codes)], JSON.stringify(step)).toEqual([
    'wrong',
    'signature-mismatch',
    [[code]],
  ]);
});

const NAMES: Readonly<Record<string, string>> = {
  'content-type': 'Content-Type',
  'x-request-id': 'X-Request-ID',
  'psu-id': 'PSU-ID',
  digest: 'Digest',
};

test('ECDSA in DER is named', async () => {
  const step = await stepOf('signature', { sign: signWith('sha256', { dsaEncoding: 'der' }) });
  expect([step.reason, step.hints.map(({ codes }) => codes)]).toEqual(['signature-mismatch', [['ecdsa-in-der']]]);
});

test.each<readonly [string, Faults]>([
  ['payload-attached', { payload: 'e30' }],
  ['signature-base64', { write: (signature) => `${signature.toString('base64url')}==` }],
  ['b64', { header: (header) => ({ ...header, b64: true }) }],
  ['b64', { header: ({ b64: _, ...header }) => header }],
  [
    'mId',
    { header: (header) => ({ ...header, sigD: { pars: PARS, mId: 'http://uri.etsi.org/19182/ObjectIdByURI' } }) },
  ],
  ['sigT', { header: ({ sigT: _, ...header }) => ({ ...header, crit: ['sigD', 'b64'] }) }],
  ['crit', { header: ({ crit: _, ...header }) => header }],
  ['crit', { header: (header) => ({ ...header, crit: ['b64', 'sigD', 'sigT', 'exp'], exp: 1 }) }],
  ['crit-with-iat', { header: ({ sigT: _, ...header }) => ({ ...header, iat: 1_795_700_000, crit: ['b64'] }) }],
])('%s: a header that is wrong in just that is repaired, and the signature behind it is fine', async (code, faults) => {
  const step = await stepOf('jws', faults);
  expect(
    [step.verdict, step.hints.map(({ codes }) => codes.filter((each) => each !== 'crit'))],
    JSON.stringify(step),
  ).toEqual(['wrong', [[code].filter((each) => each !== 'crit')]]);
  expect(step.hints[0]?.codes).toContain(code);
  expect((await stepOf('signature', faults)).verdict).toBe('fine');
});

test('a JWS that is none leaves the steps behind it nothing to look at', async () => {
  const message = setHeaders(createRequest(), [
    ['x-jws-signature', 'rubbish'],
    ['Digest', renderDigest('SHA-256', createRequest().body)],
  ]);
  const { steps } = await explainSignature({ profile, message });
  expect(steps.map(({ step, verdict }) => `${step} ${verdict}`)).toEqual([
    'signature-header fine',
    'digest-header fine',
    'jws wrong',
    'certificate wrong',
    'algorithm skipped',
    'signed-header-list skipped',
    'signed-headers skipped',
    'signing-string skipped',
    'date skipped',
    'digest fine',
    'signature skipped',
  ]);
});

const { der, fingerprint } = ec.certificate;
const hashed = (algorithm: string, bytes: string | Uint8Array) => createHash(algorithm).update(bytes).digest();
test.each([
  ['thumbprint-hex', fingerprint],
  ['thumbprint-hex', fingerprint.toUpperCase()],
  ['thumbprint-hex-encoded', base64url(fingerprint)],
  ['thumbprint-sha-1', base64url(hashed('sha1', der))],
  ['thumbprint-of-pem', base64url(hashed('sha256', toPem(der)))],
  ['thumbprint-of-pem', base64url(hashed('sha256', toPem(der).trim()))],
])('%s is named: %s', async (code, thumbprint) => {
  const step = await stepOf('certificate', { header: (header) => ({ ...header, 'x5t#S256': thumbprint }) });
  expect([step.reason, step.hints.map(({ codes }) => codes)]).toEqual(['key-id-mismatch', [[code]]]);
});

test('a thumbprint of another certificate is told from one in the wrong alphabet', async () => {
  const thumbprint = base64url(Buffer.from(other.certificate.fingerprint, 'hex'));
  const step = await stepOf(
    'certificate',
    { header: (header) => ({ ...header, 'x5t#S256': thumbprint }) },
    { certificate: other.certificate },
  );
  expect(step.hints.map(({ codes }) => codes)).toEqual([['other-certificate'], ['other-certificate']]);
});

test('a certificate that is known by its thumbprint alone is found beside the message', async () => {
  const url = PROFILES['jws-http-headers-url'];
  const message = setHeaders(await signMessage(url, ec, createRequest()), [['TPP-Signature-Certificate', undefined]]);
  expect(
    (await explainSignature({ profile: url, message, certificate: ec.certificate, receivedAt: NOW })).accepted,
  ).toBe(true);
  expect(await explainSignature({ profile: url, message, receivedAt: NOW })).toMatchObject({
    accepted: false,
    reason: 'certificate-missing',
  });
});

test.each([
  ['none', 'algorithm-refused'],
  ['RS256', 'algorithm-does-not-fit-key'],
  ['ES384', 'algorithm-does-not-fit-key'],
])('alg %s is told what fits the key', async (alg, reason) => {
  expect(await stepOf('algorithm', { header: (header) => ({ ...header, alg }) })).toMatchObject({
    reason,
    found: alg,
    expected: 'ES256',
  });
});

test('the status of a response is a line like any other', async () => {
  const signed = await signMessage(profile, ec, createResponse());
  const { signingString, accepted } = await explainSignature({ profile, message: signed });
  expect([accepted, signingString?.lines[0]]).toEqual([true, { name: '(response-status)', value: '201' }]);
});

const vectorFile = new URL('../../../../../../../shared/vectors/dss-jades-httpheaders.json', import.meta.url);
const missing = existsSync(vectorFile) ? '' : ' (official vectors are not here)';

test.skipIf(missing !== '')(
  `the vector of DSS is fine by its profile, and its differences from others are named${missing}`,
  async () => {
    const vector: { jws: string; headers: [string, string][]; signingCertificate: string } = JSON.parse(
      readFileSync(vectorFile, 'utf8'),
    );
    const headers = vector.headers.filter(([name]) => !name.startsWith('('));
    const message = {
      method: 'POST',
      target: '/v1/payments/sepa-credit-transfers',
      url: 'https://api.testbank.com/v1/payments/sepa-credit-transfers',
      headers: [...headers, ['x-jws-signature', vector.jws], ['TPP-Signature-Certificate', vector.signingCertificate]],
      body: Buffer.alloc(0),
    } as const;
    const explanation = await explainSignature({ profile: PROFILES['jws-http-headers-url'], message });
    expect(explanation.steps.filter(({ verdict }) => verdict === 'wrong').map(({ step }) => step)).toEqual(['digest']);
    const byPath = await explainSignature({ profile, message });
    expect(byPath.steps.at(-1)?.hints.map(({ codes }) => codes)).toEqual([['target-is-url']]);
    const atEnd = {
      ...message,
      headers: message.headers.map(([name, value]) => [name, name === 'Content-Type' ? 'text/plain' : value] as const),
    };
    expect((await explainSignature({ profile, message: atEnd })).steps.at(-1)?.hints[0]?.codes).toEqual(['other-text']);
  },
);
