import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CONSENT_HEADERS,
  createTestTpp,
  type OAuthFlow,
  openOAuthClient,
  openOutboxServer,
  openTestTrust,
  startNode,
  toTrustEnvironment,
} from '@openxs2a/bank/testing';
import { listen } from '@openxs2a/service';

const MAIN = join(import.meta.dirname, '../../apps/aspsp/bank/src/main.ts');

const REQUEST = {
  access: { allPsd2: 'allAccounts' },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
};

/** A bank that is a process of its own, with OAuth as the redirect, and a TPP that waits for who comes back. */
export interface OAuthBank {
  readonly pagesUrl: string;
  /** Where the browser ends, without what is appended. */
  readonly backUrl: string;
  /** A consent, and the way of a browser to its authorisation: pushed, or by all parameters in the address. */
  begin(options?: { readonly isPushed?: boolean }): Promise<{ readonly consentId: string; readonly flow: OAuthFlow }>;
  statusOf(consentId: string): Promise<string>;
  /** How many accounts a token opens. */
  countAccounts(consentId: string, token: string): Promise<number>;
  lastCode(): string;
  close(): Promise<void>;
}

export async function openOAuthBank(): Promise<OAuthBank> {
  await using stack = new AsyncDisposableStack();
  const trust = stack.adopt(await openTestTrust(), (own) => own.close());
  const outbox = stack.adopt(await openOutboxServer(), (own) => own.close());
  const folder = stack.adopt(await mkdtemp(join(tmpdir(), 'oauth-bank-')), (path) => rm(path, { recursive: true }));
  const profile = join(folder, 'profile.json');
  await writeFile(profile, JSON.stringify({ name: 'Demo Bank', sca: { oauth: 'xs2a' }, consents: { multiple: true } }));
  const [port, pagesPort] = [await findPort(), await findPort()];
  const pagesUrl = `http://bank.localhost:${pagesPort}`;
  const node = stack.adopt(
    await startNode(MAIN, {
      ...(await toTrustEnvironment(trust)),
      DATABASE_URL: ':memory:',
      PROFILE: profile,
      PORT: String(port),
      XS2A_URL: `https://localhost:${port}`,
      PAGES_URL: pagesUrl,
      PAGES_PORT: String(pagesPort),
      OUTBOX_URL: outbox.url,
      CODES_AT_ONCE: '100',
      DEMO: 'true',
    }),
    (own) => own.kill(),
  );
  const tppPage = () => new Response('<h1>Back at the TPP</h1>', { headers: { 'Content-Type': 'text/html' } });
  const back = await listen({ fetch: tppPage, address: { host: '127.0.0.1', port: 0 } });
  stack.defer(() => back.close(0));
  const backUrl = `http://tpp.localhost:${back.port}/back`;
  const tpp = stack.adopt(await createTestTpp(trust, node.url), (own) => own.close());
  const metadataUrl = `${pagesUrl}/.well-known/oauth-authorization-server`;
  const client = stack.adopt(await openOAuthClient({ trust, tpp, metadataUrl }), (own) => own.close());
  const ask = async (method: string, target: string, request = {}) =>
    // the interface answers so; a test fails where it does not
    JSON.parse(await (await tpp.request(method, target, request)).text()) as {
      consentId: string;
      consentStatus: string;
      accounts: readonly unknown[];
    };
  const held = stack.move();
  return {
    pagesUrl,
    backUrl,
    async begin({ isPushed = true } = {}) {
      const headers = { ...CONSENT_HEADERS, 'PSU-ID': undefined, 'TPP-Redirect-URI': backUrl };
      const { consentId } = await ask('POST', '/v1/consents', { headers, body: REQUEST });
      return { consentId, flow: await client.begin({ scope: `AIS:${consentId}`, redirectUri: backUrl, isPushed }) };
    },
    statusOf: async (consentId) => (await ask('GET', `/v1/consents/${consentId}/status`)).consentStatus,
    async countAccounts(consentId, token) {
      const headers = { 'Consent-ID': consentId, Authorization: `Bearer ${token}` };
      return (await ask('GET', '/v1/accounts', { headers })).accounts.length;
    },
    lastCode: () => outbox.lastCode(),
    close: () => held.disposeAsync(),
  };
}

async function findPort(): Promise<number> {
  const { port, close } = await listen({ fetch: () => new Response(), address: { host: '127.0.0.1', port: 0 } });
  await close(0);
  return port;
}
