import { createVerifier, readCertificates } from '@openxs2a/certificates';
import { createSigningKey } from '@openxs2a/certificates/issue';
import { createCalendar } from '@openxs2a/core-banking';
import { loadDemo } from '@openxs2a/core-banking/demo';
import type { Ledger } from '@openxs2a/core-banking/ledger';
import type { Refused } from '@openxs2a/edge';
import { type BankState, ledger, openBankState } from '@openxs2a/edge/state';
import { createManualClock, type ManualClock } from '@openxs2a/edge/testing';
import { type Gateway, type GatewayOptions, inProcess, toListenLimits } from '@openxs2a/gateway';
import { createMessageSigner, PROFILES } from '@openxs2a/http-signatures';
import { type BankProfile, parseProfile } from '@openxs2a/profile';
import { type Clock, createLog, listen, systemRandom } from '@openxs2a/service';
import { createBank } from '../bank.ts';
import { type Authorise, createAuthorise } from './authorise.ts';
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

const NO_RATE_LIMITS = { limits: { requestsPerSecond: 100_000, burst: 1_000_000 } };
const ENTRIES = 500;

export function openTestBank(options?: TestBankOptions): Promise<TestBank>;
export function openTestBank<Time extends Clock>(
  options: TestBankOptions<Time> & { readonly clock: Time },
): Promise<TestBank<Time>>;
export async function openTestBank(options: TestBankOptions<Clock> = {}): Promise<TestBank<Clock>> {
  await using stack = new AsyncDisposableStack();
  const { clock = createManualClock(), node = 'test' } = options;
  const random = systemRandom;
  const profile = parseProfile({ ...NO_RATE_LIMITS, ...options.profile });
  const trust = options.trust ?? (await openTestTrust({ clock }));
  if (options.trust === undefined) stack.defer(() => trust.close());

  const openCore = ledger({ clock, random, timeZone: profile.timeZone, panKey: new Uint8Array(32) });
  const { database = ':memory:' } = options;
  const state = await openBankState({ database, node, profile, clock, random, openCore });
  stack.defer(() => state.close());
  await loadPsus(state, options.demo ?? true, createCalendar(profile.timeZone)(clock()));

  const lines: string[] = [];
  const refusals: Refused[] = [];
  const errors: unknown[] = [];
  const { gateway, fetch } = await createBank({
    connection: inProcess(),
    accessLog: 'all',
    ...options.gateway,
    state,
    profile,
    clock,
    random,
    linkKey: new Uint8Array(32),
    logger: createLog({ app: 'bank', clock, destination: { write: (line) => void lines.push(line) } }),
    certificates: createTestVerifier(trust, clock, options.revocationMaxAge),
    ...(profile.signature.sealAnswers ? { answerSigner: await createSeal(trust, profile, clock) } : {}),
    validateResponses: options.validateResponses ?? true,
    observe: { onRefusal: (refused) => void refusals.push(refused), onError: (error) => void errors.push(error) },
  });
  stack.defer(() => gateway.close());
  const listener = await listen({
    fetch,
    address: { host: '127.0.0.1', port: 0 },
    tls: { ...(await trust.issueServer()), clientCertificates: 'request' },
    limits: toListenLimits(profile),
    onError: (error) => void errors.push(error),
  });
  stack.defer(() => listener.close(0));
  const held = stack.move();
  const authorise = createAuthorise(state);
  // the name that the certificate is for
  const url = `https://localhost:${listener.port}`;
  return {
    url,
    profile,
    clock,
    trust,
    state,
    gateway,
    refusals,
    errors,
    lines,
    async tpp(tppOptions = {}) {
      const tpp = await createTestTpp(trust, url, { clock, signature: profile.signature.profile, ...tppOptions });
      held.defer(() => tpp.close());
      return tpp;
    },
    authorise,
    async consent(tpp, psu, request) {
      const consentId = await requestConsent(tpp, request);
      await authorise(consentId, psu);
      return consentId;
    },
    metrics: async () => (await gateway.operationsApp.request('/metrics')).text(),
    close: () => held.disposeAsync(),
  };
}

async function loadPsus(
  state: BankState<Ledger>,
  demo: NonNullable<TestBankOptions['demo']>,
  today: string,
): Promise<void> {
  if (demo === false) return;
  const { entries = ENTRIES } = demo === true ? {} : demo;
  await loadDemo(state.database, state.core, { today, entries });
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
