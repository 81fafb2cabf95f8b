import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, toPem } from '@openxs2a/certificates';
import { createDemoAuthority, createDemoParty } from '@openxs2a/certificates/issue';
import { PROFILES } from '@openxs2a/http-signatures';
import { createLog, type RateLimit, systemRandom } from '@openxs2a/service';
import { openKeyStore } from '@openxs2a/service/keys';
import { createSigningClient } from '@openxs2a/signing-api/client';
import { migrate, openDatabase } from '@openxs2a/store';
import { onTestFinished } from 'vitest';
import { createTurns } from './acts/in-turn.ts';
import { maintain } from './acts/maintain.ts';
import { createSealHolder } from './acts/seal.ts';
import type { SigningServer } from './acts/server.ts';
import { createApp } from './app.ts';
import { createDemoSource } from './demo-source.fixture.ts';
import type { Client, Right } from './domain/client.ts';
import { MIGRATIONS, NAMESPACE } from './store/migrations.ts';
import { openUses } from './store/uses.ts';

const PARTY = createDemoParty();
const NO_LIMIT: RateLimit = { burst: 1e6, perSecond: 1e6 };

export interface DemoOptions {
  readonly withSource?: boolean;
  readonly clientRate?: RateLimit;
  readonly totalRate?: RateLimit;
  /** Where keys and state are, to open the same ones again. */
  readonly place?: { readonly folder: string; readonly database: string };
  /** Stands between the server and what it works with. */
  readonly interfere?: (server: SigningServer) => SigningServer;
  /** A QTSP that is there already. */
  readonly qtsp?: Awaited<ReturnType<typeof createDemoSource>>;
}

/** A folder that is gone after the test. */
export async function makePlace() {
  const folder = await mkdtemp(join(tmpdir(), 'signing-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder: join(folder, 'keys'), database: join(folder, 'signing.db') };
}

/** The signing server in this process, with a QTSP that really issues, and clients that call it as over mutual TLS. */
export async function openServer(options: DemoOptions = {}) {
  let now = Date.now();
  const clock = () => new Date(now);
  const { folder, database: location } = options.place ?? (await makePlace());
  const lines: string[] = [];
  const log = createLog({ app: 'signing-server', destination: { write: (line) => void lines.push(line) } });
  const qtsp = options.qtsp ?? (await createDemoSource(clock));
  const keys = await openKeyStore({ folder, passphrase: 'a long passphrase', random: systemRandom, cost: 2 ** 12 });
  const database = await openDatabase(location);
  await migrate(database, MIGRATIONS, NAMESPACE);
  const uses = await openUses(database, keys, clock, (error) => log.error('the record was not sealed', error));
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= uses.close().then(() => database.close());
    return closing;
  };
  onTestFinished(close);
  const targets = [
    { baseUrl: 'https://bank.example/psd2', profiles: [PROFILES.nextgenpsd2, PROFILES['jws-http-headers']] },
    { baseUrl: 'https://ing.example', profiles: [PROFILES.ing, PROFILES['jws-pss']], keyId: 'client-4711' },
  ];
  const { interfere = (same) => same } = options;
  const destroyed = Promise.withResolvers<void>();
  const watchedUses: typeof uses = {
    ...uses,
    async record(trx, client, use) {
      await uses.record(trx, client, use);
      if (use.kind === 'key-destroyed') destroyed.resolve();
    },
  };
  const server = interfere({
    database,
    keys,
    uses: watchedUses,
    seal: createSealHolder(database, keys, clock),
    source: options.withSource === false ? undefined : qtsp.source,
    clock,
    random: systemRandom,
    log,
    organisation: PARTY,
    policy: { targets, isProfile: (name) => Object.hasOwn(PROFILES, name), maxBodyBytes: 4_096 },
    keyKind: 'p-256',
    renewBefore: 30 * 86_400_000,
    keepRetired: 7 * 86_400_000,
    inTurn: createTurns(),
  });
  await server.seal.reload();
  callers ??= createCallers();
  const { clients, connections } = await callers;
  const { clientRate = NO_LIMIT, totalRate = NO_LIMIT } = options;
  const app = createApp({ server, clients, clientRate, totalRate });
  return {
    server,
    qtsp,
    app,
    lines,
    clock,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
    maintain: () => maintain(server),
    /** Resolves when the first key is on record as destroyed. */
    untilKeyIsDestroyed: () => destroyed.promise,
    close,
    connections,
    signer: createCaller(app, connections.sign),
    manager: createCaller(app, connections.manage),
    reader: createCaller(app, connections.read),
  };
}

type App = ReturnType<typeof createApp>;

/** Who calls in tests: a client for each right, one with a certificate that nobody knows, and one without. */
export type Caller = Right | 'stranger' | 'nobody';

/** What the host gives along for a connection that showed this certificate. */
type Connection = { readonly incoming: { readonly socket: { getPeerX509Certificate(): X509Certificate | undefined } } };

/** The same for all servers: nothing changes them. */
let callers: ReturnType<typeof createCallers> | undefined;

/** Programs of the TPP with their certificates. */
async function createCallers() {
  const authority = await createDemoAuthority({ clock: () => new Date() });
  const inTenYears = { notAfter: new Date(Date.now() + 3_650 * 86_400_000) };
  const issue = async () => (await authority.issueQwac(PARTY, inTenYears)).certificate;
  const certificates = { sign: await issue(), manage: await issue(), read: await issue(), stranger: await issue() };
  const rights: readonly Right[] = ['sign', 'manage', 'read'];
  const clients = rights.map((right): Client => {
    return { name: `${right}-client`, fingerprint: certificates[right].fingerprint, rights: [right] };
  });
  const connections: Readonly<Record<Caller, Connection>> = {
    sign: connect(certificates.sign),
    manage: connect(certificates.manage),
    read: connect(certificates.read),
    stranger: connect(certificates.stranger),
    nobody: connect(undefined),
  };
  return { clients, connections };
}

function connect(certificate: Certificate | undefined): Connection {
  const peer = certificate && new X509Certificate(toPem(certificate.der));
  return { incoming: { socket: { getPeerX509Certificate: () => peer } } };
}

function createCaller(app: App, connection: Connection) {
  return createSigningClient({
    baseUrl: 'https://signing.tpp.example',
    fetch: async (request) => app.fetch(request, connection),
  });
}

/** A request as it stands, where the generated client would not send it. */
export async function callAs({ app, connections }: DemoServer, caller: Caller, path: string, init: RequestInit = {}) {
  return app.request(path, init, connections[caller]);
}

export type DemoServer = Awaited<ReturnType<typeof openServer>>;

let orders = 0;

/** An X-Request-ID for an order. */
export function newId(): string {
  orders += 1;
  return `00000000-0000-4000-8000-${String(orders).padStart(12, '0')}`;
}

/** A server that has a certificate and can sign. */
export async function openReadyServer(options: DemoOptions = {}): Promise<DemoServer> {
  const demo = await openServer(options);
  const result = await orderSeal(demo);
  if (result.status !== 201) throw new Error(`the order was answered by ${result.status}`);
  return demo;
}

export function orderSeal({ manager }: DemoServer, id = newId()) {
  const value = { roles: ['PSP_AI' as const], enrolmentSecret: 'the-secret-of-the-enrolment', qsealc: {} };
  return manager.requestCertificates({ headers: { 'X-Request-ID': id }, body: { type: 'application/json', value } });
}
