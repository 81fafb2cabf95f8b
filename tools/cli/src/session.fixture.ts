import { hash, sign } from 'node:crypto';
import { renderName } from '@openxs2a/certificates';
import { makeFiles, pem, seal, toCurl } from './made.fixture.ts';

/** The files of docs/explaining-signatures.md: a request of a TPP that gets three things wrong, and certificates. */
export async function makeSession() {
  const body =
    '{\n  "access": { "allPsd2": "allAccounts" },\n  "recurringIndicator": true,\n  "validUntil": "2027-01-31"\n}';
  const { serialNumber, issuer, der } = seal.certificate;
  // hashed before the library that sends it laid it out
  const digest = `SHA-256=${hash('sha256', body.replace(/\s+/g, ''), 'base64')}`;
  const id = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
  const signature = sign('sha256', Buffer.from(`digest: ${digest}\nx-request-id: ${id}\n`), seal.privateKey);
  const keyId = `SN=${BigInt(`0x${serialNumber}`)},CA=${encodeURI(renderName(issuer))}`;
  const parameters = {
    keyId,
    algorithm: 'ecdsa-sha256',
    headers: 'digest x-request-id',
    signature: signature.toString('base64'),
  };
  const request = {
    method: 'POST',
    target: '/psd2/v1/consents',
    url: 'https://bank.example/psd2/v1/consents',
    headers: [
      ['Content-Type', 'application/json'],
      ['X-Request-ID', id],
      ['PSU-IP-Address', '192.0.2.1'],
      ['Digest', digest],
      [
        'Signature',
        Object.entries(parameters)
          .map(([name, value]) => `${name}="${value}"`)
          .join(','),
      ],
      ['TPP-Signature-Certificate', Buffer.from(der).toString('base64')],
    ],
    body: Buffer.from(body),
  } as const;
  return makeFiles({ 'consent.txt': toCurl(request), 'seal.pem': pem.seal + pem.issuingCa, 'roots.pem': pem.root });
}
