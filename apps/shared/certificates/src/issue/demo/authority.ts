import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Certificate } from '../../certificate.ts';
import type { DistinguishedName } from '../../name.ts';
import { OIDS } from '../../oids.ts';
import { type CertificateTemplate, createIssuer, type Issuer, issueCertificate, selfIssue } from '../certificate.ts';
import { generateKey, type KeyKind } from '../generate-key.ts';
import { issuingCaTemplate, ocspResponderTemplate, rootTemplate } from '../profiles/authority.ts';
import type { PspCertificateInput } from '../profiles/leaf.ts';
import type { Party } from '../profiles/party.ts';
import { qsealcTemplate } from '../profiles/qsealc.ts';
import { qwacTemplate } from '../profiles/qwac.ts';
import { toName } from '../profiles/subject.ts';
import { createSerialNumber } from '../serial-number.ts';
import { createSigningKey } from '../signing-key.ts';

export interface DemoAuthorityOptions {
  readonly clock: () => Date;
  /** Of root, issuing CA and responder; `p-256` by default, because it is made at once. */
  readonly caKey?: KeyKind;
  /** Of certificates that name no key; `p-256` by default. */
  readonly key?: KeyKind;
  /** Where the authority says that its services are, without a slash at the end. */
  readonly baseUrl?: string;
}

export interface DemoOverrides {
  /** The private key of the subject, instead of a new one. */
  readonly key?: KeyObject;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly dnsNames?: readonly string[];
  readonly isKeyInDevice?: boolean;
  /** Signs instead of the issuing CA. */
  readonly issuer?: Issuer;
  /** Changes anything before it is signed. */
  readonly alter?: (template: CertificateTemplate) => CertificateTemplate;
}

export interface IssuedCertificate {
  readonly certificate: Certificate;
  readonly privateKey: KeyObject;
}

/** A trust service provider in memory, for tests and demonstrations: no register is asked and nothing is kept. */
export interface DemoAuthority {
  readonly root: Issuer;
  readonly issuingCa: Issuer;
  readonly ocspResponder: Issuer;
  /** What stands in every certificate as addresses. */
  readonly urls: { readonly ocsp: string; readonly issuer: string; readonly crl: string; readonly cps: string };
  issueQwac(party: Party, overrides?: DemoOverrides): Promise<IssuedCertificate>;
  issueQsealc(party: Party, overrides?: DemoOverrides): Promise<IssuedCertificate>;
}

const DAY = 86_400_000;

/** A root, an issuing CA and an OCSP responder, which issue what a real provider's profiles say. */
export async function createDemoAuthority(options: DemoAuthorityOptions): Promise<DemoAuthority> {
  const { clock, caKey = 'p-256', key = 'p-256', baseUrl = 'http://qtsp.localhost' } = options;
  const urls = toUrls(baseUrl);
  const root = await createRoot(caKey, clock());
  const issuingCa = await createIssuingCa(root, caKey, urls, clock());
  const ocspResponder = await createOcspResponder(issuingCa, caKey, clock());

  const issue = async (
    overrides: DemoOverrides,
    toTemplate: (input: Omit<PspCertificateInput, 'party'>) => CertificateTemplate,
  ): Promise<IssuedCertificate> => {
    const issuer = overrides.issuer ?? issuingCa;
    const privateKey = overrides.key ?? (await generateKey(key));
    const template = toTemplate({
      issuer: issuer.certificate,
      publicKey: createPublicKey(privateKey),
      serialNumber: createSerialNumber(randomBytes),
      notBefore: overrides.notBefore ?? new Date(clock().getTime() - DAY),
      notAfter: overrides.notAfter ?? new Date(clock().getTime() + 180 * DAY),
      urls,
      disclosures: [{ url: `${baseUrl.replace(/^http:/, 'https:')}/pds/en.pdf`, language: 'en' }],
      retentionYears: 15,
    });
    const { alter = (same) => same } = overrides;
    return { certificate: await issueCertificate(alter(template), issuer), privateKey };
  };

  return {
    root,
    issuingCa,
    ocspResponder,
    urls,
    issueQwac: (party, overrides = {}) =>
      issue(overrides, (input) => qwacTemplate({ ...input, party, dnsNames: overrides.dnsNames ?? ['psp.localhost'] })),
    issueQsealc: (party, overrides = {}) =>
      issue(overrides, (input) => qsealcTemplate({ ...input, party, isKeyInDevice: overrides.isKeyInDevice ?? false })),
  };
}

function toUrls(baseUrl: string): DemoAuthority['urls'] {
  return {
    ocsp: `${baseUrl}/ocsp`,
    issuer: `${baseUrl}/issuing-ca.cer`,
    crl: `${baseUrl}/issuing-ca.crl`,
    cps: `${baseUrl}/cps`,
  };
}

function toSubject(commonName: string): DistinguishedName {
  return toName([
    [OIDS.countryName, 'DE'],
    [OIDS.organizationName, 'Demo Trust Services GmbH'],
    [OIDS.organizationIdentifier, 'VATDE-123456789'],
    [OIDS.commonName, commonName],
  ]);
}

async function createRoot(kind: KeyKind, now: Date): Promise<Issuer> {
  const key = createSigningKey(await generateKey(kind));
  const template = rootTemplate({ ...toFields(key.publicKey, now, 3650), subject: toSubject('Demo Root CA') });
  return createIssuer(await selfIssue(template, key), key);
}

async function createIssuingCa(root: Issuer, kind: KeyKind, urls: DemoAuthority['urls'], now: Date): Promise<Issuer> {
  const key = createSigningKey(await generateKey(kind));
  const template = issuingCaTemplate({
    ...toFields(key.publicKey, now, 1825),
    issuer: root.certificate,
    subject: toSubject('Demo Issuing CA'),
    urls: { cps: urls.cps },
  });
  return createIssuer(await issueCertificate(template, root), key);
}

async function createOcspResponder(issuer: Issuer, kind: KeyKind, now: Date): Promise<Issuer> {
  const key = createSigningKey(await generateKey(kind));
  const template = ocspResponderTemplate({
    ...toFields(key.publicKey, now, 90),
    issuer: issuer.certificate,
    subject: toSubject('Demo OCSP Responder'),
  });
  return createIssuer(await issueCertificate(template, issuer), key);
}

function toFields(publicKey: KeyObject, now: Date, days: number) {
  return {
    publicKey,
    serialNumber: createSerialNumber(randomBytes),
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + days * DAY),
  };
}
