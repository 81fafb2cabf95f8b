import type { Verifier } from '@openxs2a/certificates';
import { type Context, type Identity, type Observer, type Proof, type Refused, toWireChoices } from '@openxs2a/edge';
import type { MessageSigner } from '@openxs2a/http-signatures';
import { createMetrics, createOperationsApp, type Metrics } from '@openxs2a/operations';
import type { BankProfile } from '@openxs2a/profile';
import type { Clock, FetchApp, Log, RateLimit, ReadinessCheck } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import type { Hono } from 'hono';
import { createAnswerSeal } from './answers/seal-answers.ts';
import { createWrap } from './answers/wrap.ts';
import type { ConnectionReader } from './connection/connection.ts';
import { createTppDirectory, type TppDirectory } from './directory/directory.ts';
import { migrateGateway } from './directory/migrations.ts';
import { createRegisterChecks } from './directory/register-checks.ts';
import { shareTurn } from './directory/share-turn.ts';
import { createSightings } from './directory/sightings.ts';
import { findTppStatus } from './directory/tpp.store.ts';
import { createKpiCounter } from './kpi/kpi.ts';
import { createAddressLimit } from './limits/address-limit.ts';
import { createTppRates } from './limits/tpp-rates.ts';
import { type AccessLogOptions, createAccessLog } from './observe/access-log.ts';
import { type Calls, createObserver } from './observe/observer.ts';
import type { Callers } from './proof/callers.ts';
import { createCertificateGuard } from './proof/certificate-guard.ts';
import { createIdentify, type Identify } from './proof/identify.ts';
import { createProveCaller } from './proof/prove-caller.ts';
import { createSignatureGuard } from './proof/signature-guard.ts';
import { createAdmit, createTppGuard } from './proof/tpp-guard.ts';
import type { RegisterLookup } from './register/register.ts';

export interface GatewayOptions {
  readonly database: Database;
  /** Of that database. */
  readonly log: EventLog;
  readonly profile: BankProfile;
  readonly clock: Clock;
  readonly logger: Log;
  /** Trust list, revocation, policy: `createVerifier`. */
  readonly certificates: Verifier;
  /** Where the client's certificate comes from: `inProcess()` or `behindProxy(…)`. */
  readonly connection: ConnectionReader;
  /** Seals answers; TypeError where the profile says that answers are sealed, and there is none. */
  readonly answerSigner?: MessageSigner;
  /** What the competent authority's register says; kept as evidence. */
  readonly register?: RegisterLookup;
  /** For one address, before anything is known of who calls. Default: ten times what a TPP may. */
  readonly addressLimit?: RateLimit;
  /** Which requests have a line in the log. Default: `all`. */
  readonly accessLog?: AccessLogOptions['lines'];
  /** Milliseconds between two writings of what is counted for the KPI of the interface. Default: ten seconds. */
  readonly kpiEvery?: number | false;
  /** Where a process has more to count than its gateway does. Default: its own. */
  readonly metrics?: Metrics;
  /** What else has to work before requests are taken, for `/health/ready`. */
  readonly readiness?: Readonly<Record<string, ReadinessCheck>>;
}

export interface Gateway {
  /** The guards that prove who calls. */
  readonly proof: Proof;
  /** The same for what is no operation of the interface: the endpoints of OAuth. */
  readonly identify: Identify;
  /** To be put around the app that has these guards, outermost. */
  wrap(fetch: FetchApp): FetchApp;
  readonly directory: TppDirectory;
  /** For `createXs2aApp`. */
  readonly observe: Required<Observer>;
  readonly metrics: Metrics;
  /** `/health/live`, `/health/ready`, `/metrics`: for a listener of its own. */
  readonly operationsApp: Hono;
  /** Writes what is not written yet. The database stays open. */
  close(): Promise<void>;
}

/** Makes the gateway's tables if they are not there. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { database, log, profile, clock, logger, certificates, connection, metrics = createMetrics() } = options;
  await migrateGateway(database);
  const kpi = createKpiCounter({
    database,
    clock,
    timeZone: profile.timeZone,
    onError: (error) => logger.error('the KPI could not be written', error),
    ...(options.kpiEvery === undefined ? {} : { every: options.kpiEvery }),
  });
  const calls: Calls = {
    contexts: new WeakMap<Request, Context>(),
    refusals: new WeakMap<Context, Refused>(),
    callers: new WeakMap<Request, Identity>(),
  };
  const onError = (error: unknown) => logger.error('the TPP directory could not be written', error);
  const register = createRegister(options);
  const onWritten = register === undefined ? () => undefined : register.check;
  const sightings = createSightings({ database, log, clock, onWritten, onError });
  const callers: Callers = new WeakMap();

  const proveCaller = createProveCaller({ connection, certificates, sightings, onVerdict: metrics.certificate });
  const proveCertificate = createCertificateGuard(proveCaller, callers);
  const admit = createAdmit({
    rates: createTppRates({ database, limits: profile.limits, clock }),
    sightings,
    findStatus: shareTurn((tppId) => findTppStatus(database, tppId)),
    onLimited: () => metrics.limited('tpp'),
  });
  const proof: Proof = {
    certificate(call) {
      calls.contexts.set(call.request.raw, call.context);
      return proveCertificate(call);
    },
    tpp: createTppGuard(admit, callers),
    signature: createSignatureGuard({
      profile: profile.signature,
      certificates,
      clock,
      callers,
      sightings,
      onVerdict: metrics.signature,
    }),
  };
  return {
    proof,
    identify: createIdentify({
      proveCaller,
      admit,
      choices: toWireChoices(profile),
      onIdentified: (request, identity) => void calls.callers.set(request, identity),
      onRefusal: ({ reason }) => metrics.refusal(reason),
    }),
    wrap: createWrap({
      connection,
      limitAddress: createAddressLimit(options.addressLimit ?? toAddressLimit(profile.limits), clock),
      seal: createSeal(options, metrics.unsealed),
      metrics,
      accessLog: createAccessLog({ ...calls, logger, lines: options.accessLog ?? 'all' }),
      choices: toWireChoices(profile),
    }),
    directory: createTppDirectory({ database, log, clock }),
    metrics,
    observe: createObserver(metrics, kpi, logger, calls),
    operationsApp: createOperationsApp({
      database,
      metrics,
      readiness: options.readiness ?? {},
    }),
    async close() {
      await kpi.close();
      await sightings.close();
      await register?.close();
    },
  };
}

/** Some TPPs share an address, say that of the provider who runs their software. */
function toAddressLimit({ burst, requestsPerSecond }: BankProfile['limits']): RateLimit {
  return { burst: 10 * burst, perSecond: 10 * requestsPerSecond };
}

function createRegister({ database, log, clock, logger, register }: GatewayOptions) {
  if (register === undefined) return undefined;
  return createRegisterChecks({
    database,
    log,
    clock,
    lookup: register,
    onDisagreement: ({ tppId, roles }, { result, entry }) =>
      logger.warn('the register does not grant what a certificate claims', { tppId, roles, result, entry }),
    onError: (error) => logger.error('the register could not be asked', error),
  });
}

function createSeal(
  { profile, answerSigner, logger }: GatewayOptions,
  count: (why: 'no-request-id' | 'failed') => void,
) {
  if (!profile.signature.sealAnswers) return undefined;
  if (answerSigner === undefined) throw new TypeError('The profile has answers sealed: "answerSigner" is missing.');
  return createAnswerSeal({
    sign: answerSigner,
    onUnsealed(why, error) {
      count(why);
      if (why === 'failed') logger.error('an answer could not be sealed', error);
    },
  });
}
