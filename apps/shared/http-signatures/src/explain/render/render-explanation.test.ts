import { expect, test } from 'vitest';
import { PROFILES } from '../../profiles.ts';
import { createRequest, createSeal, setHeaders, signMessage } from '../../signing.fixture.ts';
import { craft, joined } from '../crafted.fixture.ts';
import { explainSignature } from '../explain-signature.ts';
import { renderSignatureExplanation } from './render-explanation.ts';
import { toVisible, toVisibleLines } from './visible.ts';

const seal = await createSeal();
const profile = PROFILES.nextgenpsd2;
const steady = (text: string) =>
  text
    .replace(/^( {2}serial {5}).*?( \(hex\))/m, '$1…$2')
    .replace(/(a signature of )\d+/, '$1…')
    .replace(/with \d+ characters/g, 'with … characters');

test('what verifies is a page of fine steps and the signing string', async () => {
  const message = await signMessage(profile, seal, createRequest());
  expect(steady(renderSignatureExplanation(await explainSignature({ profile, message })))).toMatchInlineSnapshot(`
    "The signature verifies by the profile nextgenpsd2.

    Certificate  CN=Example Payments,organizationIdentifier=PSDDE-BAFIN-123456,O=Example Payments GmbH,L=Berlin,C=DE
      issued by  CN=Demo Issuing CA,organizationIdentifier=VATDE-123456789,O=Demo Trust Services GmbH,C=DE
      serial     … (hex), EC, prime256v1

      fine     signature header: The header "Signature" is there, once, with … characters.
      fine     digest header: The header "Digest" is there, once, with … characters.
      fine     certificate header: The header "TPP-Signature-Certificate" is there, once, with … characters.
      fine     certificate: The certificate can be read.
      fine     parameters: keyId, algorithm, headers and a signature of … bytes.
      fine     keyId: It names the certificate.
      fine     algorithm: It fits the key (ecdsa-sha256).
      fine     list of signed headers: 4 names, each once.
      fine     signed headers: All that has to be signed is, and nothing that may not be.
      fine     signing string: Every line can be written: 4 in all.
      fine     time of signing: The profile takes signatures of any age.
      fine     digest: It is the SHA-256 hash of the body, 57 bytes.
      fine     signature: It is what the key of the certificate makes of the expected signing string.

    Signing string, as it has to be (␊ is a line feed; there is none at the end):
      1  digest: SHA-256=Jl5HXZwH1fbWWV98SdzYdI8lK4inlmkXiXZnHXjRyOA=␊
      2  x-request-id: 99391c7e-ad88-49ec-a2ad-99ddcb1f7721␊
      3  psu-id: erika␊
      4  tpp-redirect-uri: https://tpp.example/back
    "
  `);
});

test('what does not verify says what was found, what was expected and what would make it right', async () => {
  const message = craft({
    seal,
    text: (lines) => joined(lines, { end: '\n' }),
    after: [['Digest', undefined]],
    names: ['digest', 'x-request-id', 'psu-id'],
  });
  expect(steady(renderSignatureExplanation(await explainSignature({ profile, message })))).toMatchInlineSnapshot(`
    "The signature does not verify by the profile nextgenpsd2: digest-missing.

    Certificate  CN=Example Payments,organizationIdentifier=PSDDE-BAFIN-123456,O=Example Payments GmbH,L=Berlin,C=DE
      issued by  CN=Demo Issuing CA,organizationIdentifier=VATDE-123456789,O=Demo Trust Services GmbH,C=DE
      serial     … (hex), EC, prime256v1

      fine     signature header: The header "Signature" is there, once, with … characters.
      WRONG    digest header: There is no header "Digest"; it has to be there, also where there is no body. [NextGenPSD2, 12.1]
      fine     certificate header: The header "TPP-Signature-Certificate" is there, once, with … characters.
      fine     certificate: The certificate can be read.
      fine     parameters: keyId, algorithm, headers and a signature of … bytes.
      fine     keyId: It names the certificate.
      fine     algorithm: It fits the key (ecdsa-sha256).
      fine     list of signed headers: 3 names, each once.
      WRONG    signed headers: "tpp-redirect-uri" has to be signed, and is not. [NextGenPSD2, 12.2]
               found     digest x-request-id psu-id
      WRONG    signing string: "digest" is listed as signed, but the message does not have it. [draft-cavage-12, 2.3]
      fine     time of signing: The profile takes signatures of any age.
      skipped  digest: There is no digest to hold against the body.
               expected  SHA-256=Jl5HXZwH1fbWWV98SdzYdI8lK4inlmkXiXZnHXjRyOA=
      WRONG    signature: With what is there, the signature is not what the key of the certificate makes of the signing string. [draft-cavage-12, 2.5]
               -> The signature fits if a line feed is added at the end of the signing string, and the line of digest is the SHA-256 of the body, and not what the header says.

    Signing string, as it has to be (␊ is a line feed; there is none at the end):
      1  digest: (signed-header-absent)
      2  x-request-id: 99391c7e-ad88-49ec-a2ad-99ddcb1f7721␊
      3  psu-id: erika

    What was signed instead:
      1  digest: SHA-256=Jl5HXZwH1fbWWV98SdzYdI8lK4inlmkXiXZnHXjRyOA=␊
      2  x-request-id: 99391c7e-ad88-49ec-a2ad-99ddcb1f7721␊
      3  psu-id: erika␊
    "
  `);
});

test('colours are there when they are asked for, and only then', async () => {
  const message = await signMessage(profile, seal, createRequest());
  const explanation = await explainSignature({ profile, message });
  expect(renderSignatureExplanation(explanation, { color: true })).toContain('\u001b[32mfine');
  expect(renderSignatureExplanation(explanation)).not.toContain('\u001b');
});

test('nothing of what was sent reaches a terminal as a command', async () => {
  const evil = '\u001b]0;owned\u0007\u009b2J\u202e';
  const signed = await signMessage(profile, seal, createRequest());
  for (const name of signed.headers.map(([each]) => each)) {
    const text = renderSignatureExplanation(
      await explainSignature({ profile, message: setHeaders(signed, [[name, `${evil}"keyId="`]]) }),
    );
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/u);
  }
});

test.each([
  [' a  b c ', '·a··b c·'],
  ['a\tb\r\n', 'a→b␍␊'],
  ['Jos\xc3\xa9', 'José'],
  ['Jos\xe9', 'José'],
  ['\x1b[2J', '\\x1b[2J'],
])('%j is shown as %s', (text, shown) => {
  expect(toVisible(text)).toBe(shown);
});

test('lines are shown with their ends', () => {
  expect(toVisibleLines('a\r\nb\n')).toEqual(['a␍␊', 'b␊']);
  expect(toVisibleLines('a\nb')).toEqual(['a␊', 'b']);
  expect(toVisibleLines('')).toEqual(['']);
});
