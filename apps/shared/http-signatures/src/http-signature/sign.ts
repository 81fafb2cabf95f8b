import { type Certificate, toPem } from '@openxs2a/certificates';
import type { HttpSignatureProfile } from '../profile.ts';
import type { MessageSigner, MessageSignerOptions } from '../signer.ts';
import { toSigningCertificate } from '../steps/certificate.ts';
import { prepareSignature } from '../steps/prepare.ts';
import { encodeSigningString } from '../steps/signing-string.ts';
import { findAlgorithmName } from './algorithm.ts';
import { type KeyIdRule, renderKeyId } from './key-id.ts';
import { renderSignatureParameters } from './parameters.ts';

export function createHttpSignatureSigner(options: MessageSignerOptions<HttpSignatureProfile>): MessageSigner {
  const { profile, certificate, key, clock } = options;
  const algorithm = getAlgorithmName(options);
  const keyId = getKeyId(profile.keyId, certificate, options.keyId);
  const certificateText = renderCertificate(certificate, profile.certificateText);
  return async function signMessage(message) {
    const { added, names, signingString } = prepareSignature(profile, message, clock());
    const signature = Buffer.from(await key.sign(encodeSigningString(signingString))).toString('base64');
    const parameters = renderSignatureParameters({ keyId, algorithm, headers: names.join(' '), signature });
    const isAuthorization = profile.signatureHeader === 'Authorization';
    return [
      ...added,
      [profile.certificateHeader[message.status === undefined ? 'request' : 'response'], certificateText],
      [profile.signatureHeader, isAuthorization ? `Signature ${parameters}` : parameters],
    ];
  };
}

function getAlgorithmName({ profile, certificate, key }: MessageSignerOptions<HttpSignatureProfile>): string {
  const signer = toSigningCertificate(certificate);
  if (!signer.accepted) throw new TypeError(`the certificate has no key to sign with: ${signer.reason}`);
  const name = findAlgorithmName(profile.algorithms, key.algorithm, signer.evidence.kind);
  if (name === undefined) throw new TypeError(`the profile "${profile.name}" has no signatures by "${key.algorithm}"`);
  return name;
}

function getKeyId(rule: KeyIdRule, certificate: Certificate, given: string | undefined): string {
  if (rule.form !== 'opaque') return renderKeyId(rule, certificate);
  if (given === undefined) throw new TypeError('a profile with a key id of its own needs "keyId"');
  return given;
}

function renderCertificate({ der }: Certificate, how: HttpSignatureProfile['certificateText']): string {
  switch (how) {
    case 'base64':
      return Buffer.from(der).toString('base64');
    case 'pem':
      return toPem(der).replaceAll('\n', '');
    case 'base64-pem':
      return Buffer.from(toPem(der)).toString('base64');
  }
}
