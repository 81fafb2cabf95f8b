import { X509Certificate } from 'node:crypto';
import { toPem } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import { renderKeyId } from '../http-signature/key-id.ts';
import type { HttpMessage } from '../message.ts';
import type { SignatureProfile } from '../profile.ts';
import { PROFILES } from '../profiles.ts';
import { createRequest, createSeal, getHeader, NOW, setHeaders, signMessage } from '../signing.fixture.ts';
import { type Craft, craft, NAMES } from './crafted.fixture.ts';
import { explainSignature } from './explain-signature.ts';
import type { StepName } from './explanation.ts';

const toBase64 = ({ certificate: { der } }: Awaited<ReturnType<typeof createSeal>>) =>
  Buffer.from(der).toString('base64');
/** One certificate in fifty has no plus sign that could get lost. */
async function createSealWithPlus() {
  for (;;) {
    const made = await createSeal();
    if (toBase64(made).includes('+')) return made;
  }
}

const [seal, other] = await Promise.all([createSealWithPlus(), createSeal()]);
const { certificate } = seal;
const strict = PROFILES.nextgenpsd2;
const stepOf = async (
  step: StepName,
  message: HttpMessage,
  profile: SignatureProfile = strict,
  given = certificate,
) => {
  const found = (await explainSignature({ message, profile, certificate: given, receivedAt: NOW })).steps.find(
    (each) => each.step === step,
  );
  if (found === undefined) throw new TypeError(`There is no step ${step}.`);
  return found;
};
const codesOf = async (...args: Parameters<typeof stepOf>) => (await stepOf(...args)).hints.map(({ codes }) => codes);
const crafted = (faults: Partial<Craft> = {}) => craft({ seal, ...faults });

const keyId = renderKeyId(strict.keyId, certificate);
const [, serial = '', issuer = ''] = /^SN=(.*?),CA=(.*)$/.exec(keyId) ?? [];
const subject = renderKeyId(strict.keyId, { ...certificate, issuer: certificate.subject }).replace(/^.*?CA=/, '');
const decimal = BigInt(`0x${serial}`).toString();
const colons = serial.replace(/..(?=.)/g, '$&:');

test.each([
  ['serial-in-decimal', `SN=${decimal},CA=${issuer}`],
  ['serial-with-separators', `SN=${colons},CA=${issuer}`],
  ['serial-with-prefix', `SN=0x${serial},CA=${issuer}`],
  ['serial-with-quotes', `SN='${serial}',CA=${issuer}`],
  ['labels', `serialNumber=${serial},issuer=${issuer}`],
  ['issuer-first', `CA=${issuer},SN=${serial}`],
  ['separator', `SN=${serial};CA=${issuer}`],
  ['serial-alone', serial],
  ['blanks-around', ` SN = ${serial} , CA = ${issuer}`],
  ['percent-encoded', encodeURIComponent(`SN=${serial},CA=${issuer}`)],
  ['subject-instead-of-issuer', `SN=${serial},CA=${subject}`],
  ['issuer-blanks', `SN=${serial},CA=${issuer.replaceAll('%20', '')}`],
])('keyId: %s is named', async (code, text) => {
  const step = await stepOf('key-id', crafted({ keyId: text }));
  expect([step.verdict, step.found, step.expected]).toEqual(['wrong', text, keyId]);
  expect(
    step.hints.map(({ codes }) => codes),
    JSON.stringify(step.hints),
  ).toEqual([[code]]);
});

test.each(['sn', 'Sn'])('keyId: a leading zero, upper-case hex and %s are no faults', async (label) => {
  expect((await stepOf('key-id', crafted({ keyId: `${label}=00${serial.toUpperCase()},CA=${issuer}` }))).verdict).toBe(
    'fine',
  );
});

test('keyId: plus signs for blanks, and the profiles of other forms', async () => {
  expect(await codesOf('key-id', crafted({ keyId: `SN=${serial},CA=${issuer.replaceAll('%20', '+')}` }))).toEqual([
    ['plus-for-blank'],
  ]);
  expect(await codesOf('key-id', crafted({ keyId }), PROFILES.icard)).toEqual([['issuer-too']]);
  expect(await codesOf('key-id', crafted({ keyId }), PROFILES['decimal-serial'])).toEqual([['serial-in-hex']]);
  expect(await stepOf('key-id', crafted({ keyId: 'client' }), PROFILES['client-id'])).toMatchObject({
    verdict: 'fine',
    found: 'client',
  });
});

