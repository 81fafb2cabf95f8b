import type { Certificate } from '@openxs2a/certificates';
import type { JwsProfile } from '../profile.ts';
import type { MessageSigner, MessageSignerOptions } from '../signer.ts';
import { toSigningCertificate } from '../steps/certificate.ts';
import { prepareSignature } from '../steps/prepare.ts';
import { encodeSigningString } from '../steps/signing-string.ts';
import { findJwsAlgorithm, type JwsAlgorithm } from './algorithm.ts';
import { HTTP_HEADERS, renderSigningInput } from './detached-jws.ts';
import { toJoseSignature } from './jose-signature.ts';

export function createJwsSigner(options: MessageSignerOptions<JwsProfile>): MessageSigner {
  const { profile, certificate, key, clock } = options;
  const alg = getAlgorithm(options);
  const certificateHeaders = renderCertificate(options);
  return async function signMessage(message) {
    const now = clock();
    const { added, names, signingString } = prepareSignature(profile, message, now);
    const header = encodeHeader(alg, certificateHeaders, names, now);
    // jose signs with keys at hand, and this one may be in a device: so what it signs is put together here
    const input = encodeSigningString(renderSigningInput(header, signingString));
    const signature = toJoseSignature(alg, await key.sign(input));
    const side = message.status === undefined ? 'request' : 'response';
    return [
      ...added,
      ...(profile.certificate === 'x5c' ? [] : [[profile.certificateHeader[side], toBase64(certificate)] as const]),
      ['x-jws-signature', `${header}..${Buffer.from(signature).toString('base64url')}`],
    ];
  };
}

function getAlgorithm({ profile, certificate, key }: MessageSignerOptions<JwsProfile>): JwsAlgorithm {
  const signer = toSigningCertificate(certificate);
  if (!signer.accepted) throw new TypeError(`the certificate has no key to sign with: ${signer.reason}`);
  const alg = findJwsAlgorithm(profile.algorithms, key.algorithm, signer.evidence.kind, certificate.key.curve);
  if (alg === undefined) throw new TypeError(`the profile "${profile.name}" has no signatures by "${key.algorithm}"`);
  return alg;
}

function renderCertificate({ profile, certificate, chain = [] }: MessageSignerOptions<JwsProfile>) {
  return profile.certificate === 'x5c'
    ? { x5c: [certificate, ...chain].map(toBase64) }
    : { 'x5t#S256': Buffer.from(certificate.fingerprint, 'hex').toString('base64url') };
}

/** `sigT` has whole seconds (TS 119 182-1, 5.2.1). */
function encodeHeader(
  alg: JwsAlgorithm,
  certificate: Readonly<Record<string, unknown>>,
  pars: readonly string[],
  now: Date,
): string {
  const sigT = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const sigD = { mId: HTTP_HEADERS, pars };
  const header = { alg, ...certificate, b64: false, crit: ['sigT', 'sigD', 'b64'], sigT, sigD };
  return Buffer.from(JSON.stringify(header)).toString('base64url');
}

function toBase64({ der }: Certificate): string {
  return Buffer.from(der).toString('base64');
}
