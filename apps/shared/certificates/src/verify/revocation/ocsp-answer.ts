import { id_pkix_ocsp_nonce, Nonce } from '@peculiar/asn1-ocsp';
import type { Certificate } from '../../certificate.ts';
import { isSameCertId, type OcspCertId } from '../../ocsp/cert-id.ts';
import { toSignatureAlgorithm } from '../../read/algorithm.ts';
import { parseDer } from '../../read/asn1.ts';
import type { RawExtension } from '../../read/extensions.ts';
import { isSignedBy } from '../../read/signature.ts';
import { toHex } from '../../read/values.ts';
import { isAlgorithmStrong } from '../path/strength.ts';
import type { VerificationPolicy } from '../policy.ts';
import type { ReadDelegate } from './delegates.ts';
import { RevocationError } from './error.ts';
import { type OcspResponse, readOcspResponse, type SingleResponse } from './ocsp-response.ts';
import { findSigner } from './ocsp-signer.ts';
import type { RevocationPolicy } from './options.ts';
import type { CertificateStatus } from './status.ts';
import { checkWindow } from './window.ts';

export interface OcspAnswer {
  readonly status: CertificateStatus;
  readonly producedAt: Date;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/** What was asked, and whom one may believe about it. */
export interface OcspQuestion {
  readonly id: OcspCertId;
  readonly nonce: Uint8Array | undefined;
  readonly issuer: Certificate;
}

export interface OcspSetting {
  readonly verification: VerificationPolicy;
  readonly revocation: RevocationPolicy;
  readonly readDelegate: ReadDelegate;
}

/**
 * What a response says in answer to the question (RFC 6960, 3.2). In this order: it can be read, whoever signed may, the
 * signature, critical extensions, the nonce, the certificate, the time. Throws RevocationError and CertificateError.
 */
export function readOcspAnswer(der: Uint8Array, question: OcspQuestion, now: Date, setting: OcspSetting): OcspAnswer {
  const response = readOcspResponse(der);
  checkSignature(response, question.issuer, now, setting);
  checkExtensions(response.extensions);
  checkNonce(response.extensions, question.nonce, setting.revocation);
  const single = findSingle(response, question.id);
  checkExtensions(single.extensions);
  const { status, thisUpdate } = single;
  const nextUpdate = single.nextUpdate ?? endOf(thisUpdate, setting.revocation);
  checkWindow({ thisUpdate, nextUpdate }, now, setting.revocation.clockSkew);
  return { status, producedAt: response.producedAt, thisUpdate, nextUpdate };
}

function checkSignature(response: OcspResponse, issuer: Certificate, now: Date, setting: OcspSetting): void {
  const signer = findSigner(response, issuer, now, setting.verification, setting.readDelegate);
  const algorithm = toSignatureAlgorithm(response.signed.algorithm);
  if (!isAlgorithmStrong(algorithm))
    throw new RevocationError(
      'ERR_REVOCATION_WEAK_ALGORITHM',
      `the response is signed with ${algorithm.oid} (${algorithm.hash})`,
    );
  if (!isSignedBy(response.signed, signer.key))
    throw new RevocationError('ERR_REVOCATION_SIGNATURE', 'the signature of the response is not that of its signer');
}

function checkExtensions(extensions: readonly RawExtension[]): void {
  const unknown = extensions.find(({ oid, critical }) => critical && oid !== id_pkix_ocsp_nonce);
  if (unknown !== undefined)
    throw new RevocationError('ERR_REVOCATION_UNSUPPORTED', `the response has the critical extension ${unknown.oid}`);
}

/** A nonce that comes back proves that the answer was made for us. One that nobody asked for proves nothing, and harms nobody. */
function checkNonce(extensions: readonly RawExtension[], sent: Uint8Array | undefined, policy: RevocationPolicy): void {
  const extension = extensions.find(({ oid }) => oid === id_pkix_ocsp_nonce);
  if (sent === undefined) return;
  if (extension === undefined) {
    if (policy.nonce === 'require') throw new RevocationError('ERR_REVOCATION_NONCE', 'the nonce did not come back');
    return;
  }
  const { buffer } = parseDer(extension.value, Nonce, 'nonce');
  if (toHex(new Uint8Array(buffer)) !== toHex(sent))
    throw new RevocationError('ERR_REVOCATION_NONCE', 'the nonce is another one');
}

function findSingle({ responses }: OcspResponse, id: OcspCertId): SingleResponse {
  const single = responses.find((each) => isSameCertId(each.id, id));
  if (single === undefined)
    throw new RevocationError('ERR_REVOCATION_OTHER_CERTIFICATE', 'the response is not about the certificate');
  return single;
}

/** Without nextUpdate there is newer knowledge all the time (RFC 6960, 4.2.2.1): then it counts for as long as in our cache. */
function endOf(thisUpdate: Date, { maxAge, clockSkew }: RevocationPolicy): Date {
  return new Date(thisUpdate.getTime() + maxAge + clockSkew);
}
