import { toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty, type DemoOverrides } from '@openxs2a/certificates/issue';
import type { TlsIdentity } from './tls.ts';

/** A trust service provider, and identities that it issues: key, and certificate with the issuing one behind it. */
export async function createIdentities() {
  const authority = await createDemoAuthority({ clock: () => new Date() });
  const anchor = toPem(authority.root.certificate.der);
  const issue = async (overrides: DemoOverrides = {}): Promise<TlsIdentity & { readonly der: Uint8Array }> => {
    const { certificate, privateKey } = await authority.issueQwac(createDemoParty(), overrides);
    return {
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      cert: toPem(certificate.der) + toPem(authority.issuingCa.certificate.der),
      der: certificate.der,
    };
  };
  return {
    anchor,
    issuingCa: authority.issuingCa.certificate.der,
    issue,
    server: await issue({ dnsNames: ['localhost'] }),
    client: await issue(),
  };
}
