import { loadDemoCredentials } from '@openxs2a/authorization-server/demo';
import { createDemoDevice, createPages } from '@openxs2a/authorization-server/pages';
import { createVerifier, readCertificates } from '@openxs2a/certificates';
import { createSigningKey } from '@openxs2a/certificates/issue';
import { createCalendar } from '@openxs2a/core-banking';
import { loadDemo } from '@openxs2a/core-banking/demo';
import type { Ledger } from '@openxs2a/core-banking/ledger';
import type { Observer, Refused } from '@openxs2a/edge';
import { type BankState, ledger, openBankState } from '@openxs2a/edge/state';
import { createManualClock, FAST_SCA_POLICY, type ManualClock } from '@openxs2a/edge/testing';
import { type Gateway, type GatewayOptions, inProcess, toListenLimits } from '@openxs2a/gateway';
import { createMessageSigner, PROFILES } from '@openxs2a/http-signatures';
import { type BankProfile, parseProfile } from '@openxs2a/profile';
import type { OutboxMessage } from '@openxs2a/sca';
import { type Clock, createLog, listen, systemRandom } from '@openxs2a/service';
import { createBank } from '../bank.ts';
import { type Authorise, createAuthorise } from './authorise.ts';
import { findPort } from './find-port.ts';
import { requestConsent } from './request-consent.ts';
import { createTestTpp, type TestTpp, type TestTppOptions } from './test-tpp.ts';
import { BANK, openTestTrust, type TestTrust } from './test-trust.ts';

export interface TestBankOptions<Time extends Clock = ManualClock> {
  /** File of SQLite, or the URL of PostgreSQL. Default: `:memory:`. */
  readonly database?: string;
  /** What differs from the defaults of a profile, as in its file. Limits of rates are out of the way unless they are here. */
  readonly profile?: object;
  /** Default: one that stands at 26 November 2026, 09:00 UTC. Servers' certificates count by real time whatever it says. */
  readonly clock?: Time;
  readonly node?: string;
  /** Whether there are demo PSUs, as of the clock's day; or how many entries the PSU of thousands has (500). */
  readonly demo?: boolean | { readonly entries?: number };
  /** Whether PSUs can authorise on its pages, by the passwords of the demo and codes that `lastCode` tells. Default: false. */
  readonly pages?: boolean;
  /** Whether every answer is checked against the interface. Default: true. */
  readonly validateResponses?: boolean;
  /** Shared by several banks; by default each has its own. */
  readonly trust?: TestTrust;
  /** Seconds for which the status of a certificate counts. Default: 60. */
  readonly revocationMaxAge?: number;
  readonly gateway?: Partial<
    Pick<GatewayOptions, 'connection' | 'register' | 'addressLimit' | 'accessLog' | 'readiness'>
  >;
}

/** A whole bank on mutual TLS, with a trust service provider and demo PSUs, for what is tested through its front door. */
export interface TestBank<Time extends Clock = ManualClock> {
  readonly url: string;
  readonly profile: BankProfile;
  readonly clock: Time;
  readonly trust: TestTrust;
  readonly state: BankState<Ledger>;
  readonly gateway: Gateway;
  /** A TPP of its own, connected to this bank; closed with it. */
  tpp(options?: TestTppOptions): Promise<TestTpp>;
  readonly authorise: Authorise;
  /** The id of a valid consent: asked for by the TPP (`CONSENT_REQUEST`), and given by the PSU. */
  consent(tpp: TestTpp, psu: Parameters<Authorise>[1], request?: object): Promise<string>;
  /** Where its pages are, if it has any. */
  readonly pagesUrl: string | undefined;
  /** The code that was sent last. Throws where there is none. */
  lastCode(): string;
  /** Every refusal with its reason and evidence, in order. */
  readonly refusals: readonly Refused[];
  /** What became a 500. Should be empty. */
  readonly errors: readonly unknown[];
  /** The lines of the bank's log: JSON. */
  readonly lines: readonly string[];
  /** As Prometheus reads them. */
  metrics(): Promise<string>;
  close(): Promise<void>;
}

const NO_RATE_LIMITS = { requestsPerSecond: 100_000, burst: 1_000_000 };
const ENTRIES = 500;
const KEY = new Uint8Array(32);
const SECRET = 'a secret of the pages';
/** Of tests, where one person is many, and passwords need no protection. */
const TEST_POLICY = { ...FAST_SCA_POLICY, sending: { burst: 10_000, everyMinutes: 1 } };