test('keyId: of another issuer, what is different in its name is said attribute by attribute', async () => {
  const step = await stepOf('key-id', crafted({ keyId: `SN=${serial},CA=CN=Another CA,C=DE` }));
  expect(step.hints.map(({ codes }) => codes)).toEqual([['issuer-differs'], ['issuer-attributes']]);
  expect(step.hints[1]?.words).toMatch(
    /^The certificate has .*CN=.*, which the other has not\. keyId has CN=Another CA, which the other has not\.$/,
  );
  expect(await codesOf('key-id', crafted({ keyId: `SN=${serial},CA=no name` }))).toEqual([
    ['issuer-differs'],
    ['issuer-is-no-name'],
  ]);
  const parts = issuer.split(',');
  const shuffled = [...parts.slice(1), parts[0]].join(',');
  expect((await stepOf('key-id', crafted({ keyId: `SN=${serial},CA=${shuffled}` }))).hints[1]?.words).toMatch(
    /neither in the order/,
  );
});

test('keyId: of another certificate, which one is said', async () => {
  const ofOther = renderKeyId(strict.keyId, other.certificate);
  expect(await codesOf('key-id', crafted({ keyId: ofOther }), strict, other.certificate)).toEqual([
    ['other-certificate'],
  ]);
  expect(await codesOf('key-id', crafted({ keyId: `SN=123,CA=${issuer}` }))).toEqual([['serial-differs']]);
});

const parametersOf = (change: (text: string) => string) => {
  const message = crafted();
  return setHeaders(message, [['Signature', change(getHeader(message, 'Signature'))]]);
};

test.each([
  ['scheme-name', (text: string) => `Signature ${text}`],
  ['typographic-quotes', (text: string) => text.replaceAll('"', '\xe2\x80\x9d')],
  ['single-quotes', (text: string) => text.replaceAll('"', "'")],
  ['no-quotes', (text: string) => text.replace(/algorithm="(.*?)"/, 'algorithm=$1')],
  ['semicolons', (text: string) => text.replaceAll('",', '";')],
  ['no-commas', (text: string) => text.replaceAll('",', '" ')],
  ['comma-at-end', (text: string) => `${text},`],
  ['backslash-quotes', (text: string) => text.replaceAll('"', '\\"')],
  ['name-in-other-case', (text: string) => text.replace('keyId', 'keyid')],
  ['parameter-left-out', (text: string) => `${text},created="1"`],
  ['parameter-left-out', (text: string) => `${text},algorithm="rsa-sha256"`],
])('parameters: %s is named, and everything behind is explained', async (code, change) => {
  const { steps } = await explainSignature({ profile: strict, message: parametersOf(change) });
  const [step] = steps.filter(({ verdict }) => verdict === 'wrong');
  expect([step?.step, step?.hints.map(({ codes }) => codes)], JSON.stringify(step)).toEqual(['parameters', [[code]]]);
  expect(steps.at(-1), JSON.stringify(steps)).toMatchObject({
    verdict: 'fine',
    words: expect.stringMatching(/Only what is said above is wrong/),
  });
});

test('parameters: a backslash that was not doubled is named', async () => {
  const message = parametersOf((text) => text.replace('keyId="', 'keyId="\\\xc3\x9f'));
  expect((await stepOf('parameters', message)).verdict).toBe('fine');
  expect(
    (
      await stepOf(
        'parameters',
        parametersOf((text) => text.replace('keyId="', 'keyId="\\\x07')),
      )
    ).verdict,
  ).toBe('wrong');
});

const pem = toPem(certificate.der);
const base64 = toBase64(seal);
const withCertificate = (text: string) => setHeaders(crafted(), [['TPP-Signature-Certificate', text]]);

test.each([
  ['certificate-plus-lost', base64.replaceAll('+', ' ')],
  ['certificate-is-chain', `${pem}${toPem(other.certificate.der)}`.replaceAll('\n', ' ')],
])('certificate: %s is named, and everything behind is explained', async (code, text) => {
  const { steps } = await explainSignature({ profile: strict, message: withCertificate(text) });
  const step = steps.find((each) => each.step === 'certificate');
  expect([step?.reason, step?.hints.map(({ codes }) => codes)], JSON.stringify(step)).toEqual([
    'certificate-malformed',
    [[code]],
  ]);
  expect(steps.at(-1)?.verdict).toBe('fine');
});

test('certificate: one that is cut can stand in from beside the message', async () => {
  const { steps, certificate: used } = await explainSignature({
    profile: strict,
    message: withCertificate(base64.slice(0, 200)),
    certificate,
  });
  expect(steps.filter(({ verdict }) => verdict === 'wrong').map(({ step }) => step)).toEqual(['certificate']);
  expect(used?.fingerprint).toBe(new X509Certificate(certificate.der).fingerprint256.replaceAll(':', '').toLowerCase());
  expect(await codesOf('certificate', crafted(), strict, other.certificate)).toEqual([['other-certificate']]);
});

