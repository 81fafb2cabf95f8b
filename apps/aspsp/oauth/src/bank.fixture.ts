import { systemRandom } from '@openxs2a/service';
import type { Database } from '@openxs2a/store';
import { createEventLog, type EventLog, type LogRecord } from '@openxs2a/store/log';
import { type Caller, createOAuth, type OAuth, type OAuthOptions } from './oauth.ts';
import type { OAuthClient, OAuthResources, PreStepLogin, Stand, WayBack } from './resources.ts';
import { createTokenReader, type TokenReader } from './tokens.ts';

export const ISSUER = 'https://bank.example';
export const XS2A_URL = 'https://xs2a.bank.example';
export const KEY = new Uint8Array(32).fill(7);

export const TPP = 'PSDDE-BAFIN-100001';
export const OTHER_TPP = 'PSDDE-BAFIN-200002';
export const REDIRECT_URI = 'https://tpp.example/back?from=bank';
export const PSU = 'psu-maria';
export const CONSENT = 'c0ffee00-0000-4000-8000-000000000001';
export const SCOPE = `AIS:${CONSENT}`;

/** Says what time it is, and stands still until it is told otherwise. */
export interface ManualClock {
  (): Date;
  advance(seconds: number): void;
}

export function createManualClock(start = '2026-11-27T09:00:00Z'): ManualClock {
  let now = Date.parse(start);
  return Object.assign(() => new Date(now), {
    advance: (seconds: number) => {
      now += seconds * 1_000;
    },
  });
}

/** A resource that waits to be authorised, or was. */
export interface FakeResource {
  readonly clientId: string;
  readonly authorisationId: string;
  readonly redirectUri: string | undefined;
  isRecurring: boolean;
  until: Date;
  stand: Stand;
  /** Where the page sends the browser back to. */
  way: WayBack | undefined;
  isAlive: boolean;
}

export interface OAuthBank {
  readonly issuer: string;
  readonly oauth: OAuth;
  readonly tokens: TokenReader;
  readonly log: EventLog;
  readonly clock: ManualClock;
  readonly database: Database;
  /** By the scope as text. */
  readonly resources: Map<string, FakeResource>;
  readonly clients: Map<string, OAuthClient & { isBlocked: boolean }>;
  /** What stood in the log of the service. */
  readonly lines: { readonly event: string; readonly fields: object }[];
}

export interface BankOptions
  extends Partial<Pick<OAuthOptions, 'profile' | 'identify' | 'issuer' | 'xs2aUrl' | 'onRefusal'>> {
  readonly clock?: ManualClock;
  readonly node?: string;
  readonly hasPreStep?: boolean;
  /** Those of another node of the same bank. */
  readonly resources?: Map<string, FakeResource>;
}

/** What the page appends where the PSU has authorised in this browser. */
export const PROOF = 'this-browser';

export async function openBank(database: Database, options: BankOptions = {}): Promise<OAuthBank> {
  const { clock = createManualClock(), node = 'one', hasPreStep = false, resources = new Map(), ...rest } = options;
  const log = await createEventLog(database, { namespace: 'bank', node, clock, sealEvery: false });
  const clients = new Map([TPP, OTHER_TPP].map((id) => [id, createClient(id)]));
  const lines: { event: string; fields: object }[] = [];
  const logger = {
    info: (event: string, fields = {}) => void lines.push({ event, fields }),
    warn: (event: string, fields = {}) => void lines.push({ event, fields }),
    error: (event: string, error: unknown) => void lines.push({ event, fields: { error } }),
    with: () => logger,
  };
  const fakes = createFakeResources(resources);
  const oauth = await createOAuth({
    database,
    log,
    clock,
    random: systemRandom,
    logger,
    issuer: ISSUER,
    xs2aUrl: XS2A_URL,
    key: KEY,
    profile: 'xs2a',
    resources: fakes,
    clients: {
      async find(clientId) {
        refuseNul(clientId);
        return clients.get(clientId);
      },
    },
    ...(hasPreStep && { preStep: createFakeLogin() }),
    identify: async (request) => identifyByHeader(request),
    isRedirectUriOf: (uri, domains) => uri.startsWith('https://') && domains.includes(new URL(uri).hostname),
    renderProblem: ({ status, error, text }) =>
      new Response(`<h1>${error}</h1><p>${text}</p>`, { status, headers: { 'Content-Type': 'text/html' } }),
    ...rest,
  });
  const { issuer = ISSUER } = rest;
  return {
    issuer,
    oauth,
    tokens: createTokenReader({ database, clock }),
    log,
    clock,
    database,
    resources,
    clients,
    lines,
  };
}

