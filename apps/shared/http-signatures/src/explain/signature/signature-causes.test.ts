import { constants, hash, privateEncrypt } from 'node:crypto';
import { expect, test } from 'vitest';
import { PROFILES } from '../../profiles.ts';
import { createRequest, createSeal, setHeaders } from '../../signing.fixture.ts';
import { toSigningCertificate } from '../../steps/certificate.ts';
import { renderDigest } from '../../steps/digest.ts';
import { type Craft, craft, joined, NAMES, PSS, signWith } from '../crafted.fixture.ts';
import { explainSignature } from '../explain-signature.ts';
import { createSignatureDeviations } from './create-deviations.ts';

const [ec, rsa, other] = await Promise.all([
  createSeal(),
  createSeal({ key: 'rsa-2048', algorithm: 'rsa-sha256' }),
  createSeal({ key: 'rsa-2048', algorithm: 'rsa-sha256' }),
]);
const profile = PROFILES.lenient;

const plain = createRequest();
/** Everything that a signer may stumble over. */
const message = {
  ...plain,
  headers: [
    ...plain.headers,
    ['X-Spaced', ' a  b '],
    ['X-Twice', 'one'],
    ['X-Twice', 'two'],
    ['X-Name', 'Jos\xc3\xa9'],
    ['X-Encoded', 'a%20b'],
    ['X-Plain', 'a b'],
    ['X-Upper', 'ABC'],
    ['X-Questions', '??????'],
  ],
} as const;
const body = Buffer.from(message.body);
const withLine = (name: string) => ({
  message,
  names: ['digest', 'x-request-id', name],
  headers: [...NAMES, name].join(' '),
  lined: [...NAMES, name],
});
const TARGET = '(request-target)';
const withTarget = { names: [TARGET, ...NAMES], headers: [TARGET, ...NAMES].join(' ') };
type Lines = Parameters<NonNullable<Craft['text']>>[0];
const change = (name: string, edit: (value: string) => string) => (lines: Lines) =>
  joined(lines.map((line) => (line.name === name ? { name, value: edit(line.value) } : line)));
const rename = (edit: (name: string) => string) => (lines: Lines) =>
  joined(lines.map(({ name, value }) => ({ name: edit(name), value })));
const layout = (parts: Parameters<typeof joined>[1]) => ({ text: (lines: Lines) => joined(lines, parts) });
const wrap = (edit: (bytes: Buffer) => Buffer | string) => ({
  text: (lines: Lines) => edit(Buffer.from(joined(lines), 'latin1')),
});
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const absent = { headers: `${NAMES.join(' ')} psu-corporate-id` };

