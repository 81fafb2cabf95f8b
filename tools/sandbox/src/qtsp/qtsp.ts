import { randomUUID } from 'node:crypto';
import { createCertificateAuthorityClient } from '@openxs2a/certificate-authority-api/client';
import { validators } from '@openxs2a/certificate-authority-api/validators';
import { expectStatus } from '../answers/expect-status.ts';
import { type Connection, connect } from '../certificates/connect.ts';
import { type Credential, toTlsIdentity } from '../certificates/credentials.ts';
import type { SandboxParty } from './parties.ts';

/** The generated client of the QTSP's interface. */
export type QtspClient = ReturnType<typeof createQtspClient>;

/** The trust service provider as those who deal with it see it. */
export interface Qtsp {
  /** Where CRL, OCSP and the certificates of its authorities are; certificates print it. */
  readonly publicUrl: string;
  /** Interface and pages. */
  readonly secureUrl: string;
  /** The anchor, PEM. */
  readonly root: string;
  /** The certificate below it that issues, PEM: seals come without it. */
  readonly issuing: string;
  /** A program of the operator. */
  readonly operator: QtspClient;
  /** Another caller: by the secret of an enrolment, or by its QWAC. `fetch` goes on with what it is given. */
  connect(caller: QtspCaller): QtspClient;
  /** The operator has vetted the party and its domains: the secret by which it may ask for certificates, once. */
  enrol(party: SandboxParty): Promise<string>;
}

export interface QtspCaller {
  readonly secret?: string;
  readonly identity?: Credential;
  /** Sees what leaves over the connection. */
  readonly watch?: (fetch: Connection['fetch']) => Connection['fetch'];
}

export interface QtspAddress {
  readonly publicUrl: string;
  readonly secureUrl: string;
  readonly root: string;
  readonly issuing: string;
  /** Of the operator. */
  readonly credential: Credential;
}

/** Connections are kept until `close`. */
export function createQtsp({ credential, ...address }: QtspAddress): Qtsp & { close(): Promise<void> } {
  const connections: Connection[] = [];
  const open = ({ secret, identity, watch = (fetch) => fetch }: QtspCaller) => {
    const connection = connect({ ca: address.root, ...(identity && { identity: toTlsIdentity(identity) }) });
    connections.push(connection);
    return createQtspClient(address.secureUrl, watch(connection.fetch), secret);
  };
  const operator = open({ identity: credential });
  return {
    ...address,
    operator,
    connect: open,
    async enrol({ organizationIdentifier, dnsNames, legalName }) {
      const value = { organizationIdentifier, dnsNames: [...dnsNames], comment: `${legalName} was vetted.` };
      return expectStatus(await operator.createEnrolment({ body: { type: 'application/json', value } }), 201).body
        .secret;
    },
    close: async () => void (await Promise.all(connections.map((connection) => connection.close()))),
  };
}

function createQtspClient(baseUrl: string, fetch: Connection['fetch'], secret: string | undefined) {
  return createCertificateAuthorityClient({
    baseUrl,
    fetch,
    headers: { 'X-Request-ID': () => randomUUID() },
    auth: () => (secret === undefined ? undefined : `Bearer ${secret}`),
    validate: validators,
  });
}
