import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import type { Certificate } from '../../certificate.ts';
import { type CertificateTemplate, type Issuer, issueCertificate } from '../certificate.ts';
import { generateKey, type KeyKind } from '../generate-key.ts';
import type { AuthorityUrls } from '../profiles/issued.ts';
import type { Party } from '../profiles/party.ts';
import type { PspCertificateInput } from '../profiles/psp.ts';
import { qsealcTemplate } from '../profiles/qsealc.ts';
import { qwacTemplate } from '../profiles/qwac.ts';
import type { CrlEntry } from '../revocation/crl-entry.ts';
import { createSerialNumber } from '../serial-number.ts';
import { createHierarchy, DAY, type DemoHierarchy } from './hierarchy.ts';
import { createStatus } from './status.ts';

export interface DemoAuthorityOptions {
  readonly clock: () => Date;
  /** Of the provider, in the names of its authorities; `Demo` by default. */
  readonly name?: string;
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
  /** Since a day ago by default. */
  readonly notBefore?: Date;
  /** In 180 days by default. */
  readonly notAfter?: Date;
  /** `psp.localhost` by default. */
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

/**
 * A trust service provider in memory, for tests and demonstrations. Its certificates are what a real provider's
 * profiles say; it asks no register whether anybody may have them.
 */
export interface DemoAuthority extends DemoHierarchy {
  /** Addresses in the certificates of parties. */
  readonly urls: Required<AuthorityUrls>;
  /** Addresses in the certificate of the issuing CA. */
  readonly rootUrls: Required<Pick<AuthorityUrls, 'issuer' | 'crl' | 'cps'>>;
  issueQwac(party: Party, overrides?: DemoOverrides): Promise<IssuedCertificate>;
  issueQsealc(party: Party, overrides?: DemoOverrides): Promise<IssuedCertificate>;
  /** Of a party, or of the issuing CA itself; now by default. */
  revoke(certificate: Certificate, revocation?: Partial<Omit<CrlEntry, 'serialNumber'>>): void;
  /** The current list, in DER. */
  createCrl(of?: 'issuingCa' | 'root'): Promise<Uint8Array>;
  /** Answers a request about certificates of parties, DER to DER, signed by the responder. */
  answerOcsp(request: Uint8Array): Promise<Uint8Array>;
}

/** A root, an issuing CA and an OCSP responder with new keys. */
export async function createDemoAuthority(options: DemoAuthorityOptions): Promise<DemoAuthority> {
  const { clock, name = 'Demo', caKey = 'p-256', key = 'p-256', baseUrl = 'http://qtsp.localhost' } = options;
  const cps = `${baseUrl}/cps`;
  const rootUrls = { issuer: `${baseUrl}/root.cer`, crl: `${baseUrl}/root.crl`, cps };
  const urls = { ocsp: `${baseUrl}/ocsp`, issuer: `${baseUrl}/issuing-ca.cer`, crl: `${baseUrl}/issuing-ca.crl`, cps };
  const hierarchy = await createHierarchy({ name, key: caKey, now: clock(), rootUrls });
  const { root, issuingCa, ocspResponder } = hierarchy;
  const status = { root: createStatus(root, clock), issuingCa: createStatus(issuingCa, clock) };

  const issue = async (party: Party, overrides: DemoOverrides, toTemplate: ToTemplate): Promise<IssuedCertificate> => {
    const { issuer = issuingCa, alter = (template) => template } = overrides;
    const privateKey = overrides.key ?? (await generateKey(key));
    const template = toTemplate({
      party,
      issuer: issuer.certificate,
      publicKey: createPublicKey(privateKey),
      serialNumber: createSerialNumber(randomBytes),
      notBefore: overrides.notBefore ?? new Date(clock().getTime() - DAY),
      notAfter: overrides.notAfter ?? new Date(clock().getTime() + 180 * DAY),
      urls,
      disclosures: [{ url: 'https://qtsp.localhost/pds/en.pdf', language: 'en' }],
      retentionYears: 15,
    });
    const certificate = await issueCertificate(alter(template), issuer);
    if (issuer === issuingCa) status.issuingCa.recordIssued(certificate);
    return { certificate, privateKey };
  };

  return {
    ...hierarchy,
    urls,
    rootUrls,
    issueQwac: (party, overrides = {}) =>
      issue(party, overrides, (input) => qwacTemplate({ ...input, dnsNames: overrides.dnsNames ?? ['psp.localhost'] })),
    issueQsealc: (party, overrides = {}) =>
      issue(party, overrides, (input) => qsealcTemplate({ ...input, isKeyInDevice: overrides.isKeyInDevice ?? false })),
    revoke: (certificate, revocation = {}) => {
      const by = certificate.fingerprint === issuingCa.certificate.fingerprint ? 'root' : 'issuingCa';
      status[by].revoke(certificate, { revokedAt: clock(), ...revocation });
    },
    createCrl: (of = 'issuingCa') => status[of].createCrl(),
    answerOcsp: (request) => status.issuingCa.answerOcsp(request, ocspResponder),
  };
}

type ToTemplate = (input: PspCertificateInput) => CertificateTemplate;
