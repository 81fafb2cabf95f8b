import { SERVICE_KEYS, Secret } from '@openxs2a/service';
import { type Static, Type } from 'typebox';

const HOST = { default: '127.0.0.1', description: '' };
const YEAR_HOURS = 8_760;

/** What the server and the commands beside it share: where its state is. */
const STATE_KEYS = {
  database: Type.String({
    default: 'certificate-authority.db',
    description: 'File of SQLite, or the URL of PostgreSQL.',
  }),
  keyFolder: Type.String({
    default: 'certificate-authority-keys',
    description: "Folder of the server's encrypted keys.",
  }),
  keyPassphrase: Secret({ minLength: 12, description: "What the server's keys are encrypted with." }),
};

const STATE_CONFIG = Type.Object(STATE_KEYS);
export type StateConfig = Static<typeof STATE_CONFIG>;

const PUBLIC_URL = Type.String({
  pattern: '^http://[^/]+$',
  default: 'http://pki.qtsp.localhost:8080',
  description: 'How others reach the public listener. Certificates print it: it never changes.',
});

export const CONFIG = Type.Object({
  ...SERVICE_KEYS,
  ...STATE_KEYS,
  publicUrl: PUBLIC_URL,
  nodeName: Type.String({
    pattern: '^[a-z0-9-]{1,40}$',
    default: 'server',
    description: 'Names this server in the log, among those that share the database.',
  }),
  publicHost: Type.String({
    ...HOST,
    description: 'Address of the public listener (HTTP): CRL, OCSP, certificates, policy.',
  }),
  publicPort: Type.Integer({
    default: 8080,
    minimum: 0,
    maximum: 65_535,
    description: 'Its port.',
  }),
  secureHost: Type.String({ ...HOST, description: 'Address of the listener for interface and pages (HTTPS).' }),
  securePort: Type.Integer({
    default: 8443,
    minimum: 0,
    maximum: 65_535,
    description: 'Its port.',
  }),
  secureUrl: Type.String({
    pattern: '^https://[^/]+$',
    default: 'https://qtsp.localhost:8443',
    description: 'How others reach it. Its host is in the TLS certificate that the server makes for itself.',
  }),
  tlsCertificate: Type.Optional(
    Type.String({
      description: 'TLS certificate and those above it, PEM. Without it, the server issues one to itself.',
    }),
  ),
  tlsKey: Type.Optional(Secret({ description: 'Key of the TLS certificate, PEM.' })),
  sessionSecret: Type.Optional(
    Secret({
      minLength: 32,
      description: 'What session cookies are sealed with. Without it, sessions end with the server.',
    }),
  ),
  qwacHours: Type.Integer({ default: 180 * 24, minimum: 1, maximum: 398 * 24, description: 'How long QWACs count.' }),
  qsealcHours: Type.Integer({
    default: 2 * YEAR_HOURS,
    minimum: 1,
    maximum: 3 * YEAR_HOURS,
    description: 'How long QSealCs count.',
  }),
  credentialHours: Type.Integer({
    default: YEAR_HOURS,
    minimum: 1,
    maximum: 3 * YEAR_HOURS,
    description: 'How long credentials count.',
  }),
  sandboxFolder: Type.Optional(
    Type.String({
      description:
        'For demonstrations only: at start, demo parties get short-lived certificates, which are written here with their keys.',
    }),
  ),
  crlHours: Type.Integer({
    default: 24,
    minimum: 1,
    maximum: 168,
    description: 'How long a CRL counts. It is renewed after half of it.',
  }),
});

export type Config = Static<typeof CONFIG>;

/** What setting up needs, and the server must never see. */
export const INIT_CONFIG = Type.Object({
  ...STATE_KEYS,
  publicUrl: PUBLIC_URL,
  rootKeyFolder: Type.String({
    default: 'certificate-authority-root',
    description: "Folder of the root's encrypted key. Take it away from the server afterwards.",
  }),
  rootKeyPassphrase: Secret({
    minLength: 12,
    description: "What the root's key is encrypted with; another passphrase.",
  }),
  destroyRootKey: Type.Boolean({
    default: false,
    description: "Whether the root's key is destroyed at the end. Its CRL can then never be renewed.",
  }),
  keyKind: Type.Union(
    [Type.Literal('p-256'), Type.Literal('p-384'), Type.Literal('rsa-3072'), Type.Literal('rsa-4096')],
    {
      default: 'p-384',
      description: 'Kind of the keys of root and issuing certificate.',
    },
  ),
  providerCountry: Type.String({ pattern: '^[A-Z]{2}$', default: 'DE', description: 'Country of the provider.' }),
  providerName: Type.String({ minLength: 1, maxLength: 64, description: 'Legal name of the provider.' }),
  providerIdentifier: Type.String({
    pattern: '^(VAT|NTR|LEI)[A-Z]{2}-.+$',
    description: 'Its organisation identifier (EN 319 412-1, 5.1.4), as in VATDE-123456789.',
  }),
  rootYears: Type.Integer({ default: 20, minimum: 1, maximum: 30, description: 'How long the root counts.' }),
  issuingYears: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 20,
    description: 'How long the issuing certificate counts.',
  }),
  rootCrlDays: Type.Integer({ default: 365, minimum: 1, maximum: 366, description: "How long the root's CRL counts." }),
});

/** Someone who may use the pages. */
export const PERSON_CONFIG = Type.Object({
  ...STATE_KEYS,
  personName: Type.String({ pattern: '^[a-z0-9][a-z0-9._@-]{0,63}$', description: 'The name to sign in with.' }),
  personNca: Type.Optional(
    Type.String({
      pattern: '^[A-Z]{2}-[A-Z]{2,8}$',
      description: 'The authority that it is for; without it, the operator.',
    }),
  ),
  personPassword: Type.Optional(
    Secret({ minLength: 12, maxLength: 256, description: 'The password. Without it, one is made and printed, once.' }),
  ),
});

export type InitConfig = Static<typeof INIT_CONFIG>;
export type PersonConfig = Static<typeof PERSON_CONFIG>;
