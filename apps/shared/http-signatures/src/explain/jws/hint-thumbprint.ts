import { hash } from 'node:crypto';
import type { Certificate } from '@openxs2a/certificates';
import { toPem } from '@openxs2a/certificates';
import type { Hint } from '../deviations/deviation.ts';

/** What the thumbprint of another form or another certificate would be. */
export function hintThumbprint(
  thumbprint: string,
  certificate: Certificate,
  given: Certificate | undefined,
): readonly Hint[] {
  const forms = [...formsOf(certificate), ...(given === undefined ? [] : [otherCertificate(given)])];
  const found = forms.find(({ text }) => text === thumbprint.replace(/=+$/, ''));
  return found === undefined ? [] : [{ codes: [found.code], words: `It is ${found.words}.` }];
}

function formsOf({ der, fingerprint }: Certificate) {
  const bytes = Buffer.from(fingerprint, 'hex');
  const pem = Buffer.from(toPem(der));
  return [
    { code: 'thumbprint-hex', text: fingerprint, words: 'the right hash, in hex instead of base64url' },
    { code: 'thumbprint-hex', text: fingerprint.toUpperCase(), words: 'the right hash, in hex instead of base64url' },
    {
      code: 'thumbprint-base64',
      text: bytes.toString('base64').replace(/=+$/, ''),
      words: 'the right hash, in base64 instead of base64url',
    },
    {
      code: 'thumbprint-hex-encoded',
      text: Buffer.from(fingerprint).toString('base64url'),
      words: 'the right hash, in hex first and that in base64url',
    },
    {
      code: 'thumbprint-sha-1',
      text: hash('sha1', der, 'buffer').toString('base64url'),
      words: 'the SHA-1 hash of the certificate, which belongs into "x5t"',
    },
    {
      code: 'thumbprint-of-pem',
      text: hash('sha256', pem, 'buffer').toString('base64url'),
      words: 'the hash of the PEM text; it has to be that of the DER inside',
    },
    {
      code: 'thumbprint-of-pem',
      text: hash('sha256', pem.toString().trim(), 'buffer').toString('base64url'),
      words: 'the hash of the PEM text; it has to be that of the DER inside',
    },
  ];
}

function otherCertificate({ fingerprint }: Certificate) {
  const text = Buffer.from(fingerprint, 'hex').toString('base64url');
  return {
    code: 'other-certificate',
    text,
    words: 'that of the certificate that was given beside the message, and not of the one in it',
  };
}
