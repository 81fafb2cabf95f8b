import { createPublicKey, type KeyObject } from 'node:crypto';
import { expect, test } from 'vitest';
import type { HttpMessage } from '../message.ts';
import { hasVectors, readVector, VECTORS_MISSING } from '../official-vectors.fixture.ts';
import { decodeBase64 } from '../steps/base64.ts';
import { renderDigest } from '../steps/digest.ts';
import { indexHeaders } from '../steps/fields.ts';
import { verifyBytes } from '../steps/scheme.ts';
import { parseHeaderList } from '../steps/signed-headers.ts';
import { collectSigningLines, encodeSigningString, renderSigningString } from '../steps/signing-string.ts';
import { parseParameters } from './parameters.ts';

interface CavageVector {
  readonly digestOfBody: string;
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly publicKey: string;
  readonly cases: readonly {
    readonly header: string;
    readonly signingString: string;
    readonly signingStringThatVerifies?: string;
  }[];
}

const NAME = hasVectors ? '' : ` (${VECTORS_MISSING})`;
const REQUIRED = '(request-target) host date content-type digest content-length';

// Of draft-cavage-12, appendix C. Its key has 1024 bits and no certificate, so that the steps are shown, and not the
// verifier, which refuses such a key.

function readCavage() {
  // holds: a file of this form, or the tests are skipped
  const { request, publicKey, cases, digestOfBody } = readVector('draft-cavage-12-appendix-c.json') as CavageVector;
  const message: HttpMessage = {
    ...request,
    headers: Object.entries(request.headers),
    body: new TextEncoder().encode(request.body),
  };
  return { message, key: createPublicKey(publicKey), cases, digestOfBody };
}

function readSignature(header: string): { readonly headers: string; readonly signature: string } {
  const parameters = parseParameters(header);
  const get = (name: string) =>
    (parameters.accepted ? parameters.evidence : []).find((each) => each.name === name)?.value;
  // without a list, the draft before this one had the date signed
  return { headers: get('headers') ?? 'date', signature: get('signature') ?? '' };
}

function render(headers: string, message: HttpMessage): string {
  const names = parseHeaderList(headers, 'lower-case');
  if (!names.accepted) return names.reason;
  const lines = collectSigningLines(names.evidence, message, indexHeaders(message.headers), {
    requestTarget: 'path',
    limit: 1_000,
  });
  return lines.accepted ? renderSigningString(lines.evidence) : lines.reason;
}

function verify(key: KeyObject, signingString: string, signature: string): boolean {
  const bytes = decodeBase64(signature);
  return bytes !== undefined && verifyBytes('rsa-sha256', key, encodeSigningString(signingString), bytes);
}

test.skipIf(!hasVectors)(`the digest of its body${NAME}`, () => {
  const { message, digestOfBody } = readCavage();
  expect(renderDigest('SHA-256', message.body)).toBe(digestOfBody);
});

test.skipIf(!hasVectors).each([
  ['C.1', 0],
  ['C.2', 1],
])(`%s verifies, and does not with anything changed${NAME}`, (_name, index) => {
  const { message, cases, key } = readCavage();
  const { header = '', signingString = '' } = cases[index] ?? {};
  const { headers, signature } = readSignature(header);
  expect(render(headers, message)).toBe(signingString);
  expect(verify(key, signingString, signature)).toBe(true);
  for (let at = 0; at < signingString.length; at += 1)
    expect(verify(key, `${signingString.slice(0, at)}?${signingString.slice(at + 1)}`, signature)).toBe(
      signingString[at] === '?',
    );
  for (let at = 0; at < signature.length; at += 1) {
    const other = signature[at] === 'A' ? 'B' : 'A';
    expect(verify(key, signingString, `${signature.slice(0, at)}${other}${signature.slice(at + 1)}`)).toBe(false);
  }
});

test.skipIf(!hasVectors)(`C.3 verifies over the list of the draft before, and its printed list is none${NAME}`, () => {
  const { message, cases, key } = readCavage();
  const { header = '', signingString = '', signingStringThatVerifies = '' } = cases[2] ?? {};
  const { headers, signature } = readSignature(header);
  expect(render(headers, message)).toBe('signed-headers-malformed');
  expect(verify(key, signingString, signature)).toBe(false);
  expect(render(REQUIRED, message)).toBe(signingStringThatVerifies);
  expect(verify(key, signingStringThatVerifies, signature)).toBe(true);
});
