import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFIG, makeOperatorLine, startBank } from '@openxs2a/bank';
import {
  type Browser,
  createTestTpp,
  openBrowser,
  openOutboxServer,
  openTestTrust,
  type TestRequest,
  type TestTpp,
  toTrustEnvironment,
} from '@openxs2a/bank/testing';
import { createLog, listen, systemRandom as random, readConfig } from '@openxs2a/service';

export const PSU = { psuId: 'several-currencies', password: 'password of several-currencies' };
export const OPERATOR = { name: 'anna', password: 'battery of many horses' };
export const BACK = 'https://psp.localhost/ok?state=s1';
const REQUEST = {
  access: { allPsd2: 'allAccounts' },
  recurringIndicator: true,
  validUntil: '9999-12-31',
  frequencyPerDay: 4,
  combinedServiceIndicator: false,
};
const PROFILE = {
  name: 'Bank of Tests',
  limits: { requestsPerSecond: 100_000, burst: 1_000_000 },
};

/** What the interface answers, as far as these tests look. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: {
    readonly consentId?: string;
    readonly consentStatus?: string;
    readonly scaStatus?: string;
    readonly accounts?: readonly { readonly iban?: string; readonly resourceId?: string }[];
    readonly _links?: Readonly<Record<string, { readonly href: string }>>;
  };
}

/** The bank as its configuration starts it, with pages and a store on disk, that says all that it can say. */
export async function openWholeBank({
  demo = true,
  sca = {},
}: {
  readonly demo?: boolean;
  readonly sca?: object;
} = {}) {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'whole-bank-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const trust = stack.adopt(await openTestTrust(), (own) => own.close());
  const outbox = stack.adopt(await openOutboxServer(), (own) => own.close());
  const [port, pagesPort] = [await findPort(), await findPort()];
  const env = {
    ...(await toTrustEnvironment(trust)),
    ...{ PORT: String(port), XS2A_URL: `https://localhost:${port}`, OPERATIONS_PORT: '0' },
    ...{ PAGES_PORT: String(pagesPort), PAGES_URL: `http://localhost:${pagesPort}` },
    ...{ OUTBOX_URL: outbox.url, CODES_AT_ONCE: '100', DEMO: String(demo) },
    OPERATORS: await makeOperatorLine(OPERATOR, { random, hashing: { memory: 8, passes: 1, parallelism: 1 } }),
    DATABASE_URL: join(folder, 'bank.db'),
    PROFILE: join(folder, 'profile.json'),
  };
  await writeFile(env.PROFILE, JSON.stringify({ ...PROFILE, sca }));
  const lines: string[] = [];
  const log = createLog({ app: 'bank', level: 'info', destination: { write: (line) => void lines.push(line) } });
  const bank = stack.adopt(await startBank(readConfig(CONFIG, env), log), (own) => own.close(0));
  const url = bank.url.replace('127.0.0.1', 'localhost');
  const tpp = stack.adopt(await createTestTpp(trust, url), (own) => own.close());
  const held = stack.move();
  return {
    ...{ folder, database: env.DATABASE_URL, trust, outbox, lines, url, tpp },
    pagesUrl: env.PAGES_URL,
    operationsUrl: bank.operationsUrl,
    state: bank.state,
    gateway: bank.gateway,
    close: () => held.disposeAsync(),
  };
}

export type WholeBank = Awaited<ReturnType<typeof openWholeBank>>;

async function findPort(): Promise<number> {
  const { port, close } = await listen({ fetch: () => new Response(), address: { host: '127.0.0.1', port: 0 } });
  await close(0);
  return port;
}

export async function call(tpp: TestTpp, method: string, target: string, request: TestRequest = {}): Promise<Answer> {
  const answer = await tpp.request(method, target, request);
  const text = await answer.text();
  // whatever it is: a test looks at what it expects
  return { status: answer.status, text, body: JSON.parse(text || '{}') as Answer['body'] };
}

export const create = (tpp: TestTpp, headers: TestRequest['headers'] = {}): Promise<Answer> =>
  call(tpp, 'POST', '/v1/consents', { headers: { 'PSU-IP-Address': '192.0.2.1', ...headers }, body: REQUEST });

export const hrefOf = ({ body, text }: Answer, relation: string): string => {
  const href = body._links?.[relation]?.href;
  if (href === undefined) throw new Error(`No "${relation}" in ${text}`);
  return href;
};

/** A browser that remembers every cookie that it was ever given. */
export function openWatchedBrowser(pagesUrl: string): {
  readonly browser: Browser;
  readonly cookies: ReadonlyMap<string, string>;
} {
  /** By name and how often it came. */
  const cookies = new Map<string, string>();
  const browser = openBrowser(pagesUrl, async (url, init) => {
    const answer = await fetch(url, init);
    for (const line of answer.headers.getSetCookie()) {
      // one that is taken away is empty
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value !== '') cookies.set(`${name}, ${cookies.size}`, value);
    }
    return answer;
  });
  return { browser, cookies };
}