test.each<readonly [StepName, readonly (readonly [string, string | undefined])[], SignatureProfile]>([
  [
    'signature-header',
    [
      ['Signature', undefined],
      ['x-jws-signature', 'a..b'],
    ],
    strict,
  ],
  [
    'signature-header',
    [
      ['Signature', undefined],
      ['Authorization', 'Signature keyId="a"'],
    ],
    strict,
  ],
  [
    'signature-header',
    [
      ['Signature', 'sig=:AA==:'],
      ['Signature-Input', 'sig=()'],
    ],
    PROFILES['jws-pss'],
  ],
  ['signature-header', [], PROFILES['jws-pss']],
  [
    'digest-header',
    [
      ['Digest', undefined],
      ['Content-Digest', 'sha-256=:AA==:'],
    ],
    strict,
  ],
  [
    'certificate-header',
    [
      ['TPP-Signature-Certificate', undefined],
      ['X-Client-Certificate', 'AA'],
    ],
    strict,
  ],
])('%s: what carries it elsewhere is named (%#)', async (step, headers, profile) => {
  expect(await codesOf(step, setHeaders(crafted(), headers), profile)).toEqual([['elsewhere']]);
});

test.each([
  ['SHA256withECDSA', 'ecdsa-sha256'],
  ['ES512', 'ecdsa-sha512'],
  ['rsa-sha256', 'ecdsa-sha256'],
])('algorithm: %s is told what the profile writes', async (algorithm, written) => {
  const step = await stepOf('algorithm', crafted({ algorithm }));
  expect(step).toMatchObject({ verdict: 'wrong', found: algorithm, expected: 'ecdsa-sha256 or ecdsa-sha512' });
  expect(step.hints).toEqual([{ codes: ['algorithm-name'], words: `The profile writes "${written}" for that.` }]);
});

test('signed headers: all faults are said at once', async () => {
  const message = crafted({ names: ['host', 'digest', 'content-type'] });
  expect(await stepOf('signed-headers', message)).toMatchObject({
    reason: 'signed-header-not-allowed',
    found: 'host digest content-type',
    words:
      '"host" may not be signed. "content-type" may not be signed. "x-request-id" has to be signed, and is not. "psu-id" has to be signed, and is not. "tpp-redirect-uri" has to be signed, and is not.',
  });
  expect(
    await stepOf(
      'signing-string',
      crafted({ headers: `${NAMES.join(' ')} psu-corporate-id x-gone` }),
      PROFILES.lenient,
    ),
  ).toMatchObject({
    reason: 'signed-header-absent',
    words: expect.stringMatching(/"psu-corporate-id" .* "x-gone"/),
  });
});

test('an explanation without a time of receipt leaves the age open, and judges everything else', async () => {
  const message = await signMessage(PROFILES['nextgenpsd2-date'], seal, createRequest());
  const { accepted, steps } = await explainSignature({ profile: PROFILES['nextgenpsd2-date'], message });
  expect([accepted, steps.find(({ step }) => step === 'date')?.verdict]).toEqual([true, 'unknown']);
  const late = await explainSignature({
    profile: PROFILES['nextgenpsd2-date'],
    message,
    receivedAt: new Date(NOW.getTime() + 3_600_000),
  });
  expect([late.accepted, late.reason]).toEqual([false, 'too-old']);
});

test('other profiles that would accept the message are named', async () => {
  const message = await signMessage(PROFILES['request-target'], seal, createRequest());
  expect((await explainSignature({ profile: strict, message })).acceptedBy).toEqual(
    expect.arrayContaining(['request-target', 'lenient']),
  );
});

test('a client as it is met in the wild gets all its faults named at once', async () => {
  const [issuerOnly = ''] = /O=[^,]*,C=.*/.exec(issuer) ?? [];
  const message = crafted({
    keyId: `SN=${decimal},CA=${issuerOnly.replace('C=DE', 'C=ES')}`,
    algorithm: 'SHA-256',
    names: ['digest', 'x-request-id'],
    lined: ['digest', 'x-request-id', 'tpp-redirect-uri'],
  });
  const { steps } = await explainSignature({ message, profile: strict, receivedAt: NOW });
  expect(
    steps
      .filter(({ verdict }) => verdict === 'wrong')
      .map(({ step, hints }) => [step, hints.flatMap(({ codes }) => codes)]),
  ).toEqual([
    ['key-id', ['serial-in-decimal', 'issuer-differs', 'issuer-attributes']],
    ['algorithm', ['algorithm-name']],
    ['signed-headers', []],
    ['signature', ['line-added']],
  ]);
});
