import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createVerifier, OIDS, type RevocationFetch } from '@openxs2a/certificates';
import {
  basicConstraints,
  type CertificateTemplate,
  createDemoAuthority,
  createDemoParty,
  createIssuer,
  createOcspResponse,
  createSigningKey,
  extendedKeyUsage,
  generateKey,
  type Issuer,
  issueCertificate,
  issuingCaTemplate,
  keyUsage,
  nameConstraints,
  type QcStatementsTemplate,
  qcStatements,
  qwacTemplate,
  readOcspRequest,
  selfIssue,
  toName,
  toRolesOfPsp,
  withExtension,
  withoutExtension,
} from '@openxs2a/certificates/issue';
import { type Attack, clock, DAY, NOON, type Scene, serve } from '../scene.ts';

type Alter = (template: CertificateTemplate) => CertificateTemplate;

/** A QWAC of the TPP's own issuer that says something it should not. */
const altered =
  (alter: Alter): Attack['make'] =>
  async ({ authority, party }) => ({
    connection: (await authority.issueQwac(party, { alter })).certificate.der,
  });

const dated = (notBefore: Date, notAfter: Date) => altered((template) => ({ ...template, notBefore, notAfter }));

const STATEMENTS: QcStatementsTemplate = {
  isQualified: true,
  types: [OIDS.qcTypeWeb],
  psd2: { roles: toRolesOfPsp(['PSP_AI']), ncaName: 'Federal Financial Supervisory Authority', ncaId: 'DE-BAFIN' },
};

const stating = (changes: QcStatementsTemplate) =>
  altered((template) => withExtension(template, qcStatements({ ...STATEMENTS, ...changes })));

const withRoles = (roles: readonly { readonly oid: string; readonly name: string }[]) =>
  stating({ psd2: { roles, ncaName: 'Federal Financial Supervisory Authority', ncaId: 'DE-BAFIN' } });

/** The organisation identifier as the attacker would like it to be. */
const identified = (text: string | undefined) =>
  altered((template) => {
    const others = template.subject.filter(([attribute]) => attribute?.oid !== OIDS.organizationIdentifier);
    const added = text === undefined ? [] : toName([[OIDS.organizationIdentifier, text]]);
    return { ...template, subject: [...others, ...added] };
  });

/** A QWAC for a key of the attacker's choice, signed by the issuer as if it did not look. */
const keyed = (create: () => { readonly publicKey: KeyObject }): Attack['make'] =>
  altered((template) => ({ ...template, publicKey: create().publicKey }));

/** A CA below the issuing one, or in its place, and a QWAC of it; both are shown in the handshake. */
async function chainBelow(scene: Scene, by: Issuer, alter: Alter = (template) => template) {
  const { authority, party } = scene;
  const key = createSigningKey(await generateKey('p-256'));
  const template = issuingCaTemplate({
    issuer: by.certificate,
    subject: toName([
      [OIDS.countryName, 'DE'],
      [OIDS.organizationName, 'Attacker GmbH'],
      [OIDS.commonName, 'Attacker CA'],
    ]),
    publicKey: key.publicKey,
    serialNumber: '0a11ce',
    notBefore: new Date(NOON.getTime() - DAY),
    notAfter: new Date(NOON.getTime() + DAY),
    urls: authority.rootUrls,
  });
  const ca = createIssuer(await issueCertificate(alter(template), by), key);
  const { certificate } = await authority.issueQwac(party, { issuer: ca });
  return { connection: toBundle(certificate.der, ca.certificate.der) };
}

