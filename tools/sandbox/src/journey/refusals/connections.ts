import { toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty } from '@openxs2a/certificates/issue';
import { expectStatus } from '../../answers/expect-status.ts';
import { type Credential, type Credentials, leafOf } from '../../certificates/credentials.ts';
import { createCsr, toCredential } from '../../certificates/order.ts';
import { NCA, PARTIES } from '../../qtsp/parties.ts';
import { type Actor, connectToQtsp, type Scene } from '../scene.ts';

/** Who calls: no certificate, one of another CA, one that was revoked, one with other roles. */
export async function tryConnections(scene: Scene, { credentials }: Actor, consentId: string): Promise<void> {
  const { recorder, tpps, pisp } = scene;
  const { qsealc } = credentials;
  const attempt = (name: string, expected: string, shown: Partial<Credentials>) => {
    // CERTIFICATE_REVOKED is the guidelines' code; the schema of the interface lacks its last letter
    const tpp = tpps.open({ qsealc, ...shown, validation: 'request' });
    return recorder.refused(name, expected, () => tpp.getConsentStatus({ path: { consentId } }));
  };
  await attempt('no certificate', '401 CERTIFICATE_MISSING', {});
  await attempt("certificate of a stranger's CA", '401 CERTIFICATE_INVALID', { qwac: await forge() });
  const qwac = await renewAndRevoke(scene, credentials.qwac);
  await attempt('revoked certificate', '401 CERTIFICATE_REVOKED', { qwac });
  await attempt('role not held', '401 ROLE_INVALID', pisp);
}

/** Says everything that a certificate of the TPP says, under a root that nobody trusts. */
async function forge(): Promise<Credential> {
  const { organizationIdentifier, legalName, roles, dnsNames } = PARTIES.tpp;
  const party = createDemoParty({ organizationIdentifier, legalName, roles, ncaId: NCA, commonName: legalName });
  const authority = await createDemoAuthority({ clock: () => new Date(), name: 'Stranger' });
  const { certificate, privateKey } = await authority.issueQwac(party, { dnsNames });
  return {
    certificate: toPem(certificate.der) + toPem(authority.issuingCa.certificate.der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A second certificate of the TPP, whose key then falls into other hands: the TPP itself has it revoked. */
async function renewAndRevoke(scene: Scene, identity: Credential): Promise<Credential> {
  const { recorder } = scene;
  const client = connectToQtsp(scene, { identity });
  const { key, csr } = await createCsr(PARTIES.tpp, PARTIES.tpp.dnsNames);
  const path = { serialNumber: leafOf(identity.certificate).serialNumber };
  const renewed = await recorder.call(
    'renewCertificate',
    () => client.renewCertificate({ path, body: { type: 'application/json', value: { csr } } }),
    (result) => (result.status === 201 ? 'a second QWAC' : ''),
  );
  const second = toCredential(expectStatus(renewed, 201).body, 'qwac', key);
  const { serialNumber } = leafOf(second.certificate);
  const value = { reason: 'keyCompromise' } as const;
  const revoked = await recorder.call(
    'revokeCertificate',
    () => client.revokeCertificate({ path: { serialNumber }, body: { type: 'application/json', value } }),
    (result) => (result.status === 200 ? 'its key was stolen' : ''),
  );
  expectStatus(revoked, 200);
  return second;
}
