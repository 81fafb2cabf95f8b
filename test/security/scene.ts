import {
  CertificateError,
  type CertificateEvidence,
  checkHeldRole,
  createVerifier,
  type PspRole,
  type RevocationFetch,
  readCertificates,
  type VerifierOptions,
} from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty, type DemoAuthority } from '@openxs2a/certificates/issue';
import {
  createMessageVerifier,
  createSealVerifier,
  type HttpMessage,
  PROFILES,
  type SignatureProfile,
} from '@openxs2a/http-signatures';

export const NOON = new Date('2026-11-26T12:00:00Z');
export const DAY = 86_400_000;
export const clock = (): Date => NOON;

/** A call as it reaches a bank. */
export interface Call {
  /** What the client has shown in the handshake, DER or PEM; its own certificate first. */
  readonly connection: Uint8Array | string;
  readonly message: HttpMessage;
  /** The roles of which the operation wants one. */
  readonly roles: readonly PspRole[];
  readonly profile: SignatureProfile;
  /** How the statuses of certificates are asked for. */
  readonly fetch: RevocationFetch;
  readonly revocation: NonNullable<VerifierOptions['revocation']>;
}

/** Where a call ends: at the check that refuses it, with the reason, or `accepted`. */
export interface Outcome {
  readonly at: 'connection' | 'role' | 'seal' | 'accepted';
  readonly reason?: string;
}

/** The services of a demo authority as its certificates name them. */
export function serve(authority: DemoAuthority): RevocationFetch {
  return async ({ url, body }) => {
    if (url === authority.urls.ocsp && body !== undefined) return authority.answerOcsp(body);
    if (url === authority.urls.crl) return authority.createCrl('issuingCa');
    if (url === authority.rootUrls.crl) return authority.createCrl('root');
    throw new Error(`nobody listens at ${url}`);
  };
}

/** A bank's checks of who is calling, in their order, with nothing of it left out or stood in for. */
export function createGate(authority: DemoAuthority) {
  return async (call: Call): Promise<Outcome> => {
    const certificates = createVerifier({
      anchors: [authority.root.certificate],
      intermediates: [authority.issuingCa.certificate],
      revocation: { ...call.revocation, fetch: call.fetch },
      clock,
    });
    const connection = await readConnection(call, certificates);
    if ('at' in connection) return connection;
    const role = checkHeldRole(connection, call.roles);
    if (!role.accepted) return { at: 'role', reason: role.reason };
    const messages = createMessageVerifier({ profile: call.profile, clock });
    const seal = await createSealVerifier({ messages, certificates })(call.message, connection);
    return seal.accepted ? { at: 'accepted' } : { at: 'seal', reason: seal.reason };
  };
}

async function readConnection(
  { connection }: Call,
  certificates: ReturnType<typeof createVerifier>,
): Promise<CertificateEvidence | Outcome> {
  try {
    const [leaf, ...intermediates] = readCertificates(connection);
    if (leaf === undefined) return { at: 'connection', reason: 'none' };
    const verdict = await certificates.verify(leaf, { use: 'qwac', intermediates });
    return verdict.accepted ? verdict.evidence : { at: 'connection', reason: verdict.reason };
  } catch (error) {
    // anything but this error is a fault of ours, and fails the test
    if (error instanceof CertificateError) return { at: 'connection', reason: error.code };
    throw error;
  }
}

export const BODY = Buffer.from('{"access":{"allPsd2":"allAccounts"},"recurringIndicator":false}');

/** A request that a TPP is about to seal. */
export function createRequest(changes: Partial<HttpMessage> = {}): HttpMessage {
  return {
    method: 'POST',
    target: '/v1/consents',
    url: 'https://bank.example/v1/consents',
    headers: [
      ['Host', 'bank.example'],
      ['Content-Type', 'application/json'],
      ['X-Request-ID', '99391c7e-ad88-49ec-a2ad-99ddcb1f7721'],
      ['PSU-ID', 'psu-1'],
      ['PSU-IP-Address', '192.0.2.1'],
      ['TPP-Redirect-URI', 'https://tpp.example/back'],
    ],
    body: BODY,
    ...changes,
  };
}

/** A TPP with both certificates, the authority that it has them from, and a call that nothing is wrong with. */
export async function createScene() {
  const authority = await createDemoAuthority({ clock });
  const party = createDemoParty({ roles: ['PSP_AI'] });
  const site = await authority.issueQwac(party);
  const seal = await authority.issueQsealc(party);
  const scene = { authority, party, site, seal };
  const good: Omit<Call, 'message'> = {
    connection: site.certificate.der,
    roles: ['PSP_AI'],
    profile: PROFILES.nextgenpsd2,
    fetch: serve(authority),
    revocation: {},
  };
  return { ...scene, good, gate: createGate(authority) };
}

export type Scene = Awaited<ReturnType<typeof createScene>>;

/** One attack: what is done to a good call, and where it has to end. */
export interface Attack {
  readonly name: string;
  readonly at: Exclude<Outcome['at'], 'accepted'>;
  readonly reason: string;
  /** Whether it changes the scene for whoever comes after it: one of its own is made. */
  readonly revokes?: boolean;
  make(scene: Scene): Promise<Partial<Call>> | Partial<Call>;
}