function toBundle(...certificates: readonly Uint8Array[]): string {
  return certificates
    .map((der) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`)
    .join('');
}

/** An issuer that signs by a hash that is broken. */
async function signedBySha1({ authority, party }: Scene) {
  const privateKey = await generateKey('rsa-2048');
  const template = issuingCaTemplate({
    issuer: authority.root.certificate,
    subject: toName([[OIDS.commonName, 'Old CA']]),
    publicKey: createPublicKey(privateKey),
    serialNumber: '1d',
    notBefore: new Date(NOON.getTime() - DAY),
    notAfter: new Date(NOON.getTime() + DAY),
    urls: authority.rootUrls,
  });
  const ca = await issueCertificate(template, authority.root);
  const issuer = createIssuer(ca, createSigningKey(privateKey, 'rsa-sha1'));
  const { certificate } = await authority.issueQwac(party, { issuer });
  return { connection: toBundle(certificate.der, ca.der) };
}

/** A responder that says of everything that it is good, whoever it is, as of then. CRLs cannot be had. */
const sayGood =
  (responder: Issuer, thisUpdate = NOON, nextUpdate = new Date(NOON.getTime() + DAY)): RevocationFetch =>
  async ({ body }) => {
    if (body === undefined) throw new Error('silenced');
    const { certIds } = readOcspRequest(body);
    return createOcspResponse({
      responder,
      producedAt: thisUpdate,
      responses: certIds.map((certId) => ({ certId, status: { kind: 'good' }, thisUpdate, nextUpdate })),
    });
  };

/** What the responder once said about another certificate of the same issuer. */
async function answerAboutOther({ authority, party }: Scene): Promise<Uint8Array> {
  const { certificate } = await authority.issueQwac(party);
  const fetch = serve(authority);
  const answers: Uint8Array[] = [];
  const verifier = createVerifier({
    anchors: [authority.root.certificate],
    intermediates: [authority.issuingCa.certificate],
    clock,
    revocation: {
      fetch: async (request) => {
        const answer = await fetch(request);
        if (request.body !== undefined) answers.push(answer);
        return answer;
      },
    },
  });
  await verifier.verify(certificate, { use: 'qwac' });
  return answers[0] ?? never();
}

export const CONNECTION_ATTACKS: readonly Attack[] = [
  // ------------------------------------------------------------------ when
  {
    name: 'a QWAC that expired a second ago',
    at: 'connection',
    reason: 'expired',
    make: dated(new Date(NOON.getTime() - 30 * DAY), new Date(NOON.getTime() - 1000)),
  },
  {
    name: 'a QWAC that begins in a second',
    at: 'connection',
    reason: 'not-yet-valid',
    make: dated(new Date(NOON.getTime() + 1000), new Date(NOON.getTime() + 30 * DAY)),
  },
  // ------------------------------------------------------------------ by whom
  {
    name: 'a QWAC that its holder signed',
    at: 'connection',
    reason: 'self-signed',
    make: async ({ authority, party }) => {
      const key = createSigningKey(await generateKey('p-256'));
      const template = qwacTemplate({
        party,
        issuer: authority.issuingCa.certificate,
        publicKey: key.publicKey,
        serialNumber: 'bad1',
        notBefore: new Date(NOON.getTime() - DAY),
        notAfter: new Date(NOON.getTime() + DAY),
        urls: authority.urls,
        dnsNames: ['psp.localhost'],
        disclosures: [{ url: 'https://qtsp.localhost/pds', language: 'en' }],
        retentionYears: 15,
      });
      return { connection: (await selfIssue(template, key)).der };
    },
  },
  {
    name: 'a QWAC of an authority that nobody trusts',
    at: 'connection',
    reason: 'untrusted-issuer',
    make: async ({ party }) => {
      const other = await createDemoAuthority({ clock, name: 'Other' });
      return { connection: (await other.issueQwac(party)).certificate.der };
    },
  },
  {
    name: 'a whole chain of an authority that nobody trusts, root and all',
    at: 'connection',
    reason: 'untrusted-issuer',
    make: async ({ party }) => {
      const other = await createDemoAuthority({ clock, name: 'Other' });
      const { certificate } = await other.issueQwac(party);
      return { connection: toBundle(certificate.der, other.issuingCa.certificate.der, other.root.certificate.der) };
    },
  },
  {
    name: "an authority that took the trusted one's names",
    at: 'connection',
    reason: 'bad-signature',
    make: async ({ party }) => {
      const namesake = await createDemoAuthority({ clock });
      return { connection: (await namesake.issueQwac(party)).certificate.der };
    },
  },
  {
    name: 'a TPP that issues QWACs with its own QWAC, below a CA that may have none below it',
    at: 'connection',
    reason: 'path-too-long',
    make: async ({ authority, party, site }) => {
      const issuer = createIssuer(site.certificate, createSigningKey(site.privateKey));
      const { certificate } = await authority.issueQwac(party, { issuer });
      return { connection: toBundle(certificate.der, site.certificate.der) };
    },
  },
  {
    name: 'a CA below one that may have none below it',
    at: 'connection',
    reason: 'path-too-long',
    make: (scene) => chainBelow(scene, scene.authority.issuingCa),
  },
  {
    name: 'a CA whose key may not sign certificates',
    at: 'connection',
    reason: 'issuer-cannot-sign-certificates',
    make: (scene) =>
      chainBelow(scene, scene.authority.root, (template) => withExtension(template, keyUsage(['cRLSign']))),
  },
  {
    name: 'a CA that says of itself that it is none',
    at: 'connection',
    reason: 'issuer-not-ca',
    make: (scene) =>
      chainBelow(scene, scene.authority.root, (template) => withExtension(template, basicConstraints({ ca: false }))),
  },
  {
    name: 'a CA without basic constraints',
    at: 'connection',
    reason: 'issuer-not-ca',
    make: (scene) =>
      chainBelow(scene, scene.authority.root, (template) => withoutExtension(template, OIDS.basicConstraints)),
  },
  {
    name: 'a CA that has expired',
    at: 'connection',
    reason: 'issuer-expired',
    make: (scene) =>
      chainBelow(scene, scene.authority.root, (template) => ({
        ...template,
        notAfter: new Date(NOON.getTime() - 1000),
      })),
  },
  {
    name: 'a CA for the names of others',
    at: 'connection',
    reason: 'name-constraint-violated',
    make: (scene) =>
      chainBelow(scene, scene.authority.root, (template) =>
        withExtension(template, nameConstraints({ permitted: [{ kind: 'dns', value: 'elsewhere.example' }] })),
      ),
  },
  {
    name: 'a hundred CAs of one name in the handshake, none of which has signed',
    at: 'connection',
    reason: 'bad-signature',
    make: async ({ party }) => {
      const other = await createDemoAuthority({ clock, name: 'Maze' });
      const { certificate } = await other.issueQwac(party);
      const bag = await Promise.all(
        Array.from({ length: 100 }, async (_, index) => {
          const key = createSigningKey(await generateKey('p-256'));
          const template = issuingCaTemplate({
            issuer: other.issuingCa.certificate,
            subject: other.issuingCa.certificate.subject,
            publicKey: key.publicKey,
            serialNumber: (index + 1).toString(16),
            notBefore: new Date(NOON.getTime() - DAY),
            notAfter: new Date(NOON.getTime() + DAY),
            urls: other.rootUrls,
          });
          return (await issueCertificate(template, other.issuingCa)).der;
        }),
      );
      return { connection: toBundle(certificate.der, ...bag) };
    },
  },
  // ------------------------------------------------------------------ how strong
  {
    name: 'RSA with 1,024 bits',
    at: 'connection',
    reason: 'weak-key',
    make: keyed(() => generateKeyPairSync('rsa', { modulusLength: 1024 })),
  },
  {
    name: 'RSA with the exponent 3',
    at: 'connection',
    reason: 'weak-key',
    make: keyed(() => generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 })),
  },
  {
    name: 'a curve of 224 bits',
    at: 'connection',
    reason: 'weak-key',
    make: keyed(() => generateKeyPairSync('ec', { namedCurve: 'secp224r1' })),
  },
  {
    name: 'a curve that is not for certificates',
    at: 'connection',
    reason: 'weak-key',
    make: keyed(() => generateKeyPairSync('ec', { namedCurve: 'secp256k1' })),
  },
  {
    name: 'a signature over SHA-1',
    at: 'connection',
    reason: 'weak-signature-algorithm',
    make: signedBySha1,
  },
  // ------------------------------------------------------------------ for what
  {
    name: 'a CA as a client',
    at: 'connection',
    reason: 'is-a-ca',
    make: altered((template) => withExtension(template, basicConstraints({ ca: true }))),
  },
  {
    name: 'a critical extension that nobody knows',
    at: 'connection',
    reason: 'unknown-critical-extension',
    make: altered((template) =>
      withExtension(template, { oid: '1.2.3.4.5', critical: true, value: new Uint8Array([5, 0]) }),
    ),
  },
  {
    name: 'a QSealC as TLS client',
    at: 'connection',
    reason: 'key-usage-wrong',
    make: ({ seal }) => ({ connection: seal.certificate.der }),
  },
  {
    name: 'a QSealC whose key may do what a QWAC does',
    at: 'connection',
    reason: 'not-a-qwac',
    make: async ({ authority, party }) => ({
      connection: (
        await authority.issueQsealc(party, {
          alter: (template) =>
            withExtension(withExtension(template, keyUsage(['digitalSignature'])), extendedKeyUsage([OIDS.clientAuth])),
        })
      ).certificate.der,
    }),
  },
  {
    name: 'a QWAC for servers alone',
    at: 'connection',
    reason: 'extended-key-usage-wrong',
    make: altered((template) => withExtension(template, extendedKeyUsage([OIDS.serverAuth]))),
  },
  {
    name: 'a QWAC for signing code',
    at: 'connection',
    reason: 'extended-key-usage-wrong',
    make: altered((template) => withExtension(template, extendedKeyUsage([OIDS.codeSigning]))),
  },
  {
    name: 'a QWAC that says of no purpose what it is for',
    at: 'connection',
    reason: 'extended-key-usage-wrong',
    make: altered((template) => withoutExtension(template, OIDS.extKeyUsage)),
  },
  {
    name: 'a QWAC whose key may only encipher',
    at: 'connection',
    reason: 'key-usage-wrong',
    make: altered((template) => withExtension(template, keyUsage(['keyEncipherment']))),
  },
  // ------------------------------------------------------------------ what makes it one of open banking
  {
    name: 'a certificate without qualified statements, as every web server has one',
    at: 'connection',
    reason: 'qc-statements-missing',
    make: altered((template) => withoutExtension(template, OIDS.qcStatements)),
  },
  {
    name: 'one statement where a list of statements should stand',
    at: 'connection',
    reason: 'qc-statements-malformed',
    make: altered((template) => {
      const { value } = qcStatements({ psd2: STATEMENTS.psd2 ?? never() });
      // the list's own tag and length go, its only member stays
      const bare = value.subarray((value[1] ?? 0) < 0x80 ? 2 : 3);
      return withExtension(template, { oid: OIDS.qcStatements, critical: false, value: bare });
    }),
  },
  {
    name: 'statements that do not say that it is qualified',
    at: 'connection',
    reason: 'not-qualified',
    make: stating({ isQualified: false }),
  },
  {
    name: 'a seal by its type, a QWAC by its usage',
    at: 'connection',
    reason: 'not-a-qwac',
    make: stating({ types: [OIDS.qcTypeEseal] }),
  },
  {
    name: 'a qualified certificate of nobody who is licensed',
    at: 'connection',
    reason: 'psd2-statement-missing',
    make: altered((template) => withExtension(template, qcStatements({ isQualified: true, types: [OIDS.qcTypeWeb] }))),
  },
  {
    name: 'a licence without a role',
    at: 'connection',
    reason: 'psd2-statement-malformed',
    make: withRoles([]),
  },
  {
    name: 'a role that nobody knows',
    at: 'connection',
    reason: 'role-unknown',
    make: withRoles([{ oid: '0.4.0.19495.1.99', name: 'PSP_AI' }]),
  },
  {
    name: 'the name of one role beside the OID of another',
    at: 'connection',
    reason: 'role-name-mismatch',
    make: withRoles([{ oid: OIDS.pspIc, name: 'PSP_AI' }]),
  },
  {
    name: 'no organisation identifier',
    at: 'connection',
    reason: 'organization-identifier-missing',
    make: identified(undefined),
  },
  {
    name: 'an organisation identifier of no form',
    at: 'connection',
    reason: 'organization-identifier-malformed',
    make: identified('PSD DE BAFIN 123456'),
  },
  {
    name: 'a tax number in place of the authorisation number',
    at: 'connection',
    reason: 'organization-identifier-malformed',
    make: identified('VATDE-123456789'),
  },
  {
    name: 'a licence of one authority in the name of another',
    at: 'connection',
    reason: 'organization-identifier-not-of-nca',
    make: identified('PSDFR-ACPR-123456'),
  },
  // ------------------------------------------------------------------ still?
  {
    name: 'a QWAC that was revoked',
    at: 'connection',
    reason: 'revoked',
    revokes: true,
    make: ({ authority, site }) => {
      authority.revoke(site.certificate, { reason: 'keyCompromise' });
      return {};
    },
  },
  {
    name: 'a revoked QWAC, and a responder that was silenced',
    at: 'connection',
    reason: 'revoked',
    revokes: true,
    make: ({ authority, site }) => {
      authority.revoke(site.certificate);
      const fetch = serve(authority);
      return {
        fetch: (request) => (request.body === undefined ? fetch(request) : Promise.reject(new Error('silenced'))),
      };
    },
  },
  {
    name: 'a QWAC of a CA that was revoked',
    at: 'connection',
    reason: 'issuer-revoked',
    revokes: true,
    make: ({ authority }) => {
      authority.revoke(authority.issuingCa.certificate);
      return {};
    },
  },
  {
    name: 'responder and list silenced, so that nobody tells',
    at: 'connection',
    reason: 'revocation-unknown',
    make: () => ({ fetch: () => Promise.reject(new Error('silenced')) }),
  },
  {
    name: 'an answer from before the revocation, played back',
    at: 'connection',
    reason: 'revocation-unknown',
    make: ({ authority }) => ({
      fetch: sayGood(authority.ocspResponder, new Date(NOON.getTime() - 3 * DAY), new Date(NOON.getTime() - 2 * DAY)),
    }),
  },
  {
    name: 'an answer from tomorrow',
    at: 'connection',
    reason: 'revocation-unknown',
    make: ({ authority }) => ({
      fetch: sayGood(authority.ocspResponder, new Date(NOON.getTime() + DAY), new Date(NOON.getTime() + 2 * DAY)),
    }),
  },
  {
    name: "an answer about somebody else's certificate",
    at: 'connection',
    reason: 'revocation-unknown',
    make: async (scene) => {
      const answer = await answerAboutOther(scene);
      return { fetch: async ({ body }) => (body === undefined ? never() : answer) };
    },
  },
  {
    name: 'an answer that the holder of another QWAC signed',
    at: 'connection',
    reason: 'revocation-unknown',
    make: async ({ authority, party }) => {
      const { certificate, privateKey } = await authority.issueQwac(party);
      return { fetch: sayGood(createIssuer(certificate, createSigningKey(privateKey))) };
    },
  },
  {
    name: 'an answer of the responder of another authority',
    at: 'connection',
    reason: 'revocation-unknown',
    make: async () => ({ fetch: sayGood((await createDemoAuthority({ clock })).ocspResponder) }),
  },
  // ------------------------------------------------------------------ for this operation?
  {
    name: 'accounts read with the role for payments alone',
    at: 'role',
    reason: 'role-not-held',
    make: async ({ authority }) => ({
      connection: (await authority.issueQwac(createDemoParty({ roles: ['PSP_PI'] }))).certificate.der,
    }),
  },
  {
    name: 'a payment with the role for accounts alone',
    at: 'role',
    reason: 'role-not-held',
    make: () => ({ roles: ['PSP_PI'] }),
  },
  {
    name: "a bank's own QWAC in the part of a TPP",
    at: 'role',
    reason: 'role-not-held',
    make: async ({ authority }) => ({
      connection: (await authority.issueQwac(createDemoParty({ roles: ['PSP_AS'] }))).certificate.der,
    }),
  },
];

function never(): never {
  throw new Error('the scene is not what it was made as');
}
