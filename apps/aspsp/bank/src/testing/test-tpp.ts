import { createDemoParty, createSigningKey, type DemoOverrides, type Party } from '@openxs2a/certificates/issue';
import {
  createClientSigner,
  createMessageSigner,
  type HttpMessage,
  type MessageSigner,
  PROFILES,
  type ProfileName,
} from '@openxs2a/http-signatures';
import { type Clock, createMutualTlsFetch, systemClock, systemRandom } from '@openxs2a/service';
import { createXs2aClient, type Xs2aClient } from '@openxs2a/xs2a/client';
import { openRawConnection } from './raw-connection.ts';
import type { TestIdentity, TestTrust } from './test-trust.ts';

export interface TestTppOptions {
  readonly legalName?: string;
  /** A new one for each TPP where none is given. */
  readonly organizationIdentifier?: string;
  /** Default: PSP_AI. */
  readonly roles?: Party['roles'];
  /** Changes the QWAC (expired, another issuer, no statement …); `false` for none at all. */
  readonly qwac?: DemoOverrides | false;
  /** The same for the seal; without one nothing is signed. */
  readonly qsealc?: DemoOverrides | false;
  /** As the bank's profile has it. Default: `nextgenpsd2`. */
  readonly signature?: ProfileName;
  /** What signatures are dated by. */
  readonly clock?: Clock;
  /** What the generated client sends as `Authorization`, asked for at each call. */
  readonly auth?: () => string | undefined;
}

export interface TestRequest {
  /** X-Request-ID is a new one, Content-Type JSON where there is a body; `undefined` leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** What is no text and no bytes is sent as JSON. */
  readonly body?: unknown;
  /** False: not signed. A signer: somebody else's seal. Default: our own, if we have one. */
  readonly sign?: false | MessageSigner;
  /** What becomes of the message once it is signed: a header changed, left out or twice, another body or target. */
  readonly tamper?: (message: HttpMessage) => HttpMessage;
}

/** A TPP with certificates, as a bank meets it. */
export interface TestTpp {
  readonly tppId: string;
  readonly party: Party;
  readonly qwac: TestIdentity | undefined;
  readonly qsealc: TestIdentity | undefined;
  readonly sign: MessageSigner | undefined;
  /** Over mutual TLS on connections that are kept, signed, and otherwise as it is written. */
  request(method: string, target: string, request?: TestRequest): Promise<Response>;
  /** The generated client, over the same TLS and with the same seal. */
  readonly client: Xs2aClient<'X-Request-ID'>;
  /** The same TPP at another address. */
  at(url: string): TestTpp;
  close(): Promise<void>;
}

let registered = 100_000;

/** Gives a TPP its certificates; `url` is the bank's, without a slash at the end. */
export async function createTestTpp(trust: TestTrust, url: string, options: TestTppOptions = {}): Promise<TestTpp> {
  registered += 1;
  const { organizationIdentifier = `PSDDE-BAFIN-${registered}`, roles = ['PSP_AI'], clock = systemClock } = options;
  const { legalName = `Test TPP ${organizationIdentifier}` } = options;
  const party = createDemoParty({ legalName, commonName: legalName, organizationIdentifier, roles });
  const qwac = options.qwac === false ? undefined : await trust.issueQwac(party, options.qwac);
  const qsealc = options.qsealc === false ? undefined : await trust.issueQsealc(party, options.qsealc);
  const profile = PROFILES[options.signature ?? 'nextgenpsd2'];
  return connect({ trust, party, qwac, qsealc, profile, clock, auth: options.auth ?? (() => undefined) }, url);
}

interface Equipped extends Pick<TestTpp, 'party' | 'qwac' | 'qsealc'> {
  readonly trust: TestTrust;
  readonly profile: (typeof PROFILES)[ProfileName];
  readonly clock: Clock;
  readonly auth: () => string | undefined;
}

function connect(equipped: Equipped, url: string): TestTpp {
  const { trust, party, qwac, qsealc, profile, clock, auth } = equipped;
  const signer = qsealc && { ...qsealc, key: createSigningKey(qsealc.privateKey), profile, clock };
  const sign = signer && createMessageSigner(signer);
  const raw = openRawConnection(url, trust.serverAnchors, qwac);
  const tls = createMutualTlsFetch({ ca: trust.serverAnchors, ...(qwac === undefined ? {} : { identity: qwac }) });
  return {
    tppId: party.organizationIdentifier,
    party,
    qwac,
    qsealc,
    sign,
    async request(method, target, request = {}) {
      const message = toMessage(url, method, target, request);
      const signed = await signMessage(message, request.sign ?? sign);
      return raw.send(request.tamper?.(signed) ?? signed);
    },
    client: createXs2aClient({
      baseUrl: url,
      headers: { 'X-Request-ID': () => systemRandom.uuid() },
      fetch: tls.fetch,
      auth,
      ...(signer === undefined ? {} : { sign: createClientSigner(signer) }),
    }),
    at: (other) => connect(equipped, other),
    async close() {
      raw.close();
      await tls.close();
    },
  };
}

function toMessage(base: string, method: string, target: string, { headers = {}, body }: TestRequest): HttpMessage {
  const bytes = toBytes(body);
  const all: Record<string, string | undefined> = {
    Host: new URL(base).host,
    'X-Request-ID': systemRandom.uuid(),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  for (const [name, value] of Object.entries(headers)) {
    const known = Object.keys(all).find((other) => other.toLowerCase() === name.toLowerCase());
    all[known ?? name] = value;
  }
  if (bytes.byteLength > 0) all['Content-Length'] ??= String(bytes.byteLength);
  const lines = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return { method, target, url: `${base}${target}`, headers: lines, body: bytes };
}

function toBytes(body: unknown): Uint8Array {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

/** What the signer gives takes the place of headers of the same name. */
async function signMessage(message: HttpMessage, sign: MessageSigner | false | undefined): Promise<HttpMessage> {
  if (sign === undefined || sign === false) return message;
  const added = await sign(message);
  const names = new Set(added.map(([name]) => name.toLowerCase()));
  return { ...message, headers: [...message.headers.filter(([name]) => !names.has(name.toLowerCase())), ...added] };
}
