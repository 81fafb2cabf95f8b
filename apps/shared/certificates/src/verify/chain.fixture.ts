import { type KeyObject, randomBytes } from 'node:crypto';
import type { Certificate } from '../certificate.ts';
import { openssl } from '../issue/openssl.fixture.ts';
import {
  authorityKeyIdentifier,
  basicConstraints,
  type CertificateTemplate,
  createDemoParty,
  createIssuer,
  createSerialNumber,
  createSigningKey,
  type ExtensionTemplate,
  generateKey,
  type Issuer,
  issueCertificate,
  type KeyKind,
  keyUsage,
  qwacTemplate,
  type SigningKey,
  selfIssue,
  subjectKeyIdentifier,
  toName,
  withoutExtension,
} from '../issue.ts';
import { OIDS } from '../oids.ts';
import { toPem } from '../read/armour.ts';
import { judge } from './judge.ts';
import { createPool } from './path/pool.ts';
import { STRICT_POLICY, type VerificationPolicy } from './policy.ts';
import { DAY, NOON } from './scene.fixture.ts';

type Alter = (template: CertificateTemplate) => CertificateTemplate;

export interface CaOptions {
  /** Issues itself when it is left out. */
  readonly issuer?: Issuer;
  /** A new one when it is left out. */
  readonly key?: SigningKey;
  readonly kind?: KeyKind;
  readonly pathLength?: number;
  readonly extensions?: readonly ExtensionTemplate[];
  readonly alter?: Alter;
}

/** A CA as RFC 5280 wants it, and then altered. */
export async function createCa(commonName: string, options: CaOptions = {}): Promise<Issuer> {
  const { kind = 'p-256', extensions = [], alter = (template) => template, issuer, pathLength } = options;
  const key = options.key ?? createSigningKey(await generateKey(kind));
  const template = alter({
    serialNumber: createSerialNumber(randomBytes),
    subject: toSubject(commonName),
    publicKey: key.publicKey,
    notBefore: new Date(NOON.getTime() - DAY),
    notAfter: new Date(NOON.getTime() + 365 * DAY),
    extensions: [
      subjectKeyIdentifier(key.publicKey),
      ...(issuer === undefined ? [] : [authorityKeyIdentifier(issuer.certificate)]),
      basicConstraints({ ca: true, ...(pathLength === undefined ? {} : { pathLength }) }),
      keyUsage(['keyCertSign', 'cRLSign']),
      ...extensions,
    ],
  });
  return createIssuer(
    issuer === undefined ? await selfIssue(template, key) : await issueCertificate(template, issuer),
    key,
  );
}

export function toSubject(commonName: string) {
  return toName([
    [OIDS.countryName, 'DE'],
    [OIDS.organizationName, 'Example Trust'],
    [OIDS.commonName, commonName],
  ]);
}

/** A QWAC of this issuer, and then altered. */
export async function issueLeaf(
  issuer: Issuer,
  alter: Alter = (template) => template,
  key?: KeyObject,
): Promise<Certificate> {
  const { publicKey } = createSigningKey(key ?? (await generateKey('p-256')));
  return issueCertificate(alter(toLeafTemplate(issuer, publicKey)), issuer);
}

export async function selfSignLeaf(key: KeyObject): Promise<Certificate> {
  const signingKey = createSigningKey(key);
  const template = toLeafTemplate(await createCa('Nobody'), signingKey.publicKey);
  return selfIssue(withoutExtension(template, OIDS.authorityKeyIdentifier), signingKey);
}

function toLeafTemplate(issuer: Issuer, publicKey: KeyObject): CertificateTemplate {
  return qwacTemplate({
    party: createDemoParty(),
    issuer: issuer.certificate,
    publicKey,
    serialNumber: createSerialNumber(randomBytes),
    notBefore: new Date(NOON.getTime() - DAY),
    notAfter: new Date(NOON.getTime() + 180 * DAY),
    urls: {},
    disclosures: [{ url: 'https://qtsp.localhost/pds/en.pdf', language: 'en' }],
    dnsNames: ['psp.example'],
  });
}

/** One case: who is trusted, what a peer sends. */
export interface Chain {
  readonly leaf: Certificate;
  readonly anchors: readonly Issuer[];
  readonly intermediates?: readonly Issuer[];
  readonly policy?: Partial<VerificationPolicy>;
  readonly now?: Date;
}

export function judgeChain({ leaf, anchors, intermediates = [], policy, now = NOON }: Chain) {
  const sources = {
    anchors: createPool(toCertificates(anchors)),
    intermediates: [createPool(toCertificates(intermediates))],
  };
  return judge(leaf, 'qwac', sources, now, { ...STRICT_POLICY, ...policy });
}

/** `accepted`, or the reason. */
export function reasonOf(chain: Chain): string {
  const { accepted, refusal } = judgeChain(chain);
  return accepted.length > 0 ? 'accepted' : refusal.reason;
}

/** What OpenSSL says of the same, at the level of security that asks for 112 bits. */
export function doesOpensslAccept(
  { leaf, anchors, intermediates = [], now = NOON }: Chain,
  ...more: readonly string[]
): boolean {
  const pems = (issuers: readonly Issuer[]) => issuers.map(({ certificate }) => toPem(certificate.der)).join('');
  const options = ['-x509_strict', '-auth_level', '2', '-partial_chain', '-attime', `${now.getTime() / 1000}`, ...more];
  const sent = intermediates.length === 0 ? [] : ['-untrusted', 'sent.pem'];
  const files = { 'anchors.pem': pems(anchors), 'sent.pem': pems(intermediates), 'leaf.pem': toPem(leaf.der) };
  return (
    openssl(['verify', ...options, '-no-CApath', '-no-CAstore', '-CAfile', 'anchors.pem', ...sent, 'leaf.pem'], files)
      .status === 0
  );
}

const toCertificates = (issuers: readonly Issuer[]) => issuers.map(({ certificate }) => certificate);