/** As a store does. */
function refuseNul(text = ''): void {
  if (text.includes('\u0000')) throw new TypeError('There is NUL in no column.');
}

const createClient = (id: string) => ({
  legalName: `${id} GmbH`,
  isBlocked: false,
  mayHave: (service: string) => service === 'AIS',
});

/** A certificate of a TPP, by its name. */
export const certificateOf = (tppId: string, name = 'first'): Caller => ({
  tppId,
  qwac: {
    fingerprint: Buffer.from(`${tppId} ${name}`.padEnd(32).slice(-32)).toString('hex'),
    domains: ['tpp.example'],
  },
});

/** Stands for the gateway's proof. */
async function identifyByHeader(request: Request) {
  const caller = request.headers.get('x-caller');
  if (caller === null) return { accepted: false, status: 401, reason: 'client-certificate-missing' } as const;
  // written by `callMachine` below
  return { accepted: true, identity: JSON.parse(caller) as Caller } as const;
}

function createFakeResources(resources: Map<string, FakeResource>): OAuthResources {
  const byAuthorisation = (id: string) => [...resources.values()].find(({ authorisationId }) => authorisationId === id);
  const find = ({ service, resourceId }: { service: string; resourceId: string | undefined }, clientId: string) => {
    const resource = resources.get(`${service}:${resourceId}`);
    return resource?.clientId === clientId && resource.isAlive ? resource : undefined;
  };
  return {
    async findOpen(scope, clientId, authorisationId) {
      refuseNul(authorisationId);
      const resource = find(scope, clientId);
      if (resource?.stand.is !== 'open') return undefined;
      return authorisationId === undefined || authorisationId === resource.authorisationId ? resource : undefined;
    },
    async sendToPage(authorisationId, way) {
      const resource = byAuthorisation(authorisationId);
      if (resource !== undefined) resource.way = way;
      return `/authorise/${authorisationId}`;
    },
    async standOf(authorisationId, proof) {
      const { stand } = byAuthorisation(authorisationId) ?? { stand: { is: 'refused' } as const };
      return stand.is === 'authorised' && proof !== PROOF ? { is: 'open' } : stand;
    },
    async lifeOf(scope, clientId) {
      return find(scope, clientId);
    },
  };
}

/** A login that is over at once. */
function createFakeLogin(): PreStepLogin {
  return {
    sendToPage: async (_login, { returnTo }) => `${returnTo}?proof=${PROOF}`,
    standOf: async (_loginId, proof) => (proof === PROOF ? { is: 'authorised', psuId: PSU } : { is: 'open' }),
  };
}

/** A consent that a TPP has just created. */
export function addConsent(
  bank: OAuthBank,
  change: Partial<FakeResource> & { readonly scope?: string } = {},
): FakeResource {
  const { scope = SCOPE, ...rest } = change;
  const resource: FakeResource = {
    clientId: TPP,
    authorisationId: `authorisation-of-${scope.split(':')[1]}`,
    redirectUri: REDIRECT_URI,
    isRecurring: true,
    until: new Date(bank.clock().getTime() + 90 * 24 * 3_600_000),
    stand: { is: 'open' },
    way: undefined,
    isAlive: true,
    ...rest,
  };
  bank.resources.set(scope, resource);
  return resource;
}

export async function readLog({ log }: OAuthBank): Promise<readonly LogRecord[]> {
  return (await log.read({ limit: 1000 })).records;
}