const CASES: readonly (readonly [code: string, faults: Partial<Craft>])[] = [
  ['line-feed-at-end', layout({ end: '\n' })],
  ['crlf-at-end', layout({ end: '\r\n' })],
  ['escape-at-end', layout({ end: '\\n' })],
  ['blank-at-end', layout({ end: ' ' })],
  ['joined-by-crlf', layout({ join: '\r\n' })],
  ['joined-by-escape', layout({ join: '\\n' })],
  ['joined-by-nothing', layout({ join: '' })],
  ['joined-by-blank', layout({ join: ' ' })],
  ['joined-by-comma', layout({ join: ',' })],
  ['joined-by-comma-and-blank', layout({ join: ', ' })],
  ['no-blank-after-colon', layout({ colon: ':' })],
  ['blank-before-colon', layout({ colon: ' : ' })],
  ['equals-sign', layout({ colon: '=' })],
  [
    'names-as-listed',
    {
      headers: 'Digest X-Request-ID PSU-ID TPP-Redirect-URI',
      text: rename(
        (name) =>
          ({ digest: 'Digest', 'x-request-id': 'X-Request-ID', 'psu-id': 'PSU-ID' })[name] ?? 'TPP-Redirect-URI',
      ),
    },
  ],
  [
    'names-as-sent',
    {
      text: rename(
        (name) =>
          ({ digest: 'Digest', 'x-request-id': 'X-Request-ID', 'psu-id': 'PSU-ID' })[name] ?? 'TPP-Redirect-URI',
      ),
    },
  ],
  ['names-in-title-case', { text: rename((name) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase())) }],
  ['names-in-upper-case', { text: rename((name) => name.toUpperCase()) }],
  ['names-without-parentheses', { ...withTarget, text: rename((name) => name.replace(/[()]/g, '')) }],
  ['no-names', { text: (lines) => lines.map(({ value }) => value).join('\n') }],
  ['utf-8-twice', { ...withLine('x-name'), ...wrap((bytes) => Buffer.from(bytes.toString('latin1'), 'utf8')) }],
  ['latin-1', { ...withLine('x-name'), ...wrap((bytes) => Buffer.from(bytes.toString('utf8'), 'latin1')) }],
  ['utf-16', { text: (lines) => utf16(joined(lines)) }],
  ['signed-with-sha-256', { algorithm: 'rsa-sha512' }],
  ['signed-with-sha-512', { sign: signWith('sha512') }],
  ['signed-with-sha-1', { sign: signWith('sha1') }],
  ['signed-with-sha-384', { sign: signWith('sha384') }],
  ['signed-with-md5', { sign: signWith('md5') }],
  ['signed-by-pss', { sign: signWith('sha256', PSS) }],
  ['signed-by-pss-with-other-salt', { sign: signWith('sha256', { ...PSS, saltLength: 20 }) }],
  [
    'hash-without-name',
    {
      sign: (text, key) =>
        privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, hash('sha256', text, 'buffer')),
    },
  ],
  ['ecdsa-side-by-side', { seal: ec, sign: signWith('sha256', { dsaEncoding: 'ieee-p1363' }) }],
  ['signature-base64url', { write: (signature) => signature.toString('base64url') }],
  ['signature-hex', { write: (signature) => signature.toString('hex') }],
  ['signature-hex-in-base64', { write: (signature) => base64(signature.toString('hex')) }],
  ['signature-base64-twice', { write: (signature) => base64(signature.toString('base64')) }],
  ['signature-with-blanks', { write: (signature) => signature.toString('base64').replace(/(.{64})/g, '$1 ') }],
  ['signature-percent-encoded', { write: (signature) => encodeURIComponent(signature.toString('base64')) }],
  ['target-without-query', { ...withTarget, text: change(TARGET, (value) => value.replace(/\?.*/, '')) }],
  ['target-is-url', { ...withTarget, text: change(TARGET, () => `post ${plain.url}`) }],
  ['target-without-first-segment', { ...withTarget, text: change(TARGET, (value) => value.replace('/v1', '')) }],
  [
    'target-without-two-segments',
    { ...withTarget, text: change(TARGET, (value) => value.replace('/v1/payments', '')) },
  ],
  [
    'target-decoded',
    {
      ...withTarget,
      message: { ...plain, target: '/v1/a%20b' },
      text: change(TARGET, (value) => value.replace('%20', ' ')),
    },
  ],
  ['method-in-upper-case', { ...withTarget, text: change(TARGET, (value) => value.replace('post', 'POST')) }],
  ['target-without-method', { ...withTarget, text: change(TARGET, (value) => value.replace('post ', '')) }],
  ['digest-of-body', { after: [['Digest', renderDigest('SHA-512', body)]] }],
  ['digest-of-body-sha-512', { text: change('digest', () => renderDigest('SHA-512', body)) }],
  ['digest-without-algorithm', { text: change('digest', (value) => value.replace('SHA-256=', '')) }],
  ['digest-algorithm-in-lower-case', { text: change('digest', (value) => value.replace('SHA', 'sha')) }],
  [
    'digest-algorithm-in-upper-case',
    {
      text: change('digest', () => renderDigest('SHA-256', Buffer.of(1))),
      after: [['Digest', renderDigest('SHA-256', Buffer.of(1)).replace('SHA', 'sha')]],
    },
  ],
  ['digest-in-base64url', { text: change('digest', (value) => Buffer.from(value).toString('base64url')) }],
  ['values-untrimmed', { ...withLine('x-spaced'), text: change('x-spaced', () => ' a  b ') }],
  ['first-of-repeated', { ...withLine('x-twice'), text: change('x-twice', () => 'one') }],
  ['last-of-repeated', { ...withLine('x-twice'), text: change('x-twice', () => 'two') }],
  ['repeated-joined-by-comma', { ...withLine('x-twice'), text: change('x-twice', () => 'one,two') }],
  [
    'values-in-lower-case',
    {
      ...withLine('x-upper'),
      text: (lines) => joined(lines.map(({ name, value }) => ({ name, value: value.toLowerCase() }))),
    },
  ],
  ['values-percent-decoded', { ...withLine('x-encoded'), text: change('x-encoded', () => 'a b') }],
  ['values-percent-encoded', { message, names: ['x-plain'], text: change('x-plain', () => 'a%20b') }],
  ['hash-is-signed', wrap((bytes) => hash('sha256', bytes, 'buffer'))],
  ['hash-is-signed-sha-512', wrap((bytes) => hash('sha512', bytes, 'buffer'))],
  ['hex-of-hash-is-signed', wrap((bytes) => hash('sha256', bytes, 'hex'))],
  ['base64-of-hash-is-signed', wrap((bytes) => hash('sha256', bytes, 'base64'))],
  ['base64-is-signed', wrap((bytes) => bytes.toString('base64'))],
  ['base64url-is-signed', { ...withLine('x-questions'), ...wrap((bytes) => bytes.toString('base64url')) }],
  ['body-is-signed', { text: () => body }],
  ['hash-of-body-is-signed', { text: () => hash('sha256', body, 'buffer') }],
  ['digest-alone-is-signed', { text: () => renderDigest('SHA-256', body) }],
  ['absent-left-out', absent],
  ['absent-as-empty', { ...absent, text: (lines) => `${joined(lines)}\npsu-corporate-id: ` }],
  ['line-added', { lined: [...NAMES, 'psu-ip-address'] }],
  ['line-added', { lined: [TARGET, ...NAMES] }],
  ['line-left-out', { lined: NAMES.filter((name) => name !== 'psu-id') }],
  [
    'sorted',
    {
      headers: 'x-request-id digest tpp-redirect-uri psu-id',
      lined: ['digest', 'psu-id', 'tpp-redirect-uri', 'x-request-id'],
    },
  ],
  [
    'in-order-of-message',
    {
      headers: 'psu-id tpp-redirect-uri x-request-id digest',
      lined: ['x-request-id', 'psu-id', 'tpp-redirect-uri', 'digest'],
    },
  ],
  ['in-order-of-standard', { headers: 'psu-id tpp-redirect-uri x-request-id digest', lined: NAMES }],
  ['reversed', { lined: NAMES.toReversed() }],
  ['in-other-order', { lined: ['psu-id', 'digest', 'x-request-id', 'tpp-redirect-uri'] }],
];

