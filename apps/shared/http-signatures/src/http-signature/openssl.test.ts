import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { PROFILES } from '../profiles.ts';
import {
  BODY,
  createRequest,
  createSeal,
  getHeader,
  reasonOf,
  setHeaders,
  signMessage,
  verifyMessage,
} from '../signing.fixture.ts';

// OpenSSL as a judge that knows nothing of this code: signing strings are put together here by hand.

const folder = mkdtempSync(join(tmpdir(), 'http-signatures-'));
afterAll(() => rmSync(folder, { recursive: true }));

const seals = [
  { name: 'RSA', algorithm: 'rsa-sha256', seal: await createSeal({ key: 'rsa-2048' }) },
  { name: 'P-256', algorithm: 'ecdsa-sha256', seal: await createSeal({ key: 'p-256' }) },
] as const;

const STRICT = PROFILES.nextgenpsd2;
const REQUEST = createRequest({
  headers: [
    ['X-Request-ID', ' 4711 '],
    ['PSU-ID', 'Käthe'],
  ],
});
const DIGEST = `SHA-256=${createHash('sha256').update(BODY).digest('base64')}`;
const SIGNING_STRING = Buffer.from(`digest: ${DIGEST}\nx-request-id: 4711\npsu-id: Käthe`, 'latin1');

function openssl(...argument: readonly string[]): Buffer {
  return execFileSync('openssl', argument, { cwd: folder });
}

test.each(seals)('a signature that openssl makes with $name verifies', async ({ name, algorithm, seal }) => {
  writeFileSync(join(folder, `${name}.key`), seal.privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  writeFileSync(join(folder, `${name}.txt`), SIGNING_STRING);
  const signature = openssl('dgst', '-sha256', '-sign', `${name}.key`, `${name}.txt`).toString('base64');
  const { serialNumber } = seal.certificate;
  const issuer = 'CN=Demo Issuing CA,2.5.4.97=VATDE-123456789,O=Demo Trust Services GmbH,C=DE';
  const message = setHeaders(REQUEST, [
    ['Digest', DIGEST],
    ['TPP-Signature-Certificate', Buffer.from(seal.certificate.der).toString('base64')],
    [
      'Signature',
      `keyId="SN=${serialNumber},CA=${issuer}",algorithm="${algorithm}",headers="digest x-request-id psu-id",signature="${signature}"`,
    ],
  ]);
  expect(reasonOf(verifyMessage(STRICT, message))).toBe('accepted by nextgenpsd2');
  expect(reasonOf(verifyMessage(STRICT, setHeaders(message, [['PSU-ID', 'Kathe']])))).toBe('signature-mismatch');
});

test.each(seals)('openssl verifies the signature that we make with $name', async ({ name, seal }) => {
  const message = await signMessage(STRICT, seal, REQUEST);
  const [, signature = ''] = /signature="([^"]+)"/.exec(getHeader(message, 'Signature')) ?? [];
  writeFileSync(join(folder, `${name}.pub`), seal.key.publicKey.export({ format: 'pem', type: 'spki' }));
  writeFileSync(join(folder, `${name}.sig`), Buffer.from(signature, 'base64'));
  writeFileSync(join(folder, `${name}.ours`), SIGNING_STRING);
  const answer = openssl('dgst', '-sha256', '-verify', `${name}.pub`, '-signature', `${name}.sig`, `${name}.ours`);
  expect(answer.toString()).toContain('Verified OK');
});
