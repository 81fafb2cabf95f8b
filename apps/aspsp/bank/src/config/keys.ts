import { Secret } from '@openxs2a/service';
import { Type } from 'typebox';

const PORT = { minimum: 0, maximum: 65_535 };

/** Where the state is, and what every process of one bank shares. */
export const STATE_KEYS = {
  databaseUrl: Type.String({
    pattern: '^(postgres(ql)?://|(?![A-Za-z]+://))',
    default: 'bank.db',
    description: 'File of SQLite for one process, or the URL of PostgreSQL for several.',
  }),
  profile: Type.Optional(
    Type.String({
      description: 'File of the bank profile, JSON; without it, every key of the profile has its default.',
    }),
  ),
};

/** The name has to be another one for each process that shares a database. */
export function nodeKeys(node: string) {
  return {
    nodeName: Type.String({
      pattern: '^[a-z0-9-]{1,40}$',
      default: node,
      description:
        'Names this process in the audit log, among those that share the database. Two with one name are warned: they work, and cannot be told apart there.',
    }),
  };
}

export function listenerKeys(port: number) {
  return {
    host: Type.String({ default: '127.0.0.1', description: 'Address of the interface (HTTPS).' }),
    port: Type.Integer({ ...PORT, default: port, description: 'Its port; 0 takes a free one.' }),
    tlsCertificate: Type.String({ description: 'Certificate of the listener with its chain, PEM.' }),
    tlsKey: Secret({ description: 'Its private key, PEM.' }),
  };
}

export function operationsKeys(port: number) {
  return {
    operationsHost: Type.String({
      default: '127.0.0.1',
      description: 'Address of health, readiness and metrics (HTTP). Who reaches it is asked nothing.',
    }),
    operationsPort: Type.Integer({ ...PORT, default: port, description: 'Its port; 0 takes a free one.' }),
  };
}

/** Whose certificates count, and how a client's comes here. */
export const CALLER_KEYS = {
  trustAnchors: Type.String({
    description: 'The trust list: anchors of QWACs and QSealCs, PEM, one after the other.',
  }),
  intermediates: Type.Optional(Type.String({ description: 'CAs that are known beside those that clients send, PEM.' })),
  revocationMaxAge: Type.Number({
    default: 60,
    minimum: 0,
    maximum: 86_400,
    description: 'Seconds for which the status of a certificate counts once it was asked for.',
  }),
  revocationGrace: Type.Number({
    default: 0,
    minimum: 0,
    maximum: 86_400,
    description: 'Seconds beyond that in which a status stands in while its source cannot be reached.',
  }),
  revocationUnreachable: Type.Union([Type.Literal('refuse'), Type.Literal('accept')], {
    default: 'refuse',
    description: 'What becomes of a certificate whose status nobody tells.',
  }),
  clientCertificate: Type.Union([Type.Literal('tls'), Type.Literal('client-cert'), Type.Literal('xfcc')], {
    default: 'tls',
    description:
      "Where a client's certificate is read: on the TLS connection, or as a proxy forwards it, in Client-Cert (RFC 9440) or X-Forwarded-Client-Cert.",
  }),
  proxyAddresses: Type.Optional(
    Type.Array(Type.String(), { description: 'Addresses and networks of trusted proxies: `10.0.0.7, 10.1.0.0/16`.' }),
  ),
  proxyFingerprints: Type.Optional(
    Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' }), {
      description: 'SHA-256 of the certificates that trusted proxies show on their connections, lower-case hex.',
    }),
  ),
  sealCertificate: Type.Optional(
    Type.String({ description: 'QSealC that answers are sealed with, where the profile has them sealed, PEM.' }),
  ),
  sealKey: Type.Optional(Secret({ description: 'Its private key, PEM.' })),
  registerUrl: Type.Optional(
    Type.String({
      pattern: '^https?://[^/]+',
      description:
        'Where a register of TPPs is asked, after the fact and as evidence: that of a trust service provider.',
    }),
  ),
  registerExtract: Type.Optional(
    Type.String({
      description: "Instead, a file: an extract of the EBA's register, unpacked. It is read again when it has changed.",
    }),
  ),
  registerCountry: Type.Optional(
    Type.String({
      pattern: '^[A-Z]{2}$',
      description: 'Where the bank is: of a register, only roles count that may be exercised there.',
    }),
  ),
};

const SHARED =
  'Every process of one bank has the same; with SQLite it is made at the first start, beside the database.';