test.each(CASES)('%s is named where just that was done (%#)', async (code, faults) => {
  const seal = faults.seal ?? rsa;
  const explanation = await explainSignature({ profile, message: craft({ seal, ...faults }) });
  const step = explanation.steps.at(-1);
  expect([step?.verdict, step?.hints.map(({ codes }) => codes)], JSON.stringify(step)).toEqual(['wrong', [[code]]]);
});

/** Of another family, or named in a test of its own. */
const ELSEWHERE = [
  'signed-by-pkcs1',
  'pss-salt-length',
  'ecdsa-in-der',
  'signature-base64',
  'signature-plus-lost',
  'other-certificate',
  'jws-header-left-out',
  'target-is-path',
];

test('every deviation that is known has its case', () => {
  const signer = toSigningCertificate(rsa.certificate);
  const second = toSigningCertificate(other.certificate);
  if (!signer.accepted || !second.accepted) throw new TypeError('The certificates of this test are wrong.');
  const sources = {
    message,
    names: NAMES,
    spelled: NAMES,
    expected: NAMES,
    signer: signer.evidence,
    other: second.evidence,
  };
  const codes = new Set(createSignatureDeviations(sources).map((deviation) => deviation.code));
  const tested = new Set([...CASES.map(([code]) => code), ...ELSEWHERE]);
  expect([...codes].filter((code) => !tested.has(code))).toEqual([]);
  expect([...tested].filter((code) => !codes.has(code))).toEqual([]);
});

