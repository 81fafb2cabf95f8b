import type { CertificateRecord } from '../domain/certificate.ts';
import { findCertificate, listCertificates, saveState } from '../store/certificates.ts';
import type { Revocation, RevocationAnswer } from './certificate-source.ts';
import { destroyKey } from './destroy-key.ts';
import type { SigningServer } from './server.ts';

export type RevocationOutcome =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'answered'; readonly answer: RevocationAnswer; readonly record: CertificateRecord };

type Reasons = Omit<Revocation, 'serialNumber'>;

/**
 * Ends a certificate here, then at the QTSP: whoever revokes because of a thief must not go on signing while the QTSP
 * cannot be reached. With `keyCompromise` all certificates of the key end, and the key. Called again, it asks the QTSP
 * again.
 */
export function revokeCertificate(
  server: SigningServer,
  client: string,
  fingerprint: string,
  reasons: Reasons,
): Promise<RevocationOutcome> {
  return server.inTurn(async () => {
    const named = await findCertificate(server.database, fingerprint);
    if (named === undefined) return { kind: 'not-found' };
    const ending = reasons.reason === 'keyCompromise' ? await listOfSameKey(server, named) : [named];
    await endHere(server, client, ending, reasons.reason);
    if (reasons.reason === 'keyCompromise' && named.keyName !== undefined) {
      await destroyKey(server, named.keyName, client);
    }
    const answer = await endAtSource(server, ending, reasons);
    return { kind: 'answered', answer, record: (await findCertificate(server.database, fingerprint)) ?? named };
  });
}

async function listOfSameKey({ database }: SigningServer, named: CertificateRecord) {
  if (named.keyName === undefined) return [named];
  return (await listCertificates(database)).filter(({ keyName }) => keyName === named.keyName);
}

async function endHere(
  server: SigningServer,
  client: string,
  ending: readonly CertificateRecord[],
  reason: string,
): Promise<void> {
  await server.database.transaction(async (trx) => {
    for (const { fingerprint } of ending.map(({ certificate }) => certificate)) {
      if (!(await saveState(trx, fingerprint, 'revoked', server.clock()))) continue;
      const body = { certificate: fingerprint, reason };
      await server.uses.record(trx, client, { kind: 'certificate-revoked', body });
    }
  });
  await server.seal.reload();
}

/** Asks for each, and tells the first answer that is not what was asked for. */
async function endAtSource(
  { source }: SigningServer,
  ending: readonly CertificateRecord[],
  reasons: Reasons,
): Promise<RevocationAnswer> {
  if (source === undefined) {
    return { kind: 'unavailable', detail: 'No QTSP is configured; it has to be told by hand.' };
  }
  const answers: RevocationAnswer[] = [];
  for (const { certificate } of ending) {
    answers.push(await source.revoke({ serialNumber: certificate.serialNumber, ...reasons }));
  }
  return answers.find(({ kind }) => kind !== 'revoked') ?? { kind: 'revoked' };
}
