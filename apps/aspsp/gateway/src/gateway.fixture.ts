import { randomUUID } from 'node:crypto';
import { type Certificate, createVerifier, toPem } from '@openxs2a/certificates';
import {
  createDemoAuthority,
  createDemoParty,
  createSigningKey,
  type DemoOverrides,
  type Party,
} from '@openxs2a/certificates/issue';
import {
  answerHeaders,
  createIdempotency,
  createXs2aApp,
  type Idempotency,
  type Part,
  RefusedError,
} from '@openxs2a/edge';
import { createMessageSigner, type MessageSigner, PROFILES, type ProfileName } from '@openxs2a/http-signatures';
import { parseProfile } from '@openxs2a/profile';
import { createLog, type FetchApp } from '@openxs2a/service';
import { type Database, openDatabase } from '@openxs2a/store';
import { createEventLog } from '@openxs2a/store/log';
import { onTestFinished } from 'vitest';
import type { Connection, ConnectionReader } from './connection/connection.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';

export const AIS = createDemoParty({ roles: ['PSP_AI'], organizationIdentifier: 'PSDDE-BAFIN-100001' });
export const OTHER = createDemoParty({ roles: ['PSP_AI'], organizationIdentifier: 'PSDDE-BAFIN-100002' });
export const CONSENT = '/v1/consents/6f1d1a66-11ab-4d35-8a5b-0e8a0a6a0c01';

/** A clock that stands until it is set. */
export function createClock(start = new Date()) {
  let now = start.getTime();
  return { clock: () => new Date(now), wait: (milliseconds: number) => (now += milliseconds) };
}

/** A trust service provider and what it issues, with a verifier that asks it and nobody else. */
export async function createTrust(clock: () => Date, name = 'Demo') {
  const authority = await createDemoAuthority({ clock, name });
  const certificates = createVerifier({
    anchors: [authority.root.certificate],
    intermediates: [authority.issuingCa.certificate],
    clock,
    revocation: {
      fetch: async ({ url, body }) => {
        if (body !== undefined) return authority.answerOcsp(body);
        return authority.createCrl(url === authority.rootUrls.crl ? 'root' : 'issuingCa');
      },
    },
  });
  const issueSigner = async (party: Party, profile: ProfileName = 'nextgenpsd2', overrides?: DemoOverrides) => {
    const { certificate, privateKey } = await authority.issueQsealc(party, overrides);
    return createMessageSigner({ profile: PROFILES[profile], certificate, key: createSigningKey(privateKey), clock });
  };
  const issueTls = async (party: Party, overrides?: DemoOverrides) => {
    const { certificate, privateKey } = await authority.issueQwac(party, overrides);
    return {
      certificate,
      identity: {
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        cert: toPem(certificate.der) + toPem(authority.issuingCa.certificate.der),
      },
    };
  };
  return { authority, certificates, issueSigner, issueTls, anchor: toPem(authority.root.certificate.der) };
}

/** The end of a connection as a test wants it. */
export function showing(connection: Connection | Certificate, address?: string): ConnectionReader {
  const shown: Connection =
    'der' in connection ? { kind: 'certificate', certificate: connection, chain: [] } : connection;
  return { read: () => shown, addressOf: () => address };
}

/** Handlers enough to see what is let through: a status, a page of nothing, what ends without a body, what creates. */
export function createPart(idempotency: Idempotency): Part {
  return {
    handlers: {
      getConsentStatus: (_, context) => ({
        status: 200,
        type: 'application/json',
        headers: answerHeaders(context),
        body: { consentStatus: 'valid' },
      }),
      deleteConsent: (_, context) => ({ status: 204, headers: answerHeaders(context) }),
      getConsentInformation: () => {
        throw new RefusedError({ reason: 'consent:consent-unknown' });
      },
      createConsent: (_, context) =>
        idempotency.once(context, async () => {
          const consentId = randomUUID();
          return {
            status: 201,
            type: 'application/json',
            headers: { ...answerHeaders(context), Location: `/v1/consents/${consentId}` },
            body: { consentStatus: 'received', consentId, _links: {} },
          };
        }),
      getPaymentInitiationStatus: (_, context) => ({
        status: 200,
        type: 'application/json',
        headers: answerHeaders(context),
        body: { transactionStatus: 'RCVD' },
      }),
      checkAvailabilityOfFunds: (_, context) => ({
        status: 200,
        type: 'application/json',
        headers: answerHeaders(context),
        body: { fundsAvailable: true },
      }),
    },
    consent() {},
  };
}

export interface TestGatewayOptions extends Partial<Omit<GatewayOptions, 'profile' | 'database'>> {
  readonly profile?: object;
  readonly database?: Database;
  readonly node?: string;
}

export type Trust = Awaited<ReturnType<typeof createTrust>>;

/** A gateway around an app with `createPart`, on its own database unless one is given; what it logs is in `lines`. */
export async function openGateway(
  trust: Trust,
  options: TestGatewayOptions & Pick<GatewayOptions, 'connection' | 'clock'>,
) {
  const { profile: json = { signature: { requests: 'off' } }, node = 'one', clock } = options;
  const database = options.database ?? (await openDatabase(':memory:'));
  const lines: string[] = [];
  const logger = createLog({ app: 'gateway', destination: { write: (line) => void lines.push(line) } });
  const log = await createEventLog(database, { namespace: 'bank', node, clock, sealEvery: false });
  const profile = parseProfile(json);
  const gateway = await createGateway({ certificates: trust.certificates, logger, log, ...options, profile, database });
  onTestFinished(async () => {
    await gateway.close();
    if (options.database === undefined) await database.close();
  });
  const idempotency = await createIdempotency({ database, clock, window: 60 });
  const observe = gateway.observe;
  const app = createXs2aApp({
    proof: gateway.proof,
    parts: [createPart(idempotency)],
    profile,
    idempotency,
    database,
    log,
    clock,
    observe,
  });
  const fetch = gateway.wrap(app.fetch);
  return { gateway, database, log, lines, fetch, ask: createAsk(fetch) };
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly sign?: MessageSigner;
  /** As the host gives it along. */
  readonly env?: object;
}

/** A call of the app without a socket, with an X-Request-ID of its own. */
export function createAsk(fetch: FetchApp) {
  return async (
    path: string = `${CONSENT}/status`,
    { method = 'GET', headers = {}, body, sign, env = {} }: Asked = {},
  ) => {
    const all: Record<string, string> = { 'X-Request-ID': randomUUID(), ...headers };
    if (body !== undefined) all['Content-Type'] ??= 'application/json';
    if (sign !== undefined) Object.assign(all, await signAs(sign, { method, path, headers: all, body }));
    const request = new Request(`https://bank.example${path}`, {
      method,
      headers: all,
      ...(body === undefined ? {} : { body }),
    });
    return fetch(request, env as never); // the host's environment is whatever the host says
  };
}

interface Signable {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export async function signAs(sign: MessageSigner, { method, path, headers, body = '' }: Signable) {
  const message = { method, target: path, headers: Object.entries(headers), body: new Uint8Array(Buffer.from(body)) };
  return Object.fromEntries(await sign(message));
}

/** Status, and the code of the first message. */
export async function answerOf(response: Response): Promise<readonly [status: number, code: string | undefined]> {
  const text = await response.text();
  // an error of the interface, or nothing
  const body = (text === '' ? {} : JSON.parse(text)) as { tppMessages?: readonly { code: string }[] };
  return [response.status, body.tppMessages?.[0]?.code];
}