test('what was signed is shown where it is another text, and secrets in it are not', async () => {
  const secret = setHeaders(plain, [['Authorization', 'Bearer top-secret']]);
  const signed = craft({
    seal: rsa,
    message: secret,
    lined: [...NAMES, 'authorization'],
    text: (lines) => joined(lines, { end: '\n' }),
  });
  const { signingString, steps } = await explainSignature({ profile, message: signed });
  expect(steps.at(-1)?.hints[0]?.codes).toEqual(['line-feed-at-end', 'line-added']);
  expect(signingString?.signed).toMatch(
    /tpp-redirect-uri: https:\/\/tpp\.example\/back\nauthorization: Bearer \(10 characters, not shown\)\n$/,
  );
  const listed = craft({ seal: rsa, message: secret, names: [...NAMES, 'authorization'] });
  expect(JSON.stringify(await explainSignature({ profile, message: listed }))).not.toContain('top-secret');
});

test('three deviations together are found', async () => {
  const text = (lines: Lines) => joined(lines, { join: '\r\n', end: '\r\n' });
  const explanation = await explainSignature({
    profile,
    message: craft({ seal: rsa, text, sign: signWith('sha512') }),
  });
  expect(explanation.steps.at(-1)?.hints).toEqual([
    {
      codes: ['joined-by-crlf', 'crlf-at-end', 'signed-with-sha-512'],
      words:
        'The signature fits if the lines are joined by CRLF instead of LF, and CRLF is added at the end of the signing string, and it is made with SHA-512.',
    },
  ]);
});

const lastHint = async (faults: Partial<Craft>, certificate = rsa.certificate) =>
  (await explainSignature({ profile, message: craft({ seal: rsa, ...faults }), certificate })).steps.at(-1)?.hints[0];
const elsewhere = (): string => 'something else\n';

test('where no deviation explains it, a key of RSA tells whether the text or the key is another', async () => {
  const found = await lastHint({ text: elsewhere });
  expect(found?.codes).toEqual(['other-text']);
  expect(found?.words).toContain(hash('sha256', elsewhere(), 'hex'));
  expect(found?.words).toMatch(/The key is right, another text was signed/);
  expect(await lastHint({ text: elsewhere, sign: signWith('sha512', PSS) })).toMatchObject({
    codes: ['other-text'],
    words: expect.stringMatching(/RSA-PSS with SHA-512 and a salt of 64 bytes: the key is right/),
  });
  expect(
    await lastHint({
      sign: (text, key) =>
        privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(`x${text.length}`)),
    }),
  ).toMatchObject({ codes: ['signed-bytes'] });
});

test('a signature by another key is told, and whose key it is, if that certificate is given', async () => {
  const own = Buffer.from(rsa.certificate.der).toString('base64');
  const swapped = { seal: other, after: [['TPP-Signature-Certificate', own]] } as const;
  expect((await lastHint(swapped))?.codes).toEqual(['other-key']);
  expect((await lastHint(swapped, other.certificate))?.codes).toEqual(['other-certificate']);
  expect((await lastHint({ write: (signature) => base64(signature.subarray(0, 128)) }))?.codes).toEqual([
    'other-key-size',
  ]);
  expect((await lastHint({ seal: ec, text: elsewhere }))?.codes).toEqual(['other-text-or-key']);
});
