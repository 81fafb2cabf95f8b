import { readCertificate } from '@openxs2a/certificates';
import { createIssuer } from '@openxs2a/certificates/issue';
import type { KeyStore } from '@openxs2a/service/keys';
import { findAuthorityCertificate } from '../store/authorities.ts';
import { type AnswerOcsp, createOcspAnswerer } from './answer-ocsp.ts';
import { getIssuingKey, getKey, RESPONDER_KEY } from './house-keys.ts';
import { InitialisationError } from './initialisation-error.ts';
import type { Qtsp } from './qtsp.ts';
import { createResponder } from './responder.ts';

export interface OpenInput extends Omit<Qtsp, 'root' | 'issuer'> {
  readonly keys: KeyStore;
}

export interface OpenQtsp {
  readonly qtsp: Qtsp;
  readonly answerOcsp: AnswerOcsp;
}

/** A certificate authority that was initialised, with the keys that sign for it. Throws InitialisationError. */
export async function openQtsp({ keys, ...input }: OpenInput): Promise<OpenQtsp> {
  const root = await findAuthorityCertificate(input.database, 'root');
  const issuing = await findAuthorityCertificate(input.database, 'issuing');
  if (root === undefined || issuing === undefined)
    throw new InitialisationError(
      'ERR_NOT_INITIALISED',
      'The certificate authority is not initialised; run init first.',
    );
  const certificate = readCertificate(issuing);
  const issuer = createIssuer(certificate, await getIssuingKey(keys, certificate));
  const qtsp: Qtsp = { ...input, root: readCertificate(root), issuer };
  const responder = createResponder(qtsp, await getKey(keys, RESPONDER_KEY, 'p-256'));
  return { qtsp, answerOcsp: createOcspAnswerer(qtsp, responder) };
}