export function openTestBank(options?: TestBankOptions): Promise<TestBank>;
export function openTestBank<Time extends Clock>(
  options: TestBankOptions<Time> & { readonly clock: Time },
): Promise<TestBank<Time>>;
export async function openTestBank(options: TestBankOptions<Clock> = {}): Promise<TestBank<Clock>> {
  await using stack = new AsyncDisposableStack();
  const { clock = createManualClock() } = options;
  const profile = parseProfile(withoutRateLimits(options.profile));
  const trust = options.trust ?? stack.adopt(await openTestTrust({ clock }), (own) => own.close());
  const sent: OutboxMessage[] = [];
  const state = stack.adopt(await openTestState(options, profile, { clock, sent }), (own) => own.close());
  const { heard, ...listening } = listenIn(clock);
  const port = options.pages ? await findPort() : 0;
  const place = options.pages ? await openTestPages(stack) : undefined;
  const { gateway, fetch, authorizationServer, oauth } = await createBank({
    connection: inProcess(),
    ...options.gateway,
    ...listening,
    state,
    profile,
    clock,
    random: systemRandom,
    linkKey: KEY,
    pagesUrl: place?.url,
    xs2aUrl: options.pages ? `https://localhost:${port}` : undefined,
    certificates: createTestVerifier(trust, clock, options.revocationMaxAge),
    ...(profile.signature.sealAnswers ? { answerSigner: await createSeal(trust, profile, clock) } : {}),
    validateResponses: options.validateResponses ?? true,
  });
  stack.defer(() => gateway.close());
  const { logger } = listening;
  await place?.serve({ ...state, ...authorizationServer, profile, logger, oauth: oauth?.pages });
  const listener = await listen({
    fetch,
    address: { host: '127.0.0.1', port },
    tls: { ...(await trust.issueServer()), clientCertificates: 'request' },
    limits: toListenLimits(profile),
    onError: (error) => void heard.errors.push(error),
  });
  stack.defer(() => listener.close(0));
  const held = stack.move();
  // the name that the certificate is for
  const url = `https://localhost:${listener.port}`;
  const authorise = createAuthorise(state, profile);
  return {
    ...heard,
    url,
    profile,
    clock,
    trust,
    state,
    gateway,
    async tpp(tppOptions = {}) {
      const tpp = await createTestTpp(trust, url, { clock, signature: profile.signature.profile, ...tppOptions });
      return held.adopt(tpp, (own) => own.close());
    },
    authorise,
    pagesUrl: place?.url,
    lastCode: () => findCode(sent.at(-1)?.text),
    async consent(tpp, psu, request) {
      const consentId = await requestConsent(tpp, request);
      await authorise(consentId, psu);
      return consentId;
    },
    metrics: async () => (await gateway.operationsApp.request('/metrics')).text(),
    close: () => held.disposeAsync(),
  };
}

function withoutRateLimits(profile: object = {}): object {
  const limits = 'limits' in profile && typeof profile.limits === 'object' ? profile.limits : {};
  return { ...profile, limits: { ...NO_RATE_LIMITS, ...limits } };
}

async function openTestState(
  { database = ':memory:', node = 'test', demo = true, pages = false }: TestBankOptions<Clock>,
  profile: BankProfile,
  { clock, sent }: { readonly clock: Clock; readonly sent: OutboxMessage[] },
): Promise<BankState<Ledger>> {
  const { timeZone } = profile;
  const openCore = ledger({ clock, random: systemRandom, timeZone, panKey: KEY });
  const outbox = { send: async (message: OutboxMessage) => void sent.push(message) };
  const openAuthentication = async () => ({ key: KEY, policy: TEST_POLICY, outbox });
  const state = await openBankState({
    database,
    node,
    profile,
    clock,
    random: systemRandom,
    openCore,
    ...(pages ? { openAuthentication } : {}),
  });
  if (demo === false) return state;
  const { entries = ENTRIES } = demo === true ? {} : demo;
  await loadDemo(state.database, state.core, { today: createCalendar(timeZone)(clock()), entries });
  if (pages) await loadDemoCredentials(state, createDemoDevice(SECRET));
  return state;
}

type PagesOptions = Parameters<typeof createPages>[0];
type TestPages = Omit<PagesOptions, 'secret' | 'isHttps' | 'demoDevice'>;

/** Pages whose address is known before there is anything on them. */
async function openTestPages(stack: AsyncDisposableStack) {
  let app: Awaited<ReturnType<typeof createPages>> | undefined;
  const fetch = (request: Request, env: object) => app?.fetch(request, env) ?? new Response(null, { status: 503 });
  const { url, close } = await listen({ fetch, address: { host: 'localhost', port: 0 } });
  stack.defer(() => close(0));
  return {
    url,
    async serve(options: TestPages): Promise<void> {
      app = await createPages({ ...options, secret: SECRET, isHttps: false, demoDevice: createDemoDevice(SECRET) });
    },
  };
}

function findCode(text = ''): string {
  const [, code] = /Code: (\d+)/.exec(text) ?? [];
  if (code === undefined) throw new Error('No code was sent.');
  return code;
}

/** What a bank says, and who hears it. */
function listenIn(clock: Clock) {
  const heard: { lines: string[]; refusals: Refused[]; errors: unknown[] } = { lines: [], refusals: [], errors: [] };
  const observe: Observer = {
    onRefusal: (refused) => void heard.refusals.push(refused),
    onError: (error) => void heard.errors.push(error),
  };
  const destination = { write: (line: string) => void heard.lines.push(line) };
  return { heard, observe, logger: createLog({ app: 'bank', clock, destination }) };
}

function createTestVerifier({ anchors, intermediates }: TestTrust, clock: Clock, maxAge = 60) {
  return createVerifier({
    anchors: readCertificates(anchors),
    intermediates: readCertificates(intermediates),
    clock,
    revocation: { maxAge: maxAge * 1_000 },
  });
}

/** The bank's own seal, by the authority that TPPs have theirs of. */
async function createSeal(trust: TestTrust, { signature, name }: BankProfile, clock: Clock) {
  const { certificate, privateKey } = await trust.issueQsealc({ ...BANK, legalName: name, commonName: name });
  return createMessageSigner({
    profile: PROFILES[signature.profile],
    certificate,
    key: createSigningKey(privateKey),
    clock,
  });
}
