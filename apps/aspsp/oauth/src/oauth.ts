import type { Clock, FetchApp, Log, Random } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import type { EventLog } from '@openxs2a/store/log';
import { deriveKeys, type OAuthKeys } from './domain/keys.ts';
import { createMachines } from './http/machines.ts';
import { createPeople } from './http/people.ts';
import { createForward } from './provider/create-forward.ts';
import { createProvider } from './provider/create-provider.ts';
import type { OAuthClients, OAuthResources, PreStepLogin } from './resources.ts';
import { migrateOAuth } from './store/migrations.ts';
import { purge } from './store/purge.ts';

/** Who calls, as far as tokens depend on it. The gateway's `Identity` fits. */
export interface Caller {
  readonly tppId: string;
  readonly qwac: {
    /** SHA-256 of the certificate, in hexadecimal digits, with or without colons. */
    readonly fingerprint: string;
    /** The DNS names in it. */
    readonly domains: readonly string[];
  };
}

export type Identification =
  | { readonly accepted: true; readonly identity: Caller }
  /** `status` is 401, 403, 429 …, by which the client is told one of OAuth's errors; `reason` is for the log. */
  | { readonly accepted: false; readonly status: number; readonly reason: string; readonly retryAfter?: number };

export interface OAuthOptions {
  readonly database: Database;
  /** Of the same database, so that each change is one transaction with its record. */
  readonly log: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Log;
  /** Hears of each refusal but those of `identify`; `reason` where it is one of this package, and so no word of a client's. */
  readonly onRefusal?: ((refused: { readonly error: string; readonly reason: string | undefined }) => void) | undefined;
  /** The address of the pages, an origin: browsers come there without a certificate. */
  readonly issuer: string;
  /** The origin of the listener with mutual TLS, as clients reach it. */
  readonly xs2aUrl: string;
  /** 32 random bytes, the same on every node and after a restart. */
  readonly key: Uint8Array;
  /** `xs2a` is what the Guidelines ask, `fapi2` the FAPI 2.0 Security Profile. */
  readonly profile: 'xs2a' | 'fapi2';
  readonly resources: OAuthResources;
  readonly clients: OAuthClients;
  /** Without it there is no pre-step, and a scope without an id is refused. */
  readonly preStep?: PreStepLogin | undefined;
  /** Who calls on the listener with mutual TLS, by the same proof as for every other call: chain, status, block, rate. */
  identify(request: Request, env: object | undefined): Promise<Identification>;
  /** Whether a PSU may be sent there: a safe address, and the client's by the names in its certificate. */
  isRedirectUriOf(redirectUri: string, domains: readonly string[]): boolean;
  /** The page that tells a person what went wrong; `text` is ours, and nothing of the request is in it. */
  renderProblem(problem: OAuthProblem): Response | Promise<Response>;
}

/** What the parts of it work with. */
export type OAuthSetting = OAuthOptions & { readonly keys: OAuthKeys };

export interface OAuthProblem {
  readonly status: number;
  /** One of OAuth's, as `invalid_request`. */
  readonly error: string;
  readonly text: string;
}

export interface OAuth {
  /** For the listener with mutual TLS: `/oauth/par`, `/oauth/token`, `/oauth/revocation`, `/oauth/introspection`, and the metadata. */
  readonly machines: FetchApp;
  /** For the pages: `/oauth/authorize`, `/oauth/interaction/…`, and the metadata. */
  readonly people: FetchApp;
  /** Removes what is long over; to be run every hour or so, on any number of nodes. How many rows. */
  purge(): Promise<number>;
}

/** Makes the tables if they are not there. What ends with a resource, and what needs tokens, see `openTokenState`. */
export async function createOAuth(options: OAuthOptions): Promise<OAuth> {
  const { database, clock } = options;
  await migrateOAuth(database);
  const setting: OAuthSetting = { ...options, keys: deriveKeys(options.key) };
  const provider = createProvider(setting);
  const forward = createForward(provider);
  return {
    machines: createMachines(setting, forward).fetch,
    people: createPeople(setting, provider, forward).fetch,
    purge: () => purge(database, clock()),
  };
}
