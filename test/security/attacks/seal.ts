import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { OIDS } from '@openxs2a/certificates';
import {
  type CertificateTemplate,
  createDemoAuthority,
  createDemoParty,
  createIssuer,
  createSigningKey,
  type DemoOverrides,
  extendedKeyUsage,
  keyUsage,
  type Party,
  withExtension,
  withoutExtension,
} from '@openxs2a/certificates/issue';
import { editSignature, forge, getHeader, seal, setHeaders } from '../forge.ts';
import { type Attack, clock, createRequest, DAY, NOON, type Scene } from '../scene.ts';

/** A good signature of a seal certificate that is not good. */
const sealedBy =
  (overrides: DemoOverrides, changes: Partial<Party> = {}): Attack['make'] =>
  async ({ authority, party }) => ({
    message: await seal(await authority.issueQsealc({ ...party, ...changes }, overrides)),
  });

const altered = (alter: (template: CertificateTemplate) => CertificateTemplate) => sealedBy({ alter });

/** What the client of another party would send over this connection. */
async function sealOfOther({ authority }: Scene) {
  const other = createDemoParty({ organizationIdentifier: 'PSDDE-BAFIN-654321', legalName: 'Other Payments GmbH' });
  return authority.issueQsealc(other);
}

export const SEAL_ATTACKS: readonly Attack[] = [
  {
    name: 'the seal of another TPP',
    at: 'seal',
    reason: 'different-organization',
    make: async (scene) => ({ message: await seal(await sealOfOther(scene)) }),
  },
  {
    name: 'the seal of a party whose number differs in the case of a letter',
    at: 'seal',
    reason: 'different-organization',
    make: async ({ authority, party }) => {
      const number = 'PSDDE-BAFIN-12345A';
      const site = await authority.issueQwac({ ...party, organizationIdentifier: number });
      const other = await authority.issueQsealc({
        ...party,
        organizationIdentifier: number.toLowerCase().replace('psdde-bafin', 'PSDDE-BAFIN'),
      });
      return { connection: site.certificate.der, message: await seal(other) };
    },
  },
  {
    name: 'a QWAC as a seal',
    at: 'seal',
    reason: 'not-a-qsealc',
    make: async ({ site }) => ({ message: await seal(site) }),
  },
  {
    name: 'a seal that expired a second ago',
    at: 'seal',
    reason: 'expired',
    make: sealedBy({ notAfter: new Date(NOON.getTime() - 1000), notBefore: new Date(NOON.getTime() - 9 * DAY) }),
  },
  {
    name: 'a seal that begins in a second',
    at: 'seal',
    reason: 'not-yet-valid',
    make: sealedBy({ notBefore: new Date(NOON.getTime() + 1000) }),
  },
  {
    name: 'a seal that was revoked',
    at: 'seal',
    reason: 'revoked',
    revokes: true,
    make: ({ authority, seal: own }) => {
      authority.revoke(own.certificate, { reason: 'privilegeWithdrawn' });
      return {};
    },
  },
  {
    name: 'a seal of an authority that nobody trusts',
    at: 'seal',
    reason: 'untrusted-issuer',
    make: async ({ party }) => ({
      message: await seal(await (await createDemoAuthority({ clock, name: 'Other' })).issueQsealc(party)),
    }),
  },
  {
    name: "a seal of an authority that took the trusted one's names",
    at: 'seal',
    reason: 'bad-signature',
    make: async ({ party }) => ({
      message: await seal(await (await createDemoAuthority({ clock })).issueQsealc(party)),
    }),
  },
  {
    name: 'a seal that the TPP made of its own QSealC',
    at: 'seal',
    reason: 'untrusted-issuer',
    make: async ({ authority, party, seal: own }) => {
      const issuer = createIssuer(own.certificate, createSigningKey(own.privateKey));
      return { message: await seal(await authority.issueQsealc(party, { issuer })) };
    },
  },
  {
    name: 'a seal certificate for deciphering alone',
    at: 'seal',
    reason: 'key-usage-wrong',
    make: altered((template) => withExtension(template, keyUsage(['keyAgreement']))),
  },
  {
    name: 'a seal certificate without qualified statements',
    at: 'seal',
    reason: 'qc-statements-missing',
    make: altered((template) => withoutExtension(template, OIDS.qcStatements)),
  },
  {
    name: 'a seal with RSA of 1,024 bits',
    at: 'seal',
    reason: 'weak-key',
    make: async ({ authority, party }) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
      const alter = (template: CertificateTemplate) => ({ ...template, publicKey: createPublicKey(privateKey) });
      const { certificate } = await authority.issueQsealc(party, { alter });
      return { message: forge({ certificate, privateKey }, { algorithm: 'rsa-sha256' }) };
    },
  },
  {
    name: 'a seal certificate with a critical extension that nobody knows',
    at: 'seal',
    reason: 'unknown-critical-extension',
    make: altered((template) =>
      withExtension(template, { oid: '1.2.3.4.5', critical: true, value: new Uint8Array([5, 0]) }),
    ),
  },
  {
    name: 'a QWAC that calls itself a seal, by usage alone',
    at: 'seal',
    reason: 'not-a-qsealc',
    make: async ({ authority, party }) => ({
      message: await seal(
        await authority.issueQwac(party, {
          alter: (template) =>
            withExtension(withExtension(template, keyUsage(['nonRepudiation'])), extendedKeyUsage([OIDS.clientAuth])),
        }),
      ),
    }),
  },
  {
    name: "another TPP's certificate beside one's own signature",
    at: 'seal',
    reason: 'key-id-mismatch',
    make: async (scene) => {
      const { certificate } = await sealOfOther(scene);
      const own = await seal(scene.seal);
      return { message: setHeaders(own, [['TPP-Signature-Certificate', toHeader(certificate.der)]]) };
    },
  },
  {
    name: "another TPP's certificate and its keyId beside one's own signature",
    at: 'seal',
    reason: 'signature-mismatch',
    make: async (scene) => {
      const { certificate } = await sealOfOther(scene);
      return { message: forge({ certificate, privateKey: scene.seal.privateKey }) };
    },
  },
  {
    name: 'the certificate that one has revoked, for a newer one with the same key',
    at: 'seal',
    reason: 'key-id-mismatch',
    make: async ({ authority, party, seal: own }) => {
      const older = await authority.issueQsealc(party, { key: own.privateKey });
      const message = await seal(own);
      return { message: setHeaders(message, [['TPP-Signature-Certificate', toHeader(older.certificate.der)]]) };
    },
  },
  {
    name: 'no certificate',
    at: 'seal',
    reason: 'certificate-missing',
    make: async ({ seal: own }) => ({
      message: setHeaders(await seal(own), [['TPP-Signature-Certificate', undefined]]),
    }),
  },
  {
    name: 'a certificate header of junk',
    at: 'seal',
    reason: 'certificate-malformed',
    make: async ({ seal: own }) => ({
      message: setHeaders(await seal(own), [['TPP-Signature-Certificate', 'MIIjunk=']]),
    }),
  },
  {
    name: 'two certificates in one header',
    at: 'seal',
    reason: 'certificate-malformed',
    make: async (scene) => {
      const both = [scene.seal, await sealOfOther(scene)].map(({ certificate }) => toPemText(certificate.der)).join('');
      const header = Buffer.from(both).toString('base64');
      return { message: setHeaders(await seal(scene.seal), [['TPP-Signature-Certificate', header]]) };
    },
  },
  {
    name: 'a certificate header of a megabyte',
    at: 'seal',
    reason: 'header-too-large',
    make: async ({ seal: own }) => ({
      message: setHeaders(await seal(own), [['TPP-Signature-Certificate', 'A'.repeat(1_000_000)]]),
    }),
  },
  {
    name: 'the certificate header twice',
    at: 'seal',
    reason: 'header-duplicated',
    make: async (scene) => {
      const message = await seal(scene.seal);
      const { certificate } = await sealOfOther(scene);
      const again = [['tpp-signature-certificate', toHeader(certificate.der)] as const];
      return { message: { ...message, headers: [...message.headers, ...again] } };
    },
  },
  {
    name: 'a signature of yesterday over another body, with its own digest',
    at: 'seal',
    reason: 'digest-mismatch',
    make: async ({ seal: own }) => {
      const old = await seal(own, undefined, createRequest({ body: Buffer.from('{"amount":"1.00"}') }));
      return { message: { ...old, body: Buffer.from('{"amount":"9999.00"}') } };
    },
  },
  {
    name: 'a signature of yesterday over another request, with the digest of today',
    at: 'seal',
    reason: 'signature-mismatch',
    make: async ({ seal: own }) => {
      const old = await seal(own, undefined, createRequest({ body: Buffer.from('{"amount":"1.00"}') }));
      const now = await seal(own);
      return { message: editSignature(now, () => getHeader(old, 'Signature')) };
    },
  },
];

const toHeader = (der: Uint8Array): string => Buffer.from(der).toString('base64');
const toPemText = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${toHeader(der)}\n-----END CERTIFICATE-----\n`;
