import { CertificateError, type PublicKey, readCertificateRequest } from '@openxs2a/certificates';
import { type CallerOf, nameCaller } from '../domain/caller.ts';
import type { IssuedRecord } from '../domain/certificate-record.ts';
import { checkKey } from '../domain/check-key.ts';
import { checkKeyUse } from '../domain/check-key-use.ts';
import { hashOf } from '../domain/hash.ts';
import { done, type Outcome, refused } from '../domain/outcome.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { listOfKeys } from '../store/certificates.ts';
import { listAuthorities } from '../store/registrations.ts';
import { issueHouseCertificate, toSpki } from './house-certificate.ts';
import type { Qtsp } from './qtsp.ts';

export interface CredentialInput {
  /** The authority; of the operator's own, absent. */
  readonly ncaId?: string;
  readonly csr: string;
}

/** Issues a certificate with which an authority or a machine of the operator calls this interface. */
export async function issueCredential(
  qtsp: Qtsp,
  caller: CallerOf<'operator'>,
  { ncaId, csr }: CredentialInput,
): Promise<Outcome<IssuedRecord, 'request-refused'>> {
  const request = readRequest(csr);
  if ('reason' in request) return refused([request]);
  const refusals = [...(await checkHolder(qtsp, ncaId)), ...(await checkCredentialKey(qtsp, request.key))];
  if (refusals.length > 0) return refused(refusals);
  const holder = ncaId === undefined ? {} : { ncaId };
  const input = { kind: 'credential', publicKey: request.key.keyObject, by: nameCaller(caller), ...holder } as const;
  return done(await issueHouseCertificate(qtsp, input));
}

function readRequest(csr: string): { readonly key: PublicKey } | Refusal {
  try {
    const { key, isSignatureValid } = readCertificateRequest(csr);
    return isSignatureValid ? { key } : refuse('csr-signature-invalid', 'Its own key did not sign it.');
  } catch (error) {
    if (!(error instanceof CertificateError)) throw error;
    return refuse('csr-malformed', error.message);
  }
}

async function checkHolder({ database }: Qtsp, ncaId: string | undefined): Promise<readonly Refusal[]> {
  if (ncaId === undefined) return [];
  const known = (await listAuthorities(database)).some((authority) => authority.ncaId === ncaId);
  return known ? [] : [refuse('nca-unknown', `No authority "${ncaId}" is known; import its register first.`)];
}

async function checkCredentialKey({ database }: Qtsp, key: PublicKey): Promise<readonly Refusal[]> {
  const refusals = checkKey(key);
  if (refusals.length > 0) return refusals;
  const uses = await listOfKeys(database, [hashOf(toSpki(key.keyObject))]);
  return uses.flatMap((certificate) => checkKeyUse(certificate, {}));
}
