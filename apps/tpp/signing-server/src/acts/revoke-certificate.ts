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
export async function revokeCertificate(
  server: SigningServer,
  client: string,
  fingerprint: string,
  reasons: Reasons,
): Promise<RevocationOutcome> {
  const named = await findCertificate(server.database, fingerprint);
  if (named === undefined) return { kind: 'not-found' };
  // At once, whatever the QTSP is being asked just now; and again in turn, for a certificate that came meanwhile.
  await endHere(server, client, named, reasons.reason);
  return server.inTurn(async () => {
    const ending = await endHere(server, client, named, reasons.reason);
    const answer = await endAtSource(server, ending, reasons);
    return { kind: 'answered', answer, record: (await findCertificate(server.database, fingerprint)) ?? named };
  });
}

/** Returns all that ends with the named one. */
async function endHere(
  server: SigningServer,
  client: string,
  named: CertificateRecord,
  reason: string,
): Promise<readonly CertificateRecord[]> {
  const isKeyLost = reason === 'keyCompromise' && named.keyName !== undefined;
  const all = isKeyLost ? await listCertificates(server.database) : [named];
  const ending = all.filter(({ keyName }) => keyName === named.keyName);
  await server.database.transaction(async (trx) => {
    for (const { fingerprint } of ending.map(({ certificate }) => certificate)) {
      if (!(await saveState(trx, fingerprint, 'revoked', server.clock()))) continue;
      const body = { certificate: fingerprint, reason };
      await server.uses.record(trx, client, { kind: 'certificate-revoked', body });
    }
  });
  await server.seal.reload();
  if (isKeyLost) await destroyKey(server, named.keyName, client);
  return ending;
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
