import { createHash, sign, verify, X509Certificate } from 'node:crypto';
import type { TestTpp } from '@openxs2a/bank/testing';
import type { Answer } from './interface.ts';

// Signatures made and verified by Node alone, as somebody would who has read the draft and nothing of ours.

export const digestOf = (body: string): string => `SHA-256=${createHash('sha256').update(body).digest('base64')}`;

const toLines = (headers: readonly (readonly [name: string, value: string])[]) =>
  headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`);

/** The headers of a signature over these headers; `join` makes the signing string of their lines. */
export function signByHand(
  { qsealc }: TestTpp,
  headers: Readonly<Record<string, string>>,
  join = (lines: readonly string[]) => lines.join('\n'),
): Readonly<Record<string, string>> {
  if (qsealc === undefined) throw new TypeError('This TPP has no seal.');
  const certificate = new X509Certificate(qsealc.certificate.der);
  const keyId = `SN=${certificate.serialNumber},CA=${certificate.issuer.split('\n').reverse().join(',')}`;
  const text = join(toLines(Object.entries(headers)));
  const signature = sign('sha256', Buffer.from(text), qsealc.privateKey).toString('base64');
  const names = Object.keys(headers).join(' ').toLowerCase();
  return {
    Signature: `keyId="${keyId}",algorithm="ecdsa-sha256",headers="${names}",signature="${signature}"`,
    'TPP-Signature-Certificate': certificate.raw.toString('base64'),
  };
}

/** Whether an answer has the seal of the certificate that comes with it, on these bytes and this request's id. */
export function hasSeal({ headers, text }: Answer): boolean {
  const parameter = (name: string) =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(headers.get('signature') ?? '')?.[1] ?? '';
  const names = parameter('headers').split(' ');
  const lines = toLines(names.map((name) => [name, headers.get(name) ?? '']));
  const certificate = Buffer.from(headers.get('aspsp-signature-certificate') ?? '', 'base64');
  return (
    headers.get('digest') === digestOf(text) &&
    ['digest', 'x-request-id'].every((name) => names.includes(name)) &&
    verify(
      'sha256',
      Buffer.from(lines.join('\n')),
      new X509Certificate(certificate).publicKey,
      Buffer.from(parameter('signature'), 'base64'),
    )
  );
}
