import { loadDemo } from '@openxs2a/core-banking/demo';
import type { Ledger } from '@openxs2a/core-banking/ledger';
import { type BankProfile, DEFAULT_PROFILE } from '@openxs2a/profile';
import { DEFAULT_SCA_POLICY, type OutboxMessage, type ScaPolicy } from '@openxs2a/sca';
import { systemRandom } from '@openxs2a/service';
import type { Identity } from '../identity.ts';
import type { Part } from '../part.ts';
import type { Refused } from '../refused.ts';
import { type BankState, ledger, openBankState } from '../state.ts';
import { createXs2aApp } from '../xs2a-app.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { createTestProof } from './test-proof.ts';

export interface TestBankOptions {
  /** What is tested. */
  readonly parts: (bank: PartDependencies) => readonly Part[] | Promise<readonly Part[]>;
  readonly profile?: BankProfile;
  readonly clock?: ManualClock;
  readonly identity?: Partial<Identity>;
  /** Default: `:memory:`. */
  readonly database?: string;
  /** Names this one among banks on one database. Default: `test`. */
  readonly node?: string;
  /** Whether the demo PSUs are loaded, as of the clock's day. Default: true. */
  readonly demo?: boolean;
  /** Default: that of every bank, with passwords that are hashed fast. */
  readonly scaPolicy?: ScaPolicy;
}

export interface PartDependencies extends BankState<Ledger> {
  readonly profile: BankProfile;
  readonly clock: ManualClock;
  readonly random: typeof systemRandom;
  /** What was sent to PSUs, in order. */
  readonly sent: readonly OutboxMessage[];
}

/** Passwords of tests need no protection, and there are many. */
export const FAST_SCA_POLICY: ScaPolicy = {
  ...DEFAULT_SCA_POLICY,
  password: { ...DEFAULT_SCA_POLICY.password, hashing: { memory: 8, passes: 1, parallelism: 1 } },
};

export interface TestRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** What is no text or bytes is sent as JSON. */
  readonly body?: unknown;
}

export interface TestBank extends PartDependencies {
  /** X-Request-ID is a new one unless it is given. */
  request(method: string, target: string, request?: TestRequest): Promise<Response>;
  /** Every refusal, in order. */
  readonly refusals: readonly Refused[];
  /** What became a 500. */
  readonly errors: readonly unknown[];
}

export const REQUEST_ID = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
const CLIENT = { incoming: undefined };
/** Of all test banks: several on one database are one bank. */
const KEY = new Uint8Array(32).fill(7);

/** A bank in memory without certificates, for tests of its apps; answers are checked against the interface. */
export async function createTestBank(options: TestBankOptions): Promise<TestBank> {
  const {
    profile = DEFAULT_PROFILE,
    clock = createManualClock(),
    database = ':memory:',
    node = 'test',
    demo = true,
    scaPolicy: policy = FAST_SCA_POLICY,
  } = options;
  const random = systemRandom;
  const openCore = ledger({ clock, random, timeZone: profile.timeZone, panKey: random.bytes(32) });
  const sent: OutboxMessage[] = [];
  const state = await openBankState({
    database,
    node,
    profile,
    clock,
    random,
    openCore,
    openAuthentication: async () => ({
      key: KEY,
      policy,
      outbox: { send: async (message) => void sent.push(message) },
    }),
  });
  if (demo) await loadDemo(state.database, state.core, { today: clock().toISOString().slice(0, 10) });
  const shared: PartDependencies = { ...state, profile, clock, random, sent };
  const refusals: Refused[] = [];
  const errors: unknown[] = [];
  const app = createXs2aApp({
    ...shared,
    parts: await options.parts(shared),
    proof: createTestProof(options.identity),
    validateResponses: true,
    observe: { onRefusal: (refused) => void refusals.push(refused), onError: (error) => void errors.push(error) },
  });
  return {
    ...shared,
    refusals,
    errors,
    request: async (method, target, request = {}) =>
      app.fetch(toRequest(method, target, request, random.uuid()), CLIENT),
  };
}

function toRequest(method: string, target: string, { headers = {}, body }: TestRequest, requestId: string): Request {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const content = body === undefined || isRaw ? body : JSON.stringify(body);
  return new Request(`https://bank.example${target}`, {
    method,
    headers: {
      'x-request-id': requestId,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    // bytes are a body as fetch takes them
    ...(content === undefined ? {} : { body: content as BodyInit }),
  });
}
