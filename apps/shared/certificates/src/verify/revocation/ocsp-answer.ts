import type { Certificate } from '../../certificate.ts';
import { readSignatureAlgorithm } from '../../read/algorithm.ts';
import { readDer, TAG } from '../../read/der.ts';
import type { RawExtension } from '../../read/extensions.ts';
import { expectTag } from '../../read/fields.ts';
import { toHex } from '../../read/values.ts';
import { isAlgorithmStrong } from '../path/strength.ts';
import type { VerificationPolicy } from '../policy.ts';
import { isSignedBy, readSigned } from '../signature.ts';
import { type CertId, isSameCertId } from './cert-id.ts';
import { RevocationError } from './error.ts';
import { OCSP_NONCE } from './ocsp-request.ts';
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
  readonly id: CertId;
  readonly nonce: Uint8Array | undefined;
  readonly issuer: Certificate;
}

type Policies = { readonly verification: VerificationPolicy; readonly revocation: RevocationPolicy };

/**
 * What a response says in answer to the question (RFC 6960, 3.2). In this order: it can be read, whoever signed may, the
 * signature, critical extensions, the nonce, the certificate, the time. Throws RevocationError and CertificateError.
 */
export function readOcspAnswer(der: Uint8Array, question: OcspQuestion, now: Date, policies: Policies): OcspAnswer {
  const response = readOcspResponse(der);
  checkSignature(response, question.issuer, now, policies.verification);
  checkExtensions(response.extensions);
  checkNonce(response.extensions, question.nonce, policies.revocation);
  const single = findSingle(response, question.id);
  checkExtensions(single.extensions);
  const { status, thisUpdate } = single;
  const nextUpdate = single.nextUpdate ?? endOf(thisUpdate, policies.revocation);
  checkWindow({ thisUpdate, nextUpdate }, now, policies.revocation.clockSkew);
  return { status, producedAt: response.producedAt, thisUpdate, nextUpdate };
}

function checkSignature(response: OcspResponse, issuer: Certificate, now: Date, policy: VerificationPolicy): void {
  const signer = findSigner(response, issuer, now, policy);
  const signed = readSigned(response.der);
  const algorithm = readSignatureAlgorithm(signed.algorithm);
  if (!isAlgorithmStrong(algorithm))
    throw new RevocationError(
      'ERR_REVOCATION_WEAK_ALGORITHM',
      `the response is signed with ${algorithm.oid} (${algorithm.hash})`,
    );
  if (!isSignedBy(signed, signer.key))
    throw new RevocationError('ERR_REVOCATION_SIGNATURE', 'the signature of the response is not that of its signer');
}

function checkExtensions(extensions: readonly RawExtension[]): void {
  const unknown = extensions.find(({ oid, critical }) => critical && oid !== OCSP_NONCE);
  if (unknown !== undefined)
    throw new RevocationError('ERR_REVOCATION_UNSUPPORTED', `the response has the critical extension ${unknown.oid}`);
}

/** A nonce that comes back proves that the answer was made for us. One that nobody asked for proves nothing, and harms nobody. */
function checkNonce(extensions: readonly RawExtension[], sent: Uint8Array | undefined, policy: RevocationPolicy): void {
  const extension = extensions.find(({ oid }) => oid === OCSP_NONCE);
  if (sent === undefined) return;
  if (extension === undefined) {
    if (policy.nonce === 'require') throw new RevocationError('ERR_REVOCATION_NONCE', 'the nonce did not come back');
    return;
  }
  const octets = expectTag(readDer(extension.value), TAG.octetString, 'nonce').content;
  if (toHex(octets) !== toHex(sent)) throw new RevocationError('ERR_REVOCATION_NONCE', 'the nonce is another one');
}

function findSingle({ responses }: OcspResponse, id: CertId): SingleResponse {
  const single = responses.find((each) => isSameCertId(each.id, id));
  if (single === undefined)
    throw new RevocationError('ERR_REVOCATION_OTHER_CERTIFICATE', 'the response is not about the certificate');
  return single;
}

/** Without nextUpdate there is newer knowledge all the time (RFC 6960, 4.2.2.1): then it counts for as long as in our cache. */
function endOf(thisUpdate: Date, { maxAge, clockSkew }: RevocationPolicy): Date {
  return new Date(thisUpdate.getTime() + maxAge + clockSkew);
}
