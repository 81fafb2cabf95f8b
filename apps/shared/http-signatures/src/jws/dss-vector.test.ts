import type { KeyObject } from 'node:crypto';
import { readCertificate } from '@openxs2a/certificates';
import { expect, test } from 'vitest';
import type { HttpMessage } from '../message.ts';
import { hasVectors, readVector, VECTORS_MISSING } from '../official-vectors.fixture.ts';
import { PROFILES } from '../profiles.ts';
import { reasonOf, setHeaders, verifyMessage } from '../signing.fixture.ts';
import { indexHeaders } from '../steps/fields.ts';
import { collectSigningLines, encodeSigningString, renderSigningString } from '../steps/signing-string.ts';
import { checkJwsSignature } from './check-signature.ts';
import { parseDetachedJws } from './detached-jws.ts';
import { readPars } from './verify.ts';

interface DssVector {
  readonly jws: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly payload: string;
  readonly signingCertificate: string;
}

const NAME = hasVectors ? '' : ` (${VECTORS_MISSING})`;
const PROFILE = PROFILES['jws-http-headers-url'];
const SIGNED_AT = new Date('2020-04-29T12:28:29Z');

/** A signature of the European Commission's library DSS by a real seal. What it was the digest of, nobody tells. */
function readDss() {
  // holds: a file of this form, or the tests are skipped
  const { jws, headers, payload, signingCertificate } = readVector('dss-jades-httpheaders.json') as DssVector;
  const [, address = ''] = headers[0]?.[1].split(' ') ?? [];
  const url = new URL(address);
  const message: HttpMessage = {
    method: 'POST',
    target: url.pathname,
    url: address,
    headers: [...headers.slice(1), ['x-jws-signature', jws]],
    body: new Uint8Array(),
  };
  return { jws, payload, message, certificate: readCertificate(signingCertificate) };
}

/** Everything but the digest of the body. */
async function verifySteps(message: HttpMessage, jwsText: string, key: KeyObject): Promise<boolean> {
  const jws = parseDetachedJws(jwsText);
  if (!jws.accepted) return false;
  const names = readPars(jws.evidence.header.pars);
  if (!names.accepted) return false;
  const options = { requestTarget: 'url', limit: 1_000 } as const;
  const lines = collectSigningLines(names.evidence, message, indexHeaders(message.headers), options);
  if (!lines.accepted) return false;
  const payload = encodeSigningString(renderSigningString(lines.evidence));
  return (await checkJwsSignature(jws.evidence, 'RS256', key, payload)).accepted;
}

test.skipIf(!hasVectors)(`the signature of DSS verifies over the lines that it is over${NAME}`, async () => {
  const { jws, message, payload, certificate } = readDss();
  const parsed = parseDetachedJws(jws);
  const names = readPars(parsed.accepted ? parsed.evidence.header.pars : []);
  const lines = collectSigningLines(names.accepted ? names.evidence : [], message, indexHeaders(message.headers), {
    requestTarget: 'url',
    limit: 1_000,
  });
  expect(lines.accepted && renderSigningString(lines.evidence)).toBe(payload);
  expect(await verifySteps(message, jws, certificate.key.keyObject)).toBe(true);
});

test.skipIf(!hasVectors)(`nothing of it can be changed${NAME}`, async () => {
  const { jws, message, certificate } = readDss();
  const verify = (changed: HttpMessage, text = jws) => verifySteps(changed, text, certificate.key.keyObject);
  for (const name of ['Content-Type', 'PSU-IP-Address', 'PSU-GEO-Location', 'Digest'])
    expect(await verify(setHeaders(message, [[name, 'other']]))).toBe(false);
  expect(await verify({ ...message, url: `${message.url}/` })).toBe(false);
  expect(await verify({ ...message, method: 'PUT' })).toBe(false);
  for (let at = 0; at < jws.length; at += 1) {
    const other = jws[at] === 'A' ? 'B' : 'A';
    expect(await verify(message, `${jws.slice(0, at)}${other}${jws.slice(at + 1)}`)).toBe(false);
  }
});

test.skipIf(!hasVectors)(
  `the verifier finds the certificate by its thumbprint and stops at a body that is another${NAME}`,
  async () => {
    const { message, certificate } = readDss();
    const verify = async (changed: HttpMessage, now = SIGNED_AT, known = certificate) =>
      reasonOf(await verifyMessage(PROFILE, changed, { clock: () => now, findCertificate: () => known }));
    expect(await verify(message)).toBe('digest-mismatch');
    expect(await verify(message, new Date(SIGNED_AT.getTime() + 600_000))).toBe('too-old');
    expect(await verify(setHeaders(message, [['PSU-IP-Address', undefined]]))).toBe('signed-header-absent');
  },
);
