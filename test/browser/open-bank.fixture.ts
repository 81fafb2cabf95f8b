import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthorizationServer } from '@openxs2a/authorization-server';
import { loadDemoCredentials } from '@openxs2a/authorization-server/demo';
import {
  createDemoDevice,
  createPages,
  enrolOperator,
  type OperatorOptions,
} from '@openxs2a/authorization-server/pages';
import { createTestBank, FAST_SCA_POLICY, type TestBank } from '@openxs2a/edge/testing';
import { createIncidents, createKpiReader, createTppDirectory, migrateGateway } from '@openxs2a/gateway';
import { parseProfile } from '@openxs2a/profile';
import { createLog, listen } from '@openxs2a/service';

const SECRET = 'a secret of the pages';
export const OPERATOR = { name: 'operator', password: 'password of operator' } as const;

/** A bank whose pages are on a real listener, and a TPP that waits for who comes back. */
export interface BrowserBank {
  readonly bank: TestBank;
  readonly pagesUrl: string;
  /** As `scaRedirect` says. */
  begin(request?: object): Promise<{ readonly consentId: string; readonly scaRedirect: string }>;
  statusOf(consentId: string): Promise<string>;
  lastCode(): string;
  readonly faults: readonly string[];
  close(): Promise<void>;
}

const REQUEST = {
  access: { allPsd2: 'allAccounts' },
  recurringIndicator: true,
  validUntil: '2027-05-24',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
};

export async function openBank({ device = true }: { readonly device?: boolean } = {}): Promise<BrowserBank> {
  await using stack = new AsyncDisposableStack();
  const tpp = createServer((request, response) => response.end(`<h1>Back at the TPP</h1><p>${request.method}</p>`));
  await new Promise<void>((resolve) => tpp.listen(0, '127.0.0.1', resolve));
  stack.defer(() => void tpp.close());
  // a server on a port has an address with a port
  const tppUrl = `http://tpp.localhost:${(tpp.address() as AddressInfo).port}`;

  // the address is known once it listens, and the bank has to know it before
  let fetchPage: (request: Request, env?: unknown) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 });
  const listener = await listen({
    fetch: (request, env) => fetchPage(request, env),
    address: { host: '127.0.0.1', port: 0 },
  });
  stack.defer(() => listener.close(0));
  const pagesUrl = `http://bank.localhost:${listener.port}`;

  const bank = await createTestBank({
    profile: parseProfile({ name: 'Demo Bank' }),
    // one PSU goes all the journeys, and no time passes
    scaPolicy: {
      ...FAST_SCA_POLICY,
      sending: { burst: 100, everyMinutes: 1 },
      passkeys: { ...FAST_SCA_POLICY.passkeys, rpId: 'bank.localhost', origins: [pagesUrl] },
    },
    parts: async (state) => [await createAuthorizationServer({ ...state, pagesUrl })],
  });
  stack.defer(() => bank.close());
  const { database, log, clock, random, profile, sca } = bank;
  await migrateGateway(database);
  const demoDevice = createDemoDevice(SECRET);
  await loadDemoCredentials(bank, demoDevice);
  await enrolOperator({ sca, database }, OPERATOR.name, await sca.hashPassword(OPERATOR.password));
  const { road } = await createAuthorizationServer({ ...bank, pagesUrl });
  const operator: OperatorOptions = {
    names: [OPERATOR.name],
    tpps: createTppDirectory({ database, log, clock }),
    incidents: createIncidents({ database, log, clock, random }),
    kpi: createKpiReader({ database, clock, timeZone: profile.timeZone }),
  };
  const faults: string[] = [];
  const pages = await createPages({
    ...bank,
    road,
    secret: SECRET,
    isHttps: false,
    logger: createLog({ app: 'pages', clock, destination: { write: (line) => void faults.push(line) } }),
    operator,
    // all journeys come from one address, and no time passes: each request is from elsewhere
    addressOf: () => random.uuid(),
    demoDevice: device ? demoDevice : undefined,
  });
  fetchPage = (request, env) => pages.fetch(request, env as object); // what the listener gives along
  const held = stack.move();
  return {
    bank,
    pagesUrl,
    faults,
    async begin(request = {}) {
      const answer = await bank.request('POST', '/v1/consents', {
        headers: {
          'psu-ip-address': '192.0.2.7',
          'tpp-redirect-uri': `${tppUrl}/back?state=s1`,
          'tpp-nok-redirect-uri': `${tppUrl}/sorry?state=s1`,
        },
        body: { ...REQUEST, ...request },
      });
      // the interface answers so; a test fails where it does not
      const body = (await answer.json()) as { consentId: string; _links: { scaRedirect: { href: string } } };
      return { consentId: body.consentId, scaRedirect: body._links.scaRedirect.href };
    },
    async statusOf(consentId) {
      const answer = await bank.request('GET', `/v1/consents/${consentId}/status`);
      return ((await answer.json()) as { consentStatus: string }).consentStatus; // as above
    },
    lastCode: () => /Code: (\d+)/.exec(bank.sent.at(-1)?.text ?? '')?.[1] ?? '',
    close: () => held.disposeAsync(),
  };
}