export const LEDGER_KEYS = {
  panKey: Type.Optional(Secret({ minLength: 32, description: `What card numbers are hashed with. ${SHARED}` })),
  demo: Type.Boolean({ default: false, description: 'Whether the demo PSUs are put into an empty ledger.' }),
};

/** What PSUs prove themselves by: where their codes go, and what these are kept with. */
export const AUTHENTICATION_KEYS = {
  scaKey: Type.Optional(
    Secret({ minLength: 32, description: `What codes, tickets and readers are kept with. ${SHARED}` }),
  ),
  outboxUrl: Type.Optional(
    Type.String({
      pattern: '^(https://[^/]+|http://(localhost|127\\.0\\.0\\.1)(:\\d+)?(/|$))',
      description:
        "Where each one-time code is posted to: the bank's own gateway to text messages and mail, by https or on this machine.",
    }),
  ),
  codesAtOnce: Type.Integer({
    default: 3,
    minimum: 1,
    maximum: 1_000,
    description: 'How many codes and questions a PSU is sent at once; one more every five minutes.',
  }),
  outboxToken: Type.Optional(
    Secret({ description: 'What that gateway knows the bank by: `Authorization: Bearer …`.' }),
  ),
};

/** The pages for people, on a listener of their own. */
export const PAGES_KEYS = {
  pagesUrl: Type.Optional(
    Type.String({
      pattern: '^https?://[^/]+$',
      description:
        'Where browsers reach the pages of the bank: `https://login.bank.example`. Without it there are none.',
    }),
  ),
  pagesHost: Type.String({ default: '127.0.0.1', description: 'Address that the pages are served on.' }),
  pagesPort: Type.Integer({ ...PORT, default: 8444, description: 'Its port.' }),
  pagesTlsCertificate: Type.Optional(
    Type.String({ description: 'Certificate of the pages with its chain, PEM; one that browsers trust.' }),
  ),
  pagesTlsKey: Type.Optional(Secret({ description: 'Its private key, PEM.' })),
  pagesKey: Type.Optional(
    Secret({ minLength: 32, description: `What cookies of the pages are sealed with. ${SHARED}` }),
  ),
  operators: Type.Optional(
    Secret({
      description:
        "The bank's own people on these pages, one a line as `npm run operator` makes it: a name and a hash of a password. Without it there are no pages for them.",
    }),
  ),
};

/** What the metadata of OAuth, where the profile has it, tell TPPs. */
export const OAUTH_KEYS = {
  xs2aUrl: Type.Optional(
    Type.String({
      pattern: '^https://[^/]+$',
      description:
        'Where TPPs reach the interface, and so the tokens of OAuth: `https://xs2a.bank.example`. In one process its own address, where that is not said.',
    }),
  ),
};

/** Where the authorities of TPPs are told of incidents. */
export const INCIDENT_KEYS = {
  incidentEndpoints: Type.Optional(
    Secret({
      description:
        'Where authorities take reports of incidents, one a line: `DE-BAFIN https://reports.nca.example/incidents TOKEN`; the token, if there is one, goes along as `Authorization: Bearer …`. What is for any other is to be sent by hand.',
    }),
  ),
};

export const LINK_KEY = {
  linkKey: Type.Optional(
    Secret({ minLength: 32, description: `What links to further pages are made with. ${SHARED}` }),
  ),
};

/** What an app that runs apart takes the gateway's word by. */
export const INNER_KEYS = {
  internalAnchors: Type.String({
    description: "Anchor of the certificates that the bank's gateways show, PEM: nobody else is let in.",
  }),
  tokenPublicKey: Type.String({ description: "Public key of the gateways' identity tokens, P-256, PEM." }),
};

/** How a gateway reaches the apps that run apart. */
export const OUTER_KEYS = {
  authorizationServerUrl: Type.String({
    pattern: '^https://[^/]+$',
    description: 'Where the authorization server is.',
  }),
  resourceServerUrl: Type.String({ pattern: '^https://[^/]+$', description: 'Where the resource server is.' }),
  internalAnchors: Type.String({ description: 'Anchor of the certificates that those apps show, PEM.' }),
  internalCertificate: Type.String({ description: 'Client certificate that this gateway shows them, PEM.' }),
  internalKey: Secret({ description: 'Its private key, PEM.' }),
  tokenKey: Secret({ description: 'Private key that identity tokens are signed with, P-256, PEM.' }),
};
