import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLog, readConfig } from '@openxs2a/service';
import { CONFIG } from './config.ts';
import { startBank } from './start.ts';
import { createAuthorise } from './testing/authorise.ts';
import { findPort } from './testing/find-port.ts';
import { openOutboxServer } from './testing/outbox-server.ts';
import { requestConsent } from './testing/request-consent.ts';
import { startNode, toTrustEnvironment } from './testing/start-node.ts';
import { createTestTpp, type TestTpp } from './testing/test-tpp.ts';
import { openTestTrust } from './testing/test-trust.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

/** A TPP at each of the nodes. */
export type TppOfAll = readonly [TestTpp, TestTpp, TestTpp];

export interface Setting {
  readonly databaseUrl: string;
  readonly folder: string;
  readonly profile: object;
}

/** As a balancer has them; nobody listens there. */
export const PAGES_URL = 'http://bank.localhost:1';
export const XS2A_URL = 'https://localhost:1';

/** Three processes of one bank, and a fourth node in this process, for what an operator or a PSU does. */
export async function startNodes(stack: AsyncDisposableStack, { databaseUrl, folder, profile }: Setting) {
  const trust = await openTestTrust();
  stack.defer(() => trust.close());
  const outbox = stack.adopt(await openOutboxServer(), (own) => own.close());
  const file = join(folder, 'profile.json');
  await writeFile(file, JSON.stringify(profile));
  const env = {
    ...(await toTrustEnvironment(trust)),
    DATABASE_URL: databaseUrl,
    PROFILE: file,
    LINK_KEY: 'l'.repeat(43),
    PAN_KEY: 'p'.repeat(43),
    SCA_KEY: 's'.repeat(43),
    PAGES_KEY: 'c'.repeat(43),
    PAGES_URL,
    XS2A_URL,
    OUTBOX_URL: outbox.url,
    PORT: '0',
    OPERATIONS_PORT: '0',
    DEMO: 'true',
  };
  // all at once, on a database that is empty
  const ports = await Promise.all([findPort(), findPort(), findPort(), findPort()]);
  const envOf = (name: string, port: number) => ({ ...env, NODE_NAME: name, PAGES_PORT: String(port) });
  const start = (name: string, port: number) => startNode(MAIN, envOf(name, port));
  const nodes = await Promise.all([start('node-1', ports[0]), start('node-2', ports[1]), start('node-3', ports[2])]);
  for (const node of nodes) stack.defer(() => node.kill());
  const log = createLog({ app: 'operator', level: 'silent' });
  const own = await startBank(readConfig(CONFIG, envOf('operator', ports[3])), log);
  stack.defer(() => own.close(0));
  const authorise = createAuthorise(own.state);
  return {
    nodes,
    ...own,
    trust,
    outbox,
    /** Of the next node in turn: where a call goes that is for the address of the interface, or of the pages. */
    route: createRoute([
      [XS2A_URL, nodes.map(({ url }) => url)],
      [PAGES_URL, ports.slice(0, nodes.length).map((port) => `http://localhost:${port}`)],
    ]),
    async tpp(): Promise<TppOfAll> {
      const first = await createTestTpp(trust, nodes[0].url);
      const all = [first, first.at(nodes[1].url), first.at(nodes[2].url)] as const;
      for (const one of all) stack.defer(() => one.close());
      return all;
    },
    async consent([first]: TppOfAll, psu: string): Promise<string> {
      const consentId = await requestConsent(first);
      await authorise(consentId, psu);
      return consentId;
    },
  };
}

/** A balancer that goes round. */
function createRoute(places: readonly (readonly [origin: string, nodes: readonly string[]])[]) {
  let turn = 0;
  return (url: string): string => {
    const [origin, nodes] = places.find(([own]) => url.startsWith(own)) ?? ['', []];
    const node = nodes[turn++ % nodes.length];
    return node === undefined ? url : node + url.slice(origin.length);
  };
}
