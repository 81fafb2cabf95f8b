import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLog, readConfig } from '@openxs2a/service';
import { CONFIG } from './config.ts';
import { startBank } from './start.ts';
import { createAuthorise } from './testing/authorise.ts';
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

/** Three processes of one bank, and a fourth node in this process, for what an operator or a PSU does. */
export async function startNodes(stack: AsyncDisposableStack, { databaseUrl, folder, profile }: Setting) {
  const trust = await openTestTrust();
  stack.defer(() => trust.close());
  const file = join(folder, 'profile.json');
  await writeFile(file, JSON.stringify(profile));
  const env = {
    ...(await toTrustEnvironment(trust)),
    DATABASE_URL: databaseUrl,
    PROFILE: file,
    LINK_KEY: 'l'.repeat(43),
    PAN_KEY: 'p'.repeat(43),
    SCA_KEY: 's'.repeat(43),
    PORT: '0',
    OPERATIONS_PORT: '0',
    DEMO: 'true',
  };
  // all at once, on a database that is empty
  const start = (name: string) => startNode(MAIN, { ...env, NODE_NAME: name });
  const nodes = await Promise.all([start('node-1'), start('node-2'), start('node-3')]);
  for (const node of nodes) stack.defer(() => node.kill());
  const log = createLog({ app: 'operator', level: 'silent' });
  const own = await startBank(readConfig(CONFIG, { ...env, NODE_NAME: 'operator' }), log);
  stack.defer(() => own.close(0));
  const authorise = createAuthorise(own.state);
  return {
    nodes,
    ...own,
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
