import {
  type Certificate,
  CertificateError,
  type CertificateEvidence,
  type CertificateReason,
  type CertificateVerdict,
  checkSameOrganization,
  readCertificate,
  type Verdict,
  type Verifier,
} from '@openxs2a/certificates';
import type { HttpMessage } from './message.ts';
import { rememberAccepted } from './steps/text-cache.ts';
import { accept, refuse, type SignatureEvidence, type SignatureReason, type Step } from './verdict.ts';
import type { MessageVerifier } from './verifier.ts';

export type SealVerdict = Verdict<SealEvidence, SignatureReason | CertificateReason>;

/** A message that a party known to be licensed has sealed: the one on the connection, where there is one. */
export interface SealEvidence {
  readonly signature: SignatureEvidence;
  readonly certificate: CertificateEvidence;
}

export interface SealVerifierOptions {
  readonly messages: MessageVerifier;
  readonly certificates: Verifier;
}

/**
 * `connection` is what is known of the certificate on the connection that brought the message; null where the message
 * came by a way that proves nothing, so that nobody leaves it out by mistake. A plain value where that of the message
 * verifier is one and the certificate is known and fresh.
 */
export type SealVerifier = (
  message: HttpMessage,
  connection: CertificateEvidence | null,
) => SealVerdict | Promise<SealVerdict>;

/**
 * All that makes a seal count, in this order: the signature is of the certificate that came with it; that is a QSealC
 * which can be trusted now; and its party is the one on the connection (guidelines 1.3.8, 4.2: a certificate in a header
 * is whatever its sender chose).
 */
export function createSealVerifier({ messages, certificates }: SealVerifierOptions): SealVerifier {
  const readChain = createChainReader();
  const verifyCertificate = ({ certificate, chain }: SignatureEvidence) =>
    certificates.verify(certificate, { use: 'qsealc', intermediates: readChain(chain) });
  return function verifySeal(message, connection) {
    return next(messages(message), (signature) =>
      signature.accepted
        ? next(verifyCertificate(signature.evidence), (seal) => join(signature.evidence, seal, connection))
        : signature,
    );
  };
}

/** At once where a value is there, when it is settled where it is not. */
function next<Value, Result>(
  value: Value | Promise<Value>,
  step: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(step) : step(value);
}

/** More certificates than a path has, and no more than are worth reading for a stranger. */
const MOST = 8;
/** Issuers are few, and reading one takes longer than all the rest. */
const REMEMBERED = 100;

/** What cannot be read is left out: it proves nothing, and the path may do without it. */
function createChainReader(): (chain: SignatureEvidence['chain']) => readonly Certificate[] {
  const read = rememberAccepted(readChainCertificate, REMEMBERED);
  const readOrLeave = (base64: string): readonly Certificate[] => {
    const step = read(base64);
    return step.accepted ? [step.evidence] : [];
  };
  return (chain) => chain.slice(0, MOST).flatMap(readOrLeave);
}

function readChainCertificate(base64: string): Step<Certificate> {
  try {
    return accept(readCertificate(Buffer.from(base64, 'base64')));
  } catch (error) {
    if (error instanceof CertificateError) return refuse('certificate-malformed', { code: error.code });
    throw error;
  }
}

function join(
  signature: SignatureEvidence,
  seal: CertificateVerdict,
  connection: CertificateEvidence | null,
): SealVerdict {
  if (!seal.accepted) return seal;
  const party = connection === null ? undefined : checkSameOrganization(connection, seal.evidence);
  return party?.accepted === false ? party : accept({ signature, certificate: seal.evidence });
}
