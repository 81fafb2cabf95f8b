import { KEY_KINDS } from '@openxs2a/certificates/issue';
import { PROFILES, type SignatureProfile } from '@openxs2a/http-signatures';
import { SERVICE_KEYS, Secret, ServiceError } from '@openxs2a/service';
import { type Static, Type } from 'typebox';
import { ANY, type Target } from './domain/target.ts';

const DAYS = { minimum: 0, maximum: 3_650 };

const ClientSchema = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }),
    fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    rights: Type.Array(Type.Enum(['sign', 'manage', 'read'])),
  },
  { additionalProperties: false },
);

const TargetSchema = Type.Object(
  {
    baseUrl: Type.String({ minLength: 1 }),
    profiles: Type.Array(Type.String(), { minItems: 1 }),
    keyId: Type.Optional(Type.String({ minLength: 1 })),
  },
  { additionalProperties: false },
);

export const CONFIG = Type.Object({
  ...SERVICE_KEYS,
  host: Type.String({ default: '127.0.0.1', description: 'Address to listen on.' }),
  port: Type.Integer({
    default: 8444,
    minimum: 0,
    maximum: 65_535,
    description: 'Port to listen on; 0 takes a free one.',
  }),
  tlsKey: Secret({ description: 'Private key of this server’s TLS certificate, PEM.' }),
  tlsCertificate: Type.String({ description: 'This server’s TLS certificate with its chain, PEM.' }),
  clients: Type.Array(ClientSchema, {
    description:
      'Who may call: `[{"name", "fingerprint", "rights"}]`, the fingerprint SHA-256 of the DER of the client certificate, rights of `sign`, `manage`, `read`.',
  }),
  targets: Type.Array(TargetSchema, {
    minItems: 1,
    description:
      'What may be signed: `[{"baseUrl", "profiles", "keyId"}]`, a bank each; the base URL `*` is every https URL.',
  }),
  keyFolder: Type.String({ default: 'keys', description: 'Folder of the encrypted keys, this user’s alone.' }),
  keyPassphrase: Secret({ minLength: 12, description: 'What the keys are encrypted with.' }),
  database: Type.String({
    default: 'signing.db',
    description: 'File of SQLite with certificates, orders and the record of uses.',
  }),
  organizationIdentifier: Type.String({
    pattern: '^PSD[A-Z]{2}-[A-Z]{2,8}-.+$',
    description: 'The TPP’s number, `PSDDE-BAFIN-123456`.',
  }),
  legalName: Type.String({ minLength: 1, description: 'The TPP’s name, as the register has it.' }),
  country: Type.String({ pattern: '^[A-Z]{2}$', description: 'The TPP’s country.' }),
  commonName: Type.Optional(
    Type.String({ minLength: 1, description: 'Name of the seal; the legal name where there is none.' }),
  ),
  keyKind: Type.Union(
    KEY_KINDS.map((kind) => Type.Literal(kind)),
    { default: 'rsa-3072', description: 'Kind of new keys.' },
  ),
  renewBeforeDays: Type.Number({
    default: 30,
    ...DAYS,
    description: 'How long before its end a certificate is renewed, with a new key.',
  }),
  keepRetiredDays: Type.Number({
    default: 7,
    ...DAYS,
    description: 'How long the key of a retired certificate is kept.',
  }),
  maxBodyBytes: Type.Integer({
    default: 1_048_576,
    minimum: 1,
    description: 'Longest body of a message that is signed.',
  }),
  clientBurst: Type.Integer({
    default: 100,
    minimum: 1,
    description: 'How many signatures one client may ask for at once.',
  }),
  clientPerSecond: Type.Number({ default: 50, exclusiveMinimum: 0, description: 'How many in the long run.' }),
  totalBurst: Type.Integer({
    default: 400,
    minimum: 1,
    description: 'How many signatures all clients may ask for at once.',
  }),
  totalPerSecond: Type.Number({ default: 200, exclusiveMinimum: 0, description: 'How many in the long run.' }),
  qtspUrl: Type.Optional(
    Type.String({
      pattern: '^https://',
      description: 'Where the QTSP’s interface begins; without it, certificates come by hand.',
    }),
  ),
  qtspAnchors: Type.Optional(
    Type.String({
      description: 'Anchors that the QTSP’s TLS certificate must lead to, PEM; without them, the public ones.',
    }),
  ),
  qtspClientKey: Type.Optional(
    Secret({ description: 'Private key of a QWAC by which the QTSP knows this server, PEM.' }),
  ),
  qtspClientCertificate: Type.Optional(Type.String({ description: 'That QWAC with its chain, PEM.' })),
});

export type Config = Readonly<Static<typeof CONFIG>>;

/** The targets of the configuration, with their profiles. Throws ServiceError for what no schema can say. */
export function readTargets({ targets }: Pick<Config, 'targets'>): readonly Target[] {
  return targets.map(({ baseUrl, profiles, keyId }) => {
    checkBaseUrl(baseUrl);
    return {
      baseUrl,
      profiles: profiles.map((name) => findProfile(name, keyId)),
      ...(keyId === undefined ? {} : { keyId }),
    };
  });
}

export const isProfile = (name: string): boolean => Object.hasOwn(PROFILES, name);

function findProfile(name: string, keyId: string | undefined): SignatureProfile {
  const profile = Object.entries<SignatureProfile>(PROFILES).find(([key]) => key === name)?.[1];
  if (profile === undefined)
    throw invalid(`TARGETS names the profile "${name}"; there are ${Object.keys(PROFILES).join(', ')}.`);
  if (profile.kind === 'http-signature' && profile.keyId.form === 'opaque' && keyId === undefined) {
    throw invalid(`TARGETS needs a "keyId" for the profile "${name}": the name that the bank gave.`);
  }
  return profile;
}

function checkBaseUrl(baseUrl: string): void {
  if (baseUrl === ANY) return;
  const url = URL.parse(baseUrl);
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
  if (!isPlain || url.username !== '') throw invalid(`TARGETS has the base URL "${baseUrl}", which is none.`);
}

const invalid = (message: string) => new ServiceError('ERR_CONFIG_INVALID', message);
